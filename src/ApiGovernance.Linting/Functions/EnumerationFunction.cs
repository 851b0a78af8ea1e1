using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`enumeration`: a scalar is one of `values`.</summary>
internal static class EnumerationFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        IReadOnlyList<DocumentNode> values = options.List("values") ?? throw new FunctionOptionException(options.Node, "`enumeration` needs `values`.");
        HashSet<(NodeKind, string?)> known = [.. values.Select(Key)];
        string list = string.Join(", ", values.Select(PrintedValue.Of));
        return (target, results) =>
        {
            if (target.Node is { IsObject: false, IsArray: false } value && !known.Contains(Key(value)))
                results.Report($"{PrintedValue.Of(value)} must be equal to one of the allowed values: {list}");
        };
    }

    // 1 and 1.0 are one number.
    private static (NodeKind, string?) Key(DocumentNode node) => node.Kind == NodeKind.Number
        && double.TryParse(node.Text, CultureInfo.InvariantCulture, out double number) ? (node.Kind, number.ToString("R", CultureInfo.InvariantCulture)) : (node.Kind, node.Text);
}
