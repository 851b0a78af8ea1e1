using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`enumeration`: a scalar is one of `values`.</summary>
internal static class EnumerationFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        IReadOnlyList<DocumentNode> values = options.List("values") ?? throw new FunctionOptionException(options.Node, "`enumeration` needs `values`.");
        HashSet<(NodeKind, string?)> known = [.. values.Select(value => (value.Kind, value.Text))];
        string list = string.Join(", ", values.Select(value => $"\"{value.Text}\""));
        return (target, _) => target is { IsObject: false, IsArray: false } && !known.Contains((target.Kind, target.Text))
            ? [new FunctionMessage($"\"{target.Text}\" must be equal to one of the allowed values: {list}")]
            : [];
    }
}
