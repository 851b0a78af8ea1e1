using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`enumeration`: a scalar is one of `values`.</summary>
internal static class EnumerationFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        IReadOnlyList<DocumentNode> values = options.List("values") ?? throw options.Missing("`values`");
        if (values.FirstOrDefault(static value => value.IsObject || value.IsArray) is { } wrong)
            throw new FunctionOptionException(wrong, "`values` must be a list of texts, numbers, booleans and nulls.");
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
