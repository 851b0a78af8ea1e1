using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

internal sealed partial class SchemaEdits
{
    private string? Combination(JsonObject schema)
    {
        string? list = ((string[])["anyOf", "oneOf", "allOf"]).FirstOrDefault(schema.ContainsKey);
        switch (dice.Below(9))
        {
            case 0 or 1 when list is not null:
                JsonArray branches = schema[list]!.AsArray();
                if (branches.Count > 1)
                    branches.RemoveAt(dice.Below(branches.Count));
                else
                    schema.Remove(list);
                return $"{list} branch removed";
            case 2 when list is not null && schema["discriminator"] is null:
                schema[list]!.AsArray().Add(list == "allOf" ? maker.Like(schema, 1) : maker.Fresh(1));
                return $"{list} branch added";
            case 3 when list is "anyOf" or "oneOf":
                JsonNode moved = schema[list]!.DeepClone();
                schema.Remove(list);
                schema[list == "anyOf" ? "oneOf" : "anyOf"] = moved;
                return "anyOf and oneOf";
            case 4 when schema["discriminator"] is null:
                string keyword = dice.Pick("anyOf", "oneOf");
                JsonObject own = Taken(schema);
                schema[keyword] = dice.Chance(50) ? new JsonArray(own, maker.Fresh(1)) : new JsonArray(maker.Fresh(1), own);
                return "wrapped in a choice";
            case 5:
                if (!schema.Remove("not"))
                    schema["not"] = dice.Chance(50) ? maker.Part(1) : maker.Like(schema, 1);
                return "not changed";
            case 6 when maker.IsModern:
                if (dice.Chance(50) && schema.Remove("if"))
                {
                    schema.Remove("then");
                    schema.Remove("else");
                    return "if removed";
                }

                if (schema["if"] is null)
                    schema["if"] = maker.Like(schema, 1);
                schema[dice.Pick("then", "then", "else")] = maker.Like(schema, 1);
                return "if changed";
            case 7 when maker.IsModern:
                if (!schema.Remove("unevaluatedProperties"))
                    schema["unevaluatedProperties"] = false;
                return "unevaluatedProperties changed";
            default:
                if (schema["allOf"] is not JsonArray parts)
                    schema["allOf"] = parts = [];
                parts.Add(maker.Like(schema, 1));
                return "allOf branch added";
        }
    }

    /// <summary>The same in other words, as refactorings do it.</summary>
    private string? Respelled(JsonObject schema)
    {
        switch (dice.Below(9))
        {
            case 0 or 1 when Target(schema) is { } target && schema.Count == 1:
                Swap(schema, (JsonObject)target.DeepClone());
                return "reference inlined";
            case 2 when schema.Parent is not null && !schema.ContainsKey("$ref") && schemas["root"] != schema:
                return Extracted(schema);
            case 3 when schema["enum"] is JsonArray { Count: 1 } one && maker.IsModern:
                schema["const"] = one[0]?.DeepClone();
                schema.Remove("enum");
                return "enum of one as const";
            case 4 when schema["type"] is JsonArray types && schema.Count == 1:
                schema["anyOf"] = new JsonArray([.. Schemas.Strings(types).Select(type => new JsonObject { ["type"] = type })]);
                schema.Remove("type");
                return "types as anyOf";
            case 5 when schema["discriminator"] is null && schema["unevaluatedProperties"] is null:
                JsonObject own = Taken(schema);
                schema[dice.Pick("allOf", "anyOf", "oneOf")] = new JsonArray(own);
                return "wrapped alone";
            case 6 when Schemas.Type(schema) == "integer" && maker.IsModern && Schemas.Number(schema["minimum"]) is { } minimum && schema["exclusiveMinimum"] is null:
                schema.Remove("minimum");
                schema["exclusiveMinimum"] = Math.Ceiling(minimum) - 1;
                return "exclusive bound";
            case 7 when schema["properties"] is JsonObject { Count: > 1 } properties && schema["additionalProperties"] is null && schema["unevaluatedProperties"] is null && schema["allOf"] is null:
                string name = properties.First().Key;
                JsonNode property = properties[name]!.DeepClone();
                properties.Remove(name);
                schema["allOf"] = new JsonArray(new JsonObject { ["properties"] = new JsonObject { [name] = property } });
                return "property to allOf";
            case 8 when ((string[])["anyOf", "oneOf", "allOf", "enum", "required"]).FirstOrDefault(keyword => schema[keyword] is JsonArray { Count: > 1 }) is { } list:
                schema[list] = new JsonArray([.. schema[list]!.AsArray().Reverse().Select(item => item?.DeepClone())]);
                return "reordered";
            default:
                return null;
        }
    }

    private JsonObject? Target(JsonObject schema) =>
        (string?)schema["$ref"] is { } reference ? schemas[reference[(reference.LastIndexOf('/') + 1)..]] as JsonObject : null;

    private string Extracted(JsonObject schema)
    {
        string name = $"{maker.Prefix}X{schemas.Count}";
        JsonObject own = Taken(schema);
        schemas[name] = own;
        schema["$ref"] = $"#/components/schemas/{name}";
        return "reference extracted";
    }
}
