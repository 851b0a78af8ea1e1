using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>
/// Draws messages that a producer may send: near what its schema asks for, and where it leaves a choice, near what the consumer's schema
/// may not expect. It keeps to what the documentation says of producers: it uses names that its schema describes, and others only if
/// neither side describes them, unless names are data; it leaves out what is read-only (requests) or write-only (responses).
/// </summary>
/// <param name="own">The producer's schemas.</param>
/// <param name="hints">The consumer's.</param>
internal sealed partial class InstanceMaker(Dice dice, JsonObject own, bool isModern, JsonObject hints, bool isHintModern, bool isRequest)
{
    private const int MostDepth = 5;
    private const int MostValues = 60;

    private int _budget;

    public string Near()
    {
        _budget = MostValues;
        return Value([own["root"]], [hints["root"]], 0)?.ToJsonString() ?? "null";
    }

    private JsonNode? Value(IEnumerable<JsonNode?> schemas, IEnumerable<JsonNode?> hinted, int depth)
    {
        if (depth > MostDepth + 2 || --_budget < 0)
            return Anything(0);
        List<JsonObject> all = [], near = [];
        foreach (JsonNode? schema in schemas)
            Gather(schema, own, isModern, all, 0);
        foreach (JsonNode? schema in hinted)
            Gather(schema, hints, isHintModern, near, 0);
        if (dice.Chance(97) && Listed(all) is { } listed)
            return dice.PickFrom(listed)?.DeepClone();
        if (dice.Chance(12) && Listed(near) is { } other)
            return dice.PickFrom(other)?.DeepClone();
        return Type(all, near) switch
        {
            "object" => Object(all, near, depth),
            "array" => Array(all, near, depth),
            "string" => Text(all, near),
            "number" => Number(all, near, whole: false),
            "integer" => Number(all, near, whole: true),
            "boolean" => dice.Chance(50),
            "null" => null,
            _ => Anything(1),
        };
    }

    private static List<JsonNode?>? Listed(List<JsonObject> all)
    {
        List<JsonNode?>? values = null;
        foreach (JsonObject schema in all)
        {
            List<JsonNode?>? listed = schema.TryGetPropertyValue("const", out JsonNode? constant) ? [constant] : schema["enum"] is JsonArray { Count: > 0 } list ? [.. list] : null;
            if (listed is null)
                continue;
            List<JsonNode?> both = values is null ? listed : [.. values.Where(value => listed.Any(one => JsonNode.DeepEquals(one, value)))];
            values = both.Count > 0 ? both : values;
        }

        return values;
    }

