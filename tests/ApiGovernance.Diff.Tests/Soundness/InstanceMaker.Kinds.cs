using System.Text;
using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

internal sealed partial class InstanceMaker
{
    private JsonObject Object(List<JsonObject> all, List<JsonObject> near, int depth)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonObject schema in all)
            names.UnionWith(Schemas.Strings(schema["required"]));
        int many = dice.Pick(30, 60, 95);
        foreach (JsonObject schema in all)
        {
            foreach ((string name, _) in schema["properties"] as JsonObject ?? [])
            {
                if (depth < MostDepth && dice.Chance(many))
                    names.Add(name);
            }

            foreach ((string pattern, _) in schema["patternProperties"] as JsonObject ?? [])
            {
                if (depth < MostDepth && dice.Chance(many))
                    names.Add(dice.Pick<string>(Words.Matches(pattern)));
            }

            // Names are data where additional properties have a schema.
            if ((schema["additionalProperties"] ?? schema["unevaluatedProperties"]) is JsonObject { Count: > 0 } && depth < MostDepth && dice.Chance(60))
                names.Add(dice.Chance(50) && Described(near) is { Count: > 0 } described ? dice.PickFrom(described) : dice.Pick<string>(Words.Names));
            if (schema["propertyNames"] is { } restricted && dice.Chance(60) && Value([restricted], [], MostDepth) is JsonValue value && value.TryGetValue(out string? made))
                names.Add(made);
        }

        for (int tries = 0; tries < 3; tries++)
        {
            foreach (JsonObject schema in all)
            {
                foreach ((string name, JsonNode? needed) in schema["dependentRequired"] as JsonObject ?? [])
                {
                    if (names.Contains(name) && dice.Chance(90))
                        names.UnionWith(Schemas.Strings(needed));
                }
            }
        }

        int least = Edge(all, near, "minProperties", 0, upper: false), most = Math.Max(names.Count, Edge(near, all, "maxProperties", 0, upper: true));
        bool open = !all.Exists(schema => schema["additionalProperties"] is JsonValue || schema["unevaluatedProperties"] is JsonValue);
        for (int extra = open && dice.Chance(25) ? 1 : 0, tries = 0; tries < 5 && (extra > 0 || names.Count < least || (open && names.Count < most && dice.Chance(30))); extra--, tries++)
        {
            names.Add(dice.Chance(30) && near.Select(schema => schema["patternProperties"]).OfType<JsonObject>().FirstOrDefault() is { Count: > 0 } patterns
                ? Words.Matches(patterns.First().Key).FirstOrDefault(Words.Fresh.Contains) ?? dice.Pick<string>(Words.Fresh)
                : dice.Pick<string>(Words.Fresh));
        }

        JsonObject made2 = [];
        foreach (string name in names)
        {
            List<JsonNode?> schemas = For(all, name);
            if (!schemas.Exists(schema => IsUnsent(schema, 0)))
                made2[name] = Value(schemas, For(near, name), depth + 1);
        }

        return made2;
    }

    private static List<string> Described(List<JsonObject> near) => [.. near.SelectMany(schema => schema["properties"] as JsonObject ?? []).Select(member => member.Key).Distinct()];

    private bool IsUnsent(JsonNode? node, int depth)
    {
        if (node is not JsonObject schema || depth > 8)
            return false;
        if ((string?)schema["$ref"] is { } reference && (IsUnsent(own[reference[(reference.LastIndexOf('/') + 1)..]], depth + 1) || !isModern))
            return IsUnsent(own[reference[(reference.LastIndexOf('/') + 1)..]], depth + 1);
        return Schemas.IsTrue(schema[isRequest ? "readOnly" : "writeOnly"]) || (schema["allOf"] as JsonArray ?? []).Any(part => IsUnsent(part, depth + 1));
    }

    private static List<JsonNode?> For(List<JsonObject> all, string name)
    {
        List<JsonNode?> schemas = [];
        foreach (JsonObject schema in all)
        {
            int before = schemas.Count;
            if (schema["properties"]?[name] is { } property)
                schemas.Add(property);
            foreach ((string pattern, JsonNode? matched) in schema["patternProperties"] as JsonObject ?? [])
            {
                if (Words.Matches(pattern).Contains(name))
                    schemas.Add(matched);
            }

            if (schemas.Count == before && (schema["additionalProperties"] ?? schema["unevaluatedProperties"]) is JsonObject other)
                schemas.Add(other);
        }

        return schemas;
    }

    private JsonArray Array(List<JsonObject> all, List<JsonObject> near, int depth)
    {
        int least = Edge(all, near, "minItems", 0, upper: false), most = Edge(near, all, "maxItems", 2, upper: true);
        if (dice.Chance(30))
            most = Math.Max(most, near.Concat(all).Select(schema => (schema["prefixItems"] as JsonArray)?.Count + 1 ?? 0).DefaultIfEmpty(0).Max());
        if (all.Select(schema => Schemas.Number(schema["maxItems"])).Min() is { } limit)
            most = Math.Min(most, (int)limit);
        int count = depth >= MostDepth ? least : dice.Between(Math.Min(least, 6), Math.Max(least, Math.Min(most, 6)));
        bool unique = all.Exists(schema => Schemas.IsTrue(schema["uniqueItems"]));
        HashSet<string> seen = new(StringComparer.Ordinal);
        JsonArray value = [];
        for (int tries = 0; value.Count < count && tries < 14; tries++)
        {
            JsonNode? item = !unique && value.Count > 0 && dice.Chance(25) ? value[^1]?.DeepClone() : Value(Items(all, value.Count, true), Items(near, value.Count, false), depth + 1);
            if (!unique || seen.Add(item?.ToJsonString() ?? "null"))
                value.Add(item);
        }

        return value;
    }

    private List<JsonNode?> Items(List<JsonObject> all, int at, bool mine)
    {
        List<JsonNode?> schemas = [];
        foreach (JsonObject schema in all)
        {
            JsonArray? prefix = schema["prefixItems"] as JsonArray;
            if (at < prefix?.Count)
                schemas.Add(prefix[at]);
            else if (schema["items"] is JsonObject rest)
                schemas.Add(rest);
            if (schema["contains"] is { } contained && dice.Chance(mine ? 60 : 30))
                schemas.Add(contained);
        }

        return schemas;
    }

    private JsonNode Text(List<JsonObject> all, List<JsonObject> near)
    {
        if (all.Select(schema => (string?)schema["pattern"]).FirstOrDefault(pattern => pattern is not null) is { } own1 && dice.Chance(92))
            return dice.Pick<string>(Words.Matches(own1));
        if (all.Select(schema => (string?)schema["format"]).FirstOrDefault(format => format is not null) is { } format && dice.Chance(92)
            && System.Array.Find(Words.Formats, known => known.Format == format).Texts is { } texts)
            return dice.Pick<string>(texts);
        if (near.Select(schema => (string?)schema["pattern"]).FirstOrDefault(pattern => pattern is not null) is { } theirs && dice.Chance(30))
            return dice.Pick<string>(Words.Matches(theirs));
        if (dice.Chance(12))
            return dice.Pick<string>(dice.PickFrom(Words.Formats).Texts);
        List<Rune> text = [.. dice.Pick<string>(Words.Texts).EnumerateRunes()];
        int least = Edge(all, near, "minLength", 0, upper: false), most = Math.Max(least, Edge(near, all, "maxLength", 5, upper: true));
        int length = dice.Chance(40) ? dice.Pick(least, most) : Math.Clamp(text.Count, least, Math.Max(least, most));
        if (all.Select(schema => Schemas.Number(schema["maxLength"])).Min() is { } limit)
            length = Math.Min(length, (int)limit);
        while (text.Count < length)
            text.Add(dice.Pick(new Rune('a'), new Rune('é'), new Rune(0x1F600), new Rune('1')));
        return string.Concat(text.Take(length));
    }

    private JsonNode Number(List<JsonObject> all, List<JsonObject> near, bool whole)
    {
        decimal at = dice.Pick<decimal>(Words.Numbers);
        string[] bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        decimal[] edges = [.. all.Concat(near).SelectMany(schema => bounds.Select(bound => Schemas.Number(schema[bound]))).OfType<decimal>()];
        if (edges.Length > 0 && dice.Chance(85))
            at = dice.PickFrom(edges) + dice.Pick(0, 0, 1, -1, 0.5m, -0.5m, 0.01m, -0.01m, 2, -2);
        decimal step = all.Select(schema => Schemas.Number(schema["multipleOf"])).FirstOrDefault(multiple => multiple is not null) ?? 0;
        if (step != 0 && dice.Chance(95))
            at = decimal.Round(at / step) * step;
        if (whole)
            at = dice.Chance(50) ? decimal.Floor(at) : decimal.Ceiling(at);
        return at;
    }

    /// <summary>A count at or beside a bound of one of the two.</summary>
    private int Edge(List<JsonObject> first, List<JsonObject> second, string keyword, int otherwise, bool upper)
    {
        decimal[] bounds = [.. first.Concat(dice.Chance(50) ? second : []).Select(schema => Schemas.Number(schema[keyword])).OfType<decimal>()];
        if (bounds.Length == 0)
            return otherwise;
        return (int)Math.Min(12, Math.Max(0, dice.PickFrom(bounds) + (upper ? dice.Pick(0, 1, 1) : 0)));
    }
}
