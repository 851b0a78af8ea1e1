using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Functions.Schemas;

namespace ApiGovernance.Linting.Functions;

/// <summary>
/// What is left of the errors when validation ends at the first keyword that fails, as Ajv does without `allErrors`: one error, or those of
/// all alternatives where none of them holds.
/// </summary>
internal static class FirstFault
{
    private static readonly string[] Alternatives = ["anyOf", "oneOf"];

    public static IEnumerable<SchemaError> Of(IReadOnlyList<SchemaError> errors)
    {
        SchemaError first = errors
            .Order(Comparer<SchemaError>.Create(static (one, other) => Way(one).CompareTo(Way(other)) switch
            {
                EvaluationWay.ByPlace => one.InstanceColumn.CompareTo(other.InstanceColumn),
                int order => order,
            }))
            .First();
        return Group(first) is { } group ? errors.Where(error => error.EvaluationPath.StartsWith(group, StringComparison.Ordinal)) : [first];
    }

    private static EvaluationWay Way(SchemaError error) => new(error.EvaluationPath, error.InstancePointer);

    /// <summary>The way to the outermost list of alternatives that an error is of; null when it is of none.</summary>
    private static string? Group(SchemaError error)
    {
        string[] parts = error.EvaluationPath.Split('/');
        int at = Array.FindIndex(parts, part => Alternatives.Contains(part));
        return at < 0 ? null : string.Join('/', parts[..(at + 1)]);
    }
}
