using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Keywords that no rule judges: equal text is no change, everything else is said to be undecided.</summary>
internal static class OtherRules
{
    public static void Check(SchemaPair pair)
    {
        foreach (string keyword in pair.Before.Other.Keys.Union(pair.After.Other.Keys).Order(StringComparer.Ordinal))
        {
            string? before = Text(pair.Before.Other.GetValueOrDefault(keyword), pair.Comparison.Before), after = Text(pair.After.Other.GetValueOrDefault(keyword), pair.Comparison.After);
            if (before != after)
                pair.Comparison.NotCompared(pair, keyword);
        }

        if (pair.Before.Items is null != pair.After.Items is null)
            pair.Comparison.NotCompared(pair, "items");
        if (pair.Before.Additional is null != pair.After.Additional is null && pair.Before.Open && pair.After.Open)
            pair.Comparison.NotCompared(pair, "additionalProperties");
        if (pair.Before.AllowsAnything != pair.After.AllowsAnything)
            pair.Report("type-changed", $"{(pair.After.AllowsAnything ? "allows" : "no longer allows")} a value for {pair.Position.Name}.");
    }

    /// <summary>The keyword with its references replaced by what they name, to a depth: equal then means equal.</summary>
    private static string? Text(ResolvedNode? node, DocumentBundle bundle) => node is null ? null : Text(node, bundle, 12);

    private static string Text(ResolvedNode written, DocumentBundle bundle, int depth)
    {
        ResolvedNode place = bundle.Follow(written) ?? written;
        if (depth == 0)
            return SchemaReader.Json(written.Node);
        if (place.Node.IsObject)
        {
            return "{" + string.Join(",", place.Members()
                .Where(member => member.Member.Name is not ("title" or "description" or "example" or "examples"))
                .OrderBy(member => member.Member.Name, StringComparer.Ordinal)
                .Select(member => $"\"{member.Member.Name}\":{Text(member.Value, bundle, depth - 1)}")) + "}";
        }

        return place.Node.IsArray ? "[" + string.Join(",", place.Items().Select(item => Text(item, bundle, depth - 1))) + "]" : SchemaReader.Json(place.Node);
    }
}