    /// <summary>The schemas that are to hold for one value: branches are chosen, references followed.</summary>
    private void Gather(JsonNode? node, JsonObject document, bool modern, List<JsonObject> all, int depth)
    {
        if (node is not JsonObject schema || depth > 8)
            return;
        if ((string?)schema["$ref"] is { } reference)
        {
            Gather(document[reference[(reference.LastIndexOf('/') + 1)..]], document, modern, all, depth + 1);
            if (!modern)
                return;
        }

        all.Add(schema);
        foreach (JsonNode? branch in schema["allOf"] as JsonArray ?? [])
            Gather(branch, document, modern, all, depth + 1);
        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema[keyword] is not JsonArray { Count: > 0 } branches)
                continue;
            JsonNode? chosen = branches[dice.Below(branches.Count)];
            Gather(chosen, document, modern, all, depth + 1);
            if (schema["discriminator"] is JsonObject discriminator && (string?)chosen?["$ref"] is { } name)
                all.Add(Said(discriminator, name));
            else if (dice.Chance(20))
                Gather(branches[dice.Below(branches.Count)], document, modern, all, depth + 1);
        }

        if (document == hints && schema["not"] is { } excluded && dice.Chance(50))
            Gather(excluded, document, modern, all, depth + 1);
        if (schema["if"] is { } condition && dice.Chance(50))
        {
            Gather(condition, document, modern, all, depth + 1);
            Gather(schema["then"], document, modern, all, depth + 1);
        }
        else if (schema["if"] is not null)
        {
            Gather(schema["else"], document, modern, all, depth + 1);
        }

        foreach ((string name, JsonNode? dependent) in schema["dependentSchemas"] as JsonObject ?? [])
        {
            if (dice.Chance(40))
            {
                all.Add(new JsonObject { ["required"] = new JsonArray(name) });
                Gather(dependent, document, modern, all, depth + 1);
            }
        }
    }

    /// <summary>What a discriminator asks of who chooses a branch.</summary>
    private static JsonObject Said(JsonObject discriminator, string reference)
    {
        string value = (discriminator["mapping"] as JsonObject)?.FirstOrDefault(member => (string?)member.Value == reference).Key ?? reference[(reference.LastIndexOf('/') + 1)..];
        return new JsonObject { ["properties"] = new JsonObject { [(string)discriminator["propertyName"]!] = new JsonObject { ["enum"] = new JsonArray(value) } }, ["required"] = new JsonArray((string)discriminator["propertyName"]!) };
    }

    private string Type(List<JsonObject> all, List<JsonObject> near)
    {
        HashSet<string>? types = Types(all, isModern), expected = Types(near, isHintModern);
        if (types is { Count: > 0 })
        {
            if (expected is not null && dice.Chance(30) && types.FirstOrDefault(type => !expected.Contains(type) && !(type == "integer" && expected.Contains("number"))) is { } unexpected)
                return unexpected;
            return dice.PickFrom([.. types]);
        }

        if (dice.Chance(25))
            return dice.Pick("object", "array", "string", "number", "integer", "boolean", "null");
        foreach (JsonObject schema in dice.Chance(80) ? all.Concat(near) : near.Concat(all))
        {
            foreach ((string keyword, JsonNode? value) in schema)
            {
                if (Concerned(keyword) is { } type)
                    return type;
                if (keyword == "type" && dice.Chance(70))
                    return value is JsonArray list ? (string)list[dice.Below(list.Count)]! : (string)value!;
            }
        }

        return "any";
    }

    /// <summary>Null when any may come.</summary>
    private static HashSet<string>? Types(List<JsonObject> all, bool modern)
    {
        HashSet<string>? types = null;
        foreach (JsonObject schema in all)
        {
            if (schema["type"] is not { } type)
                continue;
            HashSet<string> here = new(type is JsonArray list ? Schemas.Strings(list) : [(string)type!], StringComparer.Ordinal);
            if (!modern && Schemas.IsTrue(schema["nullable"]))
                here.Add("null");
            if (types is null)
            {
                types = here;
                continue;
            }

            bool whole = (types.Contains("integer") && here.Contains("number")) || (here.Contains("integer") && types.Contains("number"));
            types.IntersectWith(here);
            if (whole)
                types.Add("integer");
        }

        return types;
    }

    private static string? Concerned(string keyword) => keyword switch
    {
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => "number",
        "minLength" or "maxLength" or "pattern" => "string",
        "items" or "prefixItems" or "contains" or "minItems" or "maxItems" or "uniqueItems" => "array",
        "properties" or "required" or "patternProperties" or "additionalProperties" or "propertyNames" or "minProperties" or "maxProperties"
            or "dependentRequired" or "dependentSchemas" or "unevaluatedProperties" => "object",
        _ => null,
    };

    private JsonNode? Anything(int depth) => dice.Below(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => dice.Chance(50),
        2 or 3 => dice.Pick<decimal>(Words.Numbers),
        4 or 5 => dice.Pick<string>(Words.Texts),
        6 => new JsonArray([.. Enumerable.Range(0, dice.Below(3)).Select(_ => Anything(depth - 1))]),
        7 => new JsonObject(),
        _ => new JsonObject { [dice.Pick<string>(Words.Fresh)] = Anything(depth - 1) },
    };
}
