using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Functions.Schemas;

/// <summary>
/// The errors of a failed validation in the order in which Ajv finds them. Spectral keeps or drops an error by its neighbours, so which
/// places it reports hangs on that order: by kind of keyword, and inside a keyword by alternative or by member.
/// </summary>
internal static class ErrorSequence
{
    /// <summary>Enough for every alternative of every value that is wrong in a large document.</summary>
    private const int MaxErrors = 1_000;

    // References followed make a document deeper than it is written.
    private static readonly ValidateOptions Every = new()
    {
        EveryAlternative = true,
        MaxErrors = MaxErrors,
        Limits = new JsonInputLimits { MaxBytes = int.MaxValue, MaxDepth = 1000, AllowDuplicateKeys = true },
    };

    /// <returns>Nothing when the text is valid.</returns>
    /// <exception cref="LintFunctionException">It cannot be judged.</exception>
    public static List<PlacedError> Of(CompiledSchema schema, ReadOnlySpan<byte> json)
    {
        ValidationResult result = schema.Validate(json, Every);
        if (result.Input is { } refused)
            throw new LintFunctionException($"a value, with its references followed, cannot be validated: {refused.Message}");
        List<Entry> entries = [];
        HashSet<(string, string)> conditions = [];
        foreach (SchemaError error in result.Errors)
        {
            EvaluationWay way = new(error.EvaluationPath, error.InstancePointer);
            entries.Add(new Entry(way, error.InstanceColumn, PlacedError.Of(error, way)));
            foreach ((EvaluationWay condition, string instance) in way.Conditions())
            {
                // Ajv adds that the condition as a whole failed, once.
                if (conditions.Add((condition.Path, instance)))
                    entries.Add(new Entry(condition, error.InstanceColumn, new PlacedError(instance, "if", null, error.Message)));
            }
        }

        // The place of a value in the text stands for the order of members; a stable sort keeps the rest as it was found.
        return [.. entries.Order(Comparer<Entry>.Create(static (one, other) => one.Way.CompareTo(other.Way) switch
        {
            EvaluationWay.ByPlace => one.Column.CompareTo(other.Column),
            int order => order,
        })).Select(entry => entry.Error)];
    }

    private sealed record Entry(EvaluationWay Way, int Column, PlacedError Error);
}
