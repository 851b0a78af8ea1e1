using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Small edits of a schema, as the next version of an API has them.</summary>
/// <param name="schemas">The root under <c>root</c>, the components by their names.</param>
internal sealed partial class SchemaEdits(Dice dice, SchemaMaker maker, JsonObject schemas)
{
    /// <summary>Changes something somewhere, by the name of the edit; null when nothing was possible there.</summary>
    public string? Edit()
    {
        JsonObject[] all = [.. schemas.SelectMany(member => Schemas.All(member.Value))];
        JsonObject schema = dice.PickFrom(all);
        return dice.Below(100) switch
        {
            < 24 => Scalar(schema),
            < 32 => Values(schema),
            < 40 => Type(schema),
            < 58 => Object(schema),
            < 65 => Array(schema),
            < 80 => Combination(schema),
            < 84 => Replaced(schema),
            _ => Respelled(schema),
        };
    }

    private string? Replaced(JsonObject schema)
    {
        Swap(schema, maker.Fresh(2));
        return "replaced";
    }

    /// <summary>Puts another schema where this one is.</summary>
    private static void Swap(JsonObject schema, JsonObject other)
    {
        KeyValuePair<string, JsonNode?>[] members = [.. other];
        other.Clear();
        schema.Clear();
        foreach ((string name, JsonNode? value) in members)
            schema[name] = value;
    }

    private static JsonObject Taken(JsonObject schema)
    {
        JsonObject copy = (JsonObject)schema.DeepClone();
        schema.Clear();
        return copy;
    }

    private string? Scalar(JsonObject schema)
    {
        string[] present = [.. schema.Select(member => member.Key).Where(IsScalar)];
        if (present.Length == 0 || dice.Chance(30))
        {
            string? type = Schemas.Type(schema);
            if (type is not ("string" or "integer" or "number"))
                return null;
            maker.Keyword(schema, type);
            return "scalar set";
        }

        string keyword = dice.PickFrom(present);
        if (dice.Chance(35))
        {
            schema.Remove(keyword);
            if (!maker.IsModern && keyword is "minimum" or "maximum")
                schema.Remove(keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum");
            return "scalar dropped";
        }

        if (Schemas.Number(schema[keyword]) is { } number)
        {
            decimal other = keyword == "multipleOf" ? dice.Pick(number * 2, number / 2, number * 3, number + 1) : number + dice.Pick(1, -1, 2, -2);
            if (keyword.Contains("ength", StringComparison.Ordinal))
                other = Math.Max(0, other);
            schema[keyword] = other;
            return "scalar moved";
        }

        if (keyword is "pattern")
            schema[keyword] = dice.PickFrom(Words.Patterns).Pattern;
        else if (keyword is "format")
            schema[keyword] = Schemas.Type(schema) == "string" ? dice.PickFrom(Words.Formats).Format : dice.Pick<string>(Words.NumberFormats);
        else
            schema[keyword] = !Schemas.IsTrue(schema[keyword]);
        return "scalar changed";
    }

    private static bool IsScalar(string keyword) => keyword is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minLength" or "maxLength" or "pattern" or "format";

    private string? Values(JsonObject schema)
    {
        if (schema["enum"] is JsonArray values)
        {
            if (values.Count > 1 && dice.Chance(40))
                values.RemoveAt(dice.Below(values.Count));
            else if (dice.Chance(20))
                schema.Remove("enum");
            else if (maker.Value() is var value && !values.Any(other => JsonNode.DeepEquals(other, value)))
                values.Add(value);
            return "enum changed";
        }

        if (schema.ContainsKey("const"))
        {
            if (dice.Chance(30))
                schema.Remove("const");
            else
                schema["const"] = maker.Value();
            return "const changed";
        }

        if (Schemas.Type(schema) != "string")
            return null;
        schema["enum"] = new JsonArray([.. Words.Texts.Where(_ => dice.Chance(30)).Append("open").Distinct().Select(text => (JsonNode)text)]);
        return "enum set";
    }

    private string? Type(JsonObject schema)
    {
        if (dice.Chance(12))
        {
            string access = dice.Pick("readOnly", "writeOnly");
            if (!schema.Remove(access))
                schema[access] = true;
            return "access changed";
        }

        if (!maker.IsModern && dice.Chance(40) && schema.ContainsKey("type"))
        {
            if (!schema.Remove("nullable"))
                schema["nullable"] = true;
            return "nullable changed";
        }

        if (schema["type"] is JsonArray types)
        {
            if (types.Count > 1 && dice.Chance(50))
                types.RemoveAt(dice.Below(types.Count));
            else if (dice.Pick("string", "null", "boolean", "object") is var type && !Schemas.Strings(types).Contains(type))
                types.Add(type);
            return "type list changed";
        }

        switch (Schemas.Type(schema))
        {
            case null:
                schema["type"] = dice.Pick("string", "object", "integer");
                return "type set";
            case "integer" or "number" when dice.Chance(60):
                schema["type"] = Schemas.Type(schema) == "integer" ? "number" : "integer";
                return "integer and number";
            case { } one when maker.IsModern && dice.Chance(60):
                schema["type"] = new JsonArray(one, one == "string" ? dice.Pick("null", "integer") : dice.Pick("null", "string"));
                return "type added";
            case { } when dice.Chance(30):
                schema.Remove("type");
                return "type dropped";
            default:
                schema["type"] = dice.Pick("string", "integer", "boolean");
                return "type changed";
        }
    }
}
