using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Planning;

/// <summary>Which members of two descriptors differ.</summary>
internal static class FieldDifferences
{
    private const int MostFields = 50;
    private const int LongestValue = 200;

    public static IReadOnlyList<PlannedField> Between(Descriptor before, Descriptor after)
    {
        List<PlannedField> fields = [];
        Compare(JsonNode.Parse(DescriptorWriter.ToJson(before)), JsonNode.Parse(DescriptorWriter.ToJson(after)), "", fields);
        return [.. fields.Take(MostFields)];
    }

    private static void Compare(JsonNode? before, JsonNode? after, string pointer, List<PlannedField> fields)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        if (before is JsonObject old && after is JsonObject now)
        {
            foreach (string name in old.Select(member => member.Key).Union(now.Select(member => member.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
                Compare(old[name], now[name], JsonPointer.Append(pointer, name), fields);
            return;
        }

        fields.Add(new PlannedField(pointer, Text(before), Text(after)));
    }

    private static string? Text(JsonNode? node)
    {
        string? text = node?.ToJsonString();
        return text is { Length: > LongestValue } ? text[..LongestValue] + "..." : text;
    }
}
