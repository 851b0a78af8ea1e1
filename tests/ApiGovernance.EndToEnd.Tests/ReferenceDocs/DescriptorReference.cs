using System.Text;
using System.Text.Json;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>Writes docs/reference/descriptors.md from the published JSON Schemas, so that it cannot say anything else.</summary>
internal static class DescriptorReference
{
    /// <summary>The greatest number that a descriptor can hold says nothing.</summary>
    private const string NoMaximum = "2147483647";

    public static string Write()
    {
        StringBuilder page = new();
        page.Append("# Descriptors\n\n");
        page.Append("The kinds of the catalog's YAML. One document per file; the envelope is `apiVersion: apigovernance/v1`, `kind`, `metadata` and `spec`.\n");
        page.Append("The JSON Schemas in [schemas/](schemas) complete and check them in editors: start a file with\n");
        page.Append("`# yaml-language-server: $schema=<path>/docs/reference/schemas/<kind>.schema.json`. `apigov catalog validate DIR` checks a folder.\n\n");
        page.Append("This page is generated from the schemas.\n");
        foreach (string file in Directory.GetFiles(RepositoryPaths.At("docs/reference/schemas"), "*.schema.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = schema.RootElement;
            page.Append($"\n## {root.GetProperty("properties").GetProperty("kind").GetProperty("const").GetString()}\n\n");
            if (root.TryGetProperty("description", out JsonElement description))
                page.Append(description.GetString()).Append("\n\n");
            page.Append("| field | type | required | meaning |\n|---|---|---|---|\n");
            if (root.GetProperty("properties").TryGetProperty("spec", out JsonElement spec))
                Fields(page, root, Resolve(root, spec), "spec");
        }

        return page.ToString();
    }

    private static void Fields(StringBuilder page, JsonElement root, JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties))
            return;
        HashSet<string> required = schema.TryGetProperty("required", out JsonElement names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
        foreach (JsonProperty property in properties.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            JsonElement field = Resolve(root, property.Value);
            string name = $"{path}.{property.Name}";
            page.Append($"| `{name}` | {TypeOf(root, field)} | {(required.Contains(property.Name) ? "yes" : "")} | {Meaning(property.Value, field)} |\n");
            if (field.TryGetProperty("items", out JsonElement items))
                Fields(page, root, Resolve(root, items), name + "[]");
            else if (field.TryGetProperty("additionalProperties", out JsonElement values) && values.ValueKind == JsonValueKind.Object)
                Fields(page, root, Resolve(root, values), name + ".*");
            else
                Fields(page, root, field, name);
        }
    }

    private static string Meaning(JsonElement written, JsonElement field)
    {
        string text = Text(written, "description") ?? Text(field, "description") ?? "";
        if (field.TryGetProperty("default", out JsonElement byDefault))
            text += $" Default: `{byDefault.GetRawText().Trim('"')}`.";
        if (field.TryGetProperty("minimum", out JsonElement least) && field.TryGetProperty("maximum", out JsonElement most))
            text += most.GetRawText() == NoMaximum ? $" At least {least.GetRawText()}." : $" {least.GetRawText()} to {most.GetRawText()}.";
        return text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal).Trim();
    }

    private static string TypeOf(JsonElement root, JsonElement field)
    {
        if (field.TryGetProperty("enum", out JsonElement values))
            return string.Join(", ", values.EnumerateArray().Select(value => $"`{value}`"));
        string type = Text(field, "type") ?? "any";
        if (field.TryGetProperty("items", out JsonElement items))
            return $"list of {TypeOf(root, Resolve(root, items))}";
        return field.TryGetProperty("format", out JsonElement format) ? $"{type} ({format.GetString()})" : type;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            JsonElement at = root;
            foreach (string segment in reference.GetString()!.TrimStart('#', '/').Split('/'))
                at = at.GetProperty(segment);
            schema = at;
        }

        return schema;
    }
}
