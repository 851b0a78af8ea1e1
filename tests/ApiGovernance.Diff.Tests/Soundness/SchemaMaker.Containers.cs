using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

internal sealed partial class SchemaMaker
{
    private void Array(JsonObject schema, int depth)
    {
        if (!modern || dice.Chance(75))
            schema["items"] = Below(depth);
        for (int count = dice.Pick(0, 0, 1, 1, 2); count > 0; count--)
            ArrayKeyword(schema, depth);
    }

    public void ArrayKeyword(JsonObject schema, int depth)
    {
        switch (dice.Below(modern ? 8 : 4))
        {
            case 0:
                schema["minItems"] = dice.Between(0, 3);
                break;
            case 1 or 2:
                schema["maxItems"] = dice.Between(0, 4);
                break;
            case 3:
                schema["uniqueItems"] = true;
                break;
            case 4 or 5:
                schema["prefixItems"] = new JsonArray([.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Below(depth))]);
                break;
            default:
                schema["contains"] = Below(depth);
                if (dice.Chance(35))
                    schema["minContains"] = dice.Between(0, 2);
                if (dice.Chance(35))
                    schema["maxContains"] = dice.Between(1, 3);
                break;
        }
    }

    private void Object(JsonObject schema, int depth)
    {
        JsonObject properties = [];
        for (int count = dice.Between(0, 4); count > 0; count--)
            properties[dice.Pick<string>(Words.Names)] = Below(depth);
        if (properties.Count > 0)
            schema["properties"] = properties;
        string[] required = [.. properties.Select(member => member.Key).Where(_ => dice.Chance(40))];
        if (dice.Chance(4))
            required = [.. required, dice.Pick<string>(Words.Names)];
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Distinct().Select(name => (JsonNode)name)]);
        for (int count = dice.Pick(0, 0, 0, 1, 1, 2); count > 0; count--)
            ObjectKeyword(schema, depth);
    }

    public void ObjectKeyword(JsonObject schema, int depth)
    {
        switch (dice.Below(modern ? 12 : 6))
        {
            case < 3:
                schema["additionalProperties"] = dice.Pick(0, 0, 1, 2) switch { 0 => false, 1 => true, _ => Schema(depth - 1, 0) };
                break;
            case 3:
                schema["minProperties"] = dice.Between(0, 3);
                break;
            case 4 or 5:
                schema["maxProperties"] = dice.Between(0, 4);
                break;
            case 6 or 7:
                schema["patternProperties"] = new JsonObject { [dice.PickFrom(Words.Patterns).Pattern] = Below(depth) };
                break;
            case 8:
                JsonObject names = [];
                if (dice.Chance(30))
                    names["enum"] = new JsonArray([.. Words.Names.Where(_ => dice.Chance(60)).Select(name => (JsonNode)name)]);
                else
                    Keyword(names, "string");
                names.Remove("format");
                schema["propertyNames"] = names;
                break;
            case 9 or 10:
                schema["dependentRequired"] = new JsonObject { [dice.Pick<string>(Words.Names)] = new JsonArray(dice.Pick<string>(Words.Names)) };
                break;
            default:
                schema["dependentSchemas"] = new JsonObject { [dice.Pick<string>(Words.Names)] = Part(depth) };
                break;
        }
    }

    /// <summary>A schema for the same object, of few words.</summary>
    public JsonObject Part(int depth)
    {
        JsonObject part = [];
        if (dice.Chance(75))
            part["properties"] = new JsonObject { [dice.Pick<string>(Words.Names)] = Below(Math.Min(depth, 1)) };
        if (part.Count == 0 || dice.Chance(50))
            part["required"] = new JsonArray(dice.Pick<string>(Words.Names));
        return part;
    }

    private void Combine(JsonObject schema, int depth, int least)
    {
        switch (dice.Below(modern ? 9 : 6))
        {
            case < 3:
                schema["allOf"] = new JsonArray([.. Enumerable.Range(0, dice.Between(1, 2)).Select(_ => Like(schema, depth, least))]);
                break;
            case 3:
                schema[dice.Pick("anyOf", "oneOf")] = new JsonArray([.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Like(schema, depth, least))]);
                break;
            case 4 or 5:
                schema["not"] = dice.Chance(50) ? Part(depth) : Like(schema, 1, NoReference);
                break;
            case 6 or 7:
                schema["if"] = Like(schema, 1, NoReference);
                if (dice.Chance(80))
                    schema["then"] = Like(schema, depth, NoReference);
                if (dice.Chance(50))
                    schema["else"] = Like(schema, depth, NoReference);
                break;
            default:
                schema["unevaluatedProperties"] = dice.Chance(75) ? false : Schema(depth - 1, 0);
                break;
        }
    }

    /// <summary>A schema that may stand beside another: of the same type, or it would allow nothing.</summary>
    public JsonObject Like(JsonObject other, int depth, int least = NoReference)
    {
        if (least < _names.Count && dice.Chance(35))
            return Referring(least);
        JsonObject schema = [];
        switch (Schemas.Type(other))
        {
            case "object":
                if (dice.Chance(50))
                    return Part(depth);
                Object(schema, depth - 1);
                break;
            case "array":
                ArrayKeyword(schema, depth);
                break;
            case "string" or "integer" or "number":
                Keyword(schema, Schemas.Type(other)!);
                break;
            default:
                return Schema(depth - 1, NoReference);
        }

        return schema;
    }

    private void Choice(JsonObject schema, int depth, int least)
    {
        int count = dice.Between(2, 4);
        string keyword = dice.Pick("anyOf", "oneOf", "oneOf");
        schema[keyword] = dice.Chance(40)
            ? new JsonArray([.. Enumerable.Range(0, count).Select(i => Tagged(depth, "kind", Tags[i]))])
            : new JsonArray([.. Enumerable.Range(0, count).Select(_ => Schema(depth - 1, least))]);
    }

    private static readonly string[] Tags = ["cat", "dog", "cow", "eel"];

    private JsonObject Tagged(int depth, string property, string tag)
    {
        JsonObject schema = [];
        Object(schema, depth - 1);
        schema["type"] = "object";
        if (schema["properties"] is not JsonObject properties)
            schema["properties"] = properties = [];
        properties[property] = modern && dice.Chance(50) ? new JsonObject { ["const"] = tag } : new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(tag) };
        HashSet<string> required = new(Schemas.Strings(schema["required"]), StringComparer.Ordinal);
        if (dice.Chance(85))
            required.Add(property);
        schema["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        if (required.Count == 0)
            schema.Remove("required");
        return schema;
    }

    private JsonObject Discriminated()
    {
        int count = dice.Between(2, 3);
        JsonObject mapping = [];
        JsonArray branches = [];
        for (int i = 0; i < count; i++)
        {
            string name = $"{prefix}T{i}";
            string tag = dice.Chance(60) ? Tags[i] : name;
            Components[name] = Tagged(2, "kind", tag);
            branches.Add(new JsonObject { ["$ref"] = $"#/components/schemas/{name}" });
            if (tag != name)
                mapping[tag] = $"#/components/schemas/{name}";
        }

        JsonObject discriminator = new() { ["propertyName"] = "kind" };
        if (mapping.Count > 0)
            discriminator["mapping"] = mapping;
        return new JsonObject { [dice.Pick("oneOf", "oneOf", "anyOf")] = branches, ["discriminator"] = discriminator };
    }
}
