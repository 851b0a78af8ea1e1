using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>minProperties, maxProperties, properties, patternProperties, additionalProperties, required, propertyNames.</summary>
internal static class ObjectKeywords
{
    public static void Compile(NodeBuilder b)
    {
        if (b.TryGetCount("minProperties", out long min) && min > 0)
            b.Add(JsonTypes.Object, new CountInstruction(b.Node, "minProperties", min, upper: false, ofObject: true));
        if (b.TryGetCount("maxProperties", out long max))
            b.Add(JsonTypes.Object, new CountInstruction(b.Node, "maxProperties", max, upper: true, ofObject: true));

        AddProperties(b);
        if (b.Rules.Draft6 && b.TryGet("propertyNames", out JsonElement names) && b.IsSchema(names, "propertyNames"))
            b.Add(JsonTypes.Object, new PropertyNamesInstruction(b.Node, b.Child(names, "propertyNames")));
        if (b.Rules.IsJsonSchema)
            DependencyKeywords.Compile(b);
    }

    private static void AddProperties(NodeBuilder b)
    {
        string[] required = RequiredKeyword.Names(b);
        var names = new List<string>(required);
        var nodes = new List<SchemaNode?>(new SchemaNode?[required.Length]);
        if (b.TryGet("properties", JsonValueKind.Object, "an object of schemas", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                if (b.Node.Shape.Properties.ContainsKey(property.Name))
                    continue;
                SchemaNode child = b.Child(property.Value, "properties", property.Name);
                b.Node.Shape.Properties.Add(property.Name, child);
                int index = names.IndexOf(property.Name, 0, required.Length);
                if (index >= 0)
                {
                    nodes[index] = child;
                }
                else
                {
                    names.Add(property.Name);
                    nodes.Add(child);
                }
            }
        }

        (EcmaPattern, SchemaNode)[] patterns = Patterns(b);
        b.Node.Shape.Patterns = patterns;
        SchemaNode? additional = null;
        if (b.TryGet("additionalProperties", out JsonElement value) && b.IsSchema(value, "additionalProperties"))
            b.Node.Shape.AdditionalProperties = additional = b.Child(value, "additionalProperties");
        if (names.Count > 0 || patterns.Length > 0 || additional is not null)
            b.Add(JsonTypes.Object, new ObjectInstruction(b.Node, [.. names], [.. nodes], required.Length, patterns, additional));
    }

    private static (EcmaPattern, SchemaNode)[] Patterns(NodeBuilder b)
    {
        var patterns = new List<(EcmaPattern, SchemaNode)>();
        if (!b.Rules.IsJsonSchema || !b.TryGet("patternProperties", JsonValueKind.Object, "an object of schemas", out JsonElement value))
            return [];
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (b.Pattern("patternProperties/" + NodeBuilder.EscapeStep(property.Name), property.Name) is { } pattern)
                patterns.Add((pattern, b.Child(property.Value, "patternProperties", property.Name)));
        }

        return [.. patterns];
    }
}
