using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`alphabetical`: the keys of an object, or the items of an array (by `keyedBy`), are in order.</summary>
internal static class AlphabeticalFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        string? keyedBy = options.Text("keyedBy");
        return (target, results) =>
        {
            if (target.IsKey || !(target.Value.IsObject || target.Value.IsArray))
                return;
            if (Items(target, keyedBy, results) is { } items && Unsorted(items) is { } at)
            {
                if (keyedBy is not null)
                    results.Report("properties must follow the alphabetical order");
                else
                    results.Report(
                        $"{PrintedValue.Of(items[at])} must be placed after {PrintedValue.Of(items[at + 1])}",
                        target.Value.IsArray ? at.ToString(CultureInfo.InvariantCulture) : items[at].Text!);
            }
        };
    }

    private static List<DocumentNode>? Items(LintTarget target, string? keyedBy, ICollection<FunctionResult> results)
    {
        ViewNode value = target.Value;
        if (value.IsObject && keyedBy is not null && value.Node!.Members.Count > 1)
        {
            // Its keys are what is looked at, and a key has no members.
            results.Report($"{target.Subject}must be an object");
            return null;
        }

        if (value.IsObject)
            return [.. value.Node!.Members.Select(member => DocumentNode.String(member.NameSpan, member.Name))];
        if (value.Node!.Items.Count < 2)
            return null;
        List<DocumentNode> items = [];
        foreach (ViewNode item in value.Items())
        {
            if (keyedBy is not null && !item.IsObject && !item.IsArray)
            {
                results.Report($"{target.Subject}must be an object");
                return null;
            }

            DocumentNode? by = keyedBy is null ? item.Node : item[keyedBy].Node;
            if (by?.Kind is not (NodeKind.String or NodeKind.Number))
            {
                results.Report($"{target.Subject}must be one of the allowed types: number, string");
                return null;
            }

            items.Add(by);
        }

        return items;
    }

    private static int? Unsorted(List<DocumentNode> items)
    {
        for (int i = 0; i + 1 < items.Count; i++)
        {
            if (Order(items[i], items[i + 1]) > 0)
                return i;
        }

        return null;
    }

    private static int Order(DocumentNode left, DocumentNode right)
    {
        double? a = Number(left), b = Number(right);
        if (a is not null && b is not null)
            return a.Value.CompareTo(b.Value);
        return left.Kind == NodeKind.String && right.Kind == NodeKind.String && !(IsNumber(right.Text!) && !IsNumber(left.Text!)) ? LocaleOrder.Compare(left.Text!, right.Text!) : 0;
    }

    // Spectral compares a word with a number written as text as numbers, which is neither before nor behind.
    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double? Number(DocumentNode node) =>
        node.Kind == NodeKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
