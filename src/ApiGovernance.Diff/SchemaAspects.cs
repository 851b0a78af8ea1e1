using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>What a change does to the set of values that a schema allows.</summary>
internal enum Effect
{
    Narrows,
    Widens,

    /// <summary>Both, or it cannot be told: breaking on either side.</summary>
    Changes,

    /// <summary>The same values.</summary>
    None,
}

/// <summary>The one table of schema changes; ids are generated as subject and aspect, e.g. <c>request-property</c> + <c>max-decreased</c>.</summary>
internal static class SchemaAspects
{
    public static readonly string[] RequestSubjects = ["request-body", "request-property", "request-parameter"];

    public static readonly string[] ResponseSubjects = ["response-body", "response-property", "response-header"];

    private static readonly (string Aspect, Effect Effect, string Meaning)[] Table =
    [
        ("type-changed", Effect.Changes, "the type is another one"),
        ("type-generalized", Effect.Widens, "more types are allowed"),
        ("type-specialized", Effect.Narrows, "fewer types are allowed"),
        ("became-nullable", Effect.Widens, "null is allowed"),
        ("became-not-nullable", Effect.Narrows, "null is no longer allowed"),
        ("enum-value-removed", Effect.Narrows, "a value is no longer allowed"),
        ("enum-value-added", Effect.Widens, "a value is new"),
        ("became-enum", Effect.Narrows, "only listed values are allowed"),
        ("enum-dropped", Effect.Widens, "any value is allowed, no longer only the listed ones"),
        ("pattern-added", Effect.Narrows, "a pattern must be matched"),
        ("pattern-removed", Effect.Widens, "no pattern must be matched any more"),
        ("pattern-changed", Effect.Changes, "another pattern must be matched"),
        ("format-added", Effect.Narrows, "a format must be kept"),
        ("format-removed", Effect.Widens, "no format must be kept any more"),
        ("format-changed", Effect.Changes, "another format must be kept"),
        ("format-generalized", Effect.Widens, "a wider format must be kept (int64 after int32, double after float)"),
        ("format-specialized", Effect.Narrows, "a narrower format must be kept (int32 after int64, float after double)"),
        ("multiple-of-added", Effect.Narrows, "values must be multiples of a number"),
        ("multiple-of-removed", Effect.Widens, "values need not be multiples of a number any more"),
        ("multiple-of-changed", Effect.Changes, "values must be multiples of another number"),
        ("multiple-of-generalized", Effect.Widens, "values must be multiples of a part of the number of before"),
        ("multiple-of-specialized", Effect.Narrows, "values must be multiples of a multiple of the number of before"),
        ("unique-items-added", Effect.Narrows, "items must be unique"),
        ("unique-items-removed", Effect.Widens, "items may repeat"),
        ("additional-properties-closed", Effect.Narrows, "unknown properties are no longer allowed"),
        ("additional-properties-opened", Effect.Widens, "unknown properties are allowed"),
        ("any-of-removed", Effect.Narrows, "an alternative is gone"),
        ("any-of-added", Effect.Widens, "an alternative is new"),
        ("one-of-removed", Effect.Narrows, "an alternative is gone"),
        ("one-of-added", Effect.Widens, "an alternative is new"),
        ("default-value-changed", Effect.None, "the value taken for a missing one is another"),
    ];

    private static readonly (string Bound, bool Upper)[] Bounds =
    [
        ("max", true), ("min", false), ("max-length", true), ("min-length", false),
        ("max-items", true), ("min-items", false), ("max-properties", true), ("min-properties", false),
    ];

    public static IEnumerable<ChangeDefinition> Definitions()
    {
        foreach (string subject in RequestSubjects.Concat(ResponseSubjects))
        {
            ChangeDirection direction = subject.StartsWith("request", StringComparison.Ordinal) ? ChangeDirection.Request : ChangeDirection.Response;
            string what = subject.Replace('-', ' ');
            foreach ((string aspect, Effect effect, string meaning) in Table.Concat(BoundAspects()))
                yield return new($"{subject}-{aspect}", SeverityOf(direction, effect, aspect), direction, $"a {what}: {meaning}", FixFor(direction, effect));
        }
    }

    private static IEnumerable<(string, Effect, string)> BoundAspects()
    {
        foreach ((string bound, bool upper) in Bounds)
        {
            yield return ($"{bound}-set", Effect.Narrows, $"{bound} is new");
            yield return ($"{bound}-unset", Effect.Widens, $"{bound} is gone");
            yield return ($"{bound}-decreased", upper ? Effect.Narrows : Effect.Widens, $"{bound} is smaller");
            yield return ($"{bound}-increased", upper ? Effect.Widens : Effect.Narrows, $"{bound} is larger");
        }
    }

    private static Severity SeverityOf(ChangeDirection direction, Effect effect, string aspect) => (direction, effect) switch
    {
        (_, Effect.Changes) => Severity.Error,
        (ChangeDirection.Request, Effect.Narrows) => Severity.Error,
        // A tolerant reader copes with a new value and a strict one does not: a policy decides.
        (ChangeDirection.Response, Effect.Widens) => aspect == "enum-value-added" ? Severity.Warning : Severity.Error,
        _ => Severity.Info,
    };

    private static string? FixFor(ChangeDirection direction, Effect effect) => (direction, effect) switch
    {
        (_, Effect.Changes) => "Keep what is there, or make the change in a new version of the API.",
        (ChangeDirection.Request, Effect.Narrows) => "Keep accepting what was accepted, or make the change in a new version of the API.",
        (ChangeDirection.Response, Effect.Widens) => "Keep answering within what was promised, or make the change in a new version of the API.",
        _ => null,
    };
}
