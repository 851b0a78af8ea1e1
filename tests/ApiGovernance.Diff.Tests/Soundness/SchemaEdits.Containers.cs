using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

internal sealed partial class SchemaEdits
{
    private string? Object(JsonObject schema)
    {
        if (Schemas.Type(schema) != "object" && schema["properties"] is null && schema["required"] is null)
            return null;
        JsonObject? properties = schema["properties"] as JsonObject;
        switch (dice.Below(10))
        {
            case 0 or 1:
                if (properties is null)
                    schema["properties"] = properties = [];
                string name = dice.Pick<string>(Words.Names);
                properties[name] = maker.Fresh(1);
                if (dice.Chance(40))
                    Require(schema, name, true);
                return "property added";
            case 2 or 3 when properties is { Count: > 0 }:
                string gone = dice.PickFrom([.. properties.Select(member => member.Key)]);
                properties.Remove(gone);
                if (dice.Chance(70))
                    Require(schema, gone, false);
                return "property removed";
            case 4 or 5:
                string toggled = properties is { Count: > 0 } ? dice.PickFrom([.. properties.Select(member => member.Key)]) : dice.Pick<string>(Words.Names);
                Require(schema, toggled, !Schemas.Strings(schema["required"]).Contains(toggled));
                return "required changed";
            case 6 or 7:
                string[] present = [.. schema.Select(member => member.Key).Where(IsAboutObjects)];
                if (present.Length == 0 || dice.Chance(50))
                {
                    maker.ObjectKeyword(schema, 2);
                    return "object keyword set";
                }

                return Moved(schema, dice.PickFrom(present), "object keyword");
            default:
                maker.ObjectKeyword(schema, 2);
                return "object keyword set";
        }
    }

    private string? Array(JsonObject schema)
    {
        if (Schemas.Type(schema) != "array" && schema["items"] is null)
            return null;
        string[] present = [.. schema.Select(member => member.Key).Where(IsAboutArrays)];
        if (present.Length == 0 || dice.Chance(50))
        {
            maker.ArrayKeyword(schema, 2);
            return "array keyword set";
        }

        return Moved(schema, dice.PickFrom(present), "array keyword");
    }

    private string Moved(JsonObject schema, string keyword, string kind)
    {
        if (Schemas.Number(schema[keyword]) is { } number && dice.Chance(60))
        {
            schema[keyword] = Math.Max(0, number + dice.Pick(1, -1));
            return $"{kind} moved";
        }

        // A tuple gets shorter or longer, too.
        if (schema[keyword] is JsonArray list && keyword == "prefixItems" && list.Count > 1 && dice.Chance(60))
        {
            list.RemoveAt(list.Count - 1);
            return $"{kind} shortened";
        }

        schema.Remove(keyword);
        if (keyword == "items" && !maker.IsModern)
            schema["items"] = new JsonObject();
        if (keyword == "contains")
        {
            schema.Remove("minContains");
            schema.Remove("maxContains");
        }

        return $"{kind} dropped";
    }

    private static void Require(JsonObject schema, string name, bool required)
    {
        List<string> names = [.. Schemas.Strings(schema["required"]).Where(other => other != name)];
        if (required)
            names.Add(name);
        schema.Remove("required");
        if (names.Count > 0)
            schema["required"] = new JsonArray([.. names.Select(other => (JsonNode)other)]);
    }

    private static bool IsAboutObjects(string keyword) =>
        keyword is "additionalProperties" or "minProperties" or "maxProperties" or "patternProperties" or "propertyNames" or "dependentRequired" or "dependentSchemas" or "unevaluatedProperties";

    private static bool IsAboutArrays(string keyword) =>
        keyword is "items" or "prefixItems" or "minItems" or "maxItems" or "uniqueItems" or "contains" or "minContains" or "maxContains";
}
