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
    public static readonly string[] RequestSubjects = ["request-body", "request-property", "request-parameter", "request-parameter-property"];

    public static readonly string[] ResponseSubjects = ["response-body", "response-property", "response-header", "response-header-property"];

    /// <summary>What a message leaves out because of its direction: nobody sends it, so nothing breaks.</summary>
    public static readonly (string Subject, ChangeDirection Direction)[] UnsentSubjects =
        [("request-read-only-property", ChangeDirection.Request), ("response-write-only-property", ChangeDirection.Response)];

    private static readonly (string Aspect, Effect Effect, string Meaning)[] Table =
    [
        ("type-changed", Effect.Changes, "the type is another one"),
        ("type-generalized", Effect.Widens, "more types are allowed"),
        ("type-specialized", Effect.Narrows, "fewer types are allowed"),
        ("list-of-types-widened", Effect.Widens, "the list of types is longer"),
        ("list-of-types-narrowed", Effect.Narrows, "the list of types is shorter"),
        ("became-nullable", Effect.Widens, "null is allowed"),
        ("became-not-nullable", Effect.Narrows, "null is no longer allowed"),
        ("enum-value-removed", Effect.Narrows, "a value is no longer allowed"),
        ("enum-value-added", Effect.Widens, "a value is new"),
        ("became-enum", Effect.Narrows, "only listed values are allowed"),
        ("enum-dropped", Effect.Widens, "any value is allowed, no longer only the listed ones"),
        ("const-added", Effect.Narrows, "only one value is allowed"),
        ("const-removed", Effect.Widens, "other values than the one are allowed"),
        ("const-changed", Effect.Changes, "another single value is allowed"),
        ("x-extensible-enum-value-removed", Effect.Narrows, "a value of `x-extensible-enum` is gone"),
        ("x-extensible-enum-value-added", Effect.None, "a value of `x-extensible-enum` is new; readers were told to expect others"),
        ("pattern-added", Effect.Narrows, "a pattern must be matched"),
        ("pattern-removed", Effect.Widens, "no pattern must be matched any more"),
        ("pattern-changed", Effect.Changes, "another pattern must be matched"),
        ("pattern-generalized", Effect.Widens, "a pattern that matches more must be matched"),
        ("pattern-specialized", Effect.Narrows, "a pattern that matches less must be matched"),
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
        ("prefix-items-added", Effect.Narrows, "a place of a tuple has a schema"),
        ("prefix-items-removed", Effect.Widens, "a place of a tuple has no schema of its own any more"),
        ("contains-added", Effect.Narrows, "an item of a kind must be there"),
        ("contains-removed", Effect.Widens, "no item of a kind must be there any more"),
        ("contains-changed", Effect.Changes, "items of another kind must be there"),
        ("min-contains-increased", Effect.Narrows, "more items of a kind must be there"),
        ("min-contains-decreased", Effect.Widens, "fewer items of a kind must be there"),
        ("max-contains-increased", Effect.Widens, "more items of a kind may be there"),
        ("max-contains-decreased", Effect.Narrows, "fewer items of a kind may be there"),
        ("additional-properties-closed", Effect.Narrows, "unknown properties are no longer allowed"),
        ("additional-properties-opened", Effect.Widens, "unknown properties are allowed"),
        ("pattern-property-added", Effect.Narrows, "properties whose names match a pattern have a schema"),
        ("pattern-property-removed", Effect.Widens, "properties whose names match a pattern have no schema any more"),
        ("property-names-added", Effect.Narrows, "names of properties are restricted"),
        ("property-names-removed", Effect.Widens, "names of properties are not restricted any more"),
        ("property-names-changed", Effect.Changes, "names of properties are restricted in another way"),
        ("dependent-required-added", Effect.Narrows, "a property demands others"),
        ("dependent-required-removed", Effect.Widens, "a property demands no others any more"),
        ("dependent-required-changed", Effect.Changes, "a property demands other ones"),
        ("dependent-schema-added", Effect.Narrows, "a property demands a schema of the object"),
        ("dependent-schema-removed", Effect.Widens, "a property demands no schema of the object any more"),
        ("dependent-schema-changed", Effect.Changes, "a property demands another schema of the object"),
        ("unevaluated-properties-added", Effect.Narrows, "properties that no part describes are restricted"),
        ("unevaluated-properties-removed", Effect.Widens, "properties that no part describes are not restricted any more"),
        ("unevaluated-items-added", Effect.Narrows, "items that no part describes are restricted"),
        ("unevaluated-items-removed", Effect.Widens, "items that no part describes are not restricted any more"),
        ("if-added", Effect.Narrows, "a condition is new"),
        ("if-removed", Effect.Widens, "a condition is gone"),
        ("then-added", Effect.Narrows, "a condition has a `then`"),
        ("then-removed", Effect.Widens, "a condition has no `then` any more"),
        ("else-added", Effect.Narrows, "a condition has an `else`"),
        ("else-removed", Effect.Widens, "a condition has no `else` any more"),
        ("condition-changed", Effect.Changes, "a condition asks for something else"),
        ("not-added", Effect.Narrows, "values of a kind are excluded"),
        ("not-removed", Effect.Widens, "values of a kind are no longer excluded"),
        ("not-changed", Effect.Changes, "values of another kind are excluded"),
        ("any-of-removed", Effect.Narrows, "an alternative is gone"),
        ("any-of-added", Effect.Widens, "an alternative is new"),
        ("one-of-removed", Effect.Narrows, "an alternative is gone"),
        ("one-of-added", Effect.Widens, "an alternative is new"),
        ("wrapped-in-one-of", Effect.Changes, "the value is one alternative of several"),
        ("schema-narrowed", Effect.Narrows, "fewer values are allowed, by keywords that work together"),
        ("schema-widened", Effect.Widens, "more values are allowed, by keywords that work together"),
        ("discriminator-added", Effect.None, "a discriminator is new"),
        ("discriminator-removed", Effect.None, "a discriminator is gone"),
        ("discriminator-property-name-changed", Effect.Changes, "another property tells the alternatives apart"),
        ("discriminator-mapping-added", Effect.Widens, "a value of the discriminator is new"),
        ("discriminator-mapping-deleted", Effect.Narrows, "a value of the discriminator is gone"),
        ("discriminator-mapping-changed", Effect.Changes, "a value of the discriminator means another schema"),
        ("content-media-type-changed", Effect.Changes, "the text in a string is of another media type"),
        ("content-encoding-changed", Effect.Changes, "the text in a string is encoded in another way"),
        ("content-schema-added", Effect.Narrows, "what a string holds has a schema"),
        ("content-schema-removed", Effect.Widens, "what a string holds has no schema any more"),
        ("default-value-added", Effect.None, "a missing value is taken for another one"),
        ("default-value-removed", Effect.None, "nothing is taken for a missing value any more"),
        ("default-value-changed", Effect.None, "the value taken for a missing one is another"),
    ];

    private static readonly (string Bound, bool Upper)[] Bounds =
    [
        ("max", true), ("min", false), ("exclusive-max", true), ("exclusive-min", false), ("max-length", true), ("min-length", false),
        ("max-items", true), ("min-items", false), ("max-properties", true), ("min-properties", false),
    ];

    public static IEnumerable<ChangeDefinition> Definitions()
    {
        foreach (string subject in RequestSubjects.Concat(ResponseSubjects))
        {
            ChangeDirection direction = subject.StartsWith("request", StringComparison.Ordinal) ? ChangeDirection.Request : ChangeDirection.Response;
            string what = subject.Replace('-', ' ');
            foreach ((string aspect, Effect effect, string meaning) in Table.Concat(BoundAspects()))
            {
                Severity severity = SeverityOf(subject, direction, effect, aspect);
                yield return new($"{subject}-{aspect}", severity, direction, $"a {what}: {meaning}", FixFor(direction, effect, severity)) { Aspect = aspect };
            }
        }

        foreach ((string subject, ChangeDirection direction) in UnsentSubjects)
        {
            foreach ((string aspect, _, string meaning) in Table.Concat(BoundAspects()))
                yield return new($"{subject}-{aspect}", Severity.Info, direction, $"a {subject.Replace('-', ' ')}, which is no part of the message: {meaning}", null) { Aspect = aspect };
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

    private static Severity SeverityOf(string subject, ChangeDirection direction, Effect effect, string aspect) => (direction, effect) switch
    {
        // A caller that leaves the parameter out gets another result without having changed anything.
        (ChangeDirection.Request, Effect.None) when aspect is "default-value-changed" or "default-value-removed" => subject == "request-parameter" ? Severity.Error : Severity.Warning,
        (ChangeDirection.Request, Effect.None) when aspect == "default-value-added" && subject == "request-parameter" => Severity.Warning,
        (_, Effect.Changes) => Severity.Error,
        (ChangeDirection.Request, Effect.Narrows) => Severity.Error,
        (ChangeDirection.Response, Effect.Widens) => Severity.Error,
        _ => Severity.Info,
    };

    private static string? FixFor(ChangeDirection direction, Effect effect, Severity severity) => (direction, effect) switch
    {
        (_, Effect.None) when severity == Severity.Error => "Keep taking a missing value for what it was taken for.",
        (_, Effect.Changes) => "Keep what is there, or make the change in a new version of the API.",
        (ChangeDirection.Request, Effect.Narrows) => "Keep accepting what was accepted, or make the change in a new version of the API.",
        (ChangeDirection.Response, Effect.Widens) => "Keep answering within what was promised, or make the change in a new version of the API.",
        _ => null,
    };
}
