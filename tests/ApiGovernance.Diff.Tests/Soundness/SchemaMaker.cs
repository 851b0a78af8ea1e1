using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>
/// Writes random schemas as APIs have them. A reference that applies to the same value leads only to components that come later, one that
/// applies to a value below leads anywhere: recursion always makes progress.
/// </summary>
/// <param name="modern">OpenAPI 3.1; else 3.0.</param>
/// <param name="prefix">Of the names of components.</param>
internal sealed partial class SchemaMaker(Dice dice, bool modern, string prefix)
{
    private const int NoReference = int.MaxValue;

    private readonly List<string> _names = [];
    private int _budget;

    public bool IsModern => modern;

    public string Prefix => prefix;

    public JsonObject Components { get; } = [];

    public JsonObject Root()
    {
        _budget = dice.Between(3, 16);
        for (int count = dice.Chance(45) ? dice.Between(1, 3) : 0; count > 0; count--)
            _names.Add($"{prefix}{(char)('A' + _names.Count)}");
        JsonObject root = dice.Chance(8) ? Discriminated() : Schema(3, 0);
        for (int i = 0; i < _names.Count; i++)
        {
            _budget = Math.Max(_budget, 3);
            Components[_names[i]] = Schema(2, i + 1);
        }

        return root;
    }

    /// <summary>A schema to put somewhere in an edit: it refers only from below.</summary>
    public JsonObject Fresh(int depth)
    {
        _budget = dice.Between(1, 5);
        return Schema(depth, NoReference);
    }

    public string Reference() => $"#/components/schemas/{dice.PickFrom([.. Components.Select(member => member.Key)])}";

    /// <param name="least">The first component that may be referred to from here.</param>
    private JsonObject Schema(int depth, int least)
    {
        if (--_budget < 0)
            depth = 0;
        if (least < _names.Count && dice.Chance(12))
            return Referring(least);
        JsonObject schema = Kind(depth, least);
        if (depth > 0 && dice.Chance(18))
            Combine(schema, depth, least);
        if (dice.Chance(4))
            schema[dice.Pick("readOnly", "writeOnly")] = true;
        return schema;
    }

    private JsonObject Referring(int least)
    {
        JsonObject schema = new() { ["$ref"] = $"#/components/schemas/{_names[dice.Between(least, _names.Count - 1)]}" };
        if (modern && dice.Chance(12))
            Scalar(schema, dice.Pick("string", "integer", "number"));
        return schema;
    }

    private JsonNode Below(int depth)
    {
        if (modern && dice.Chance(2))
            return dice.Chance(70);
        return Schema(depth - 1, 0);
    }

    private JsonObject Kind(int depth, int least)
    {
        JsonObject schema = [];
        switch (dice.Below(depth > 0 ? 20 : 12))
        {
            case < 4:
                schema["type"] = "string";
                Scalar(schema, "string");
                break;
            case < 6:
                schema["type"] = "integer";
                Scalar(schema, "integer");
                break;
            case < 8:
                schema["type"] = "number";
                Scalar(schema, "number");
                break;
            case 8:
                schema["type"] = "boolean";
                break;
            case 9:
                Values(schema);
                break;
            case 10:
                Types(schema);
                break;
            case 11:
                // Keywords without a type: values of other kinds pass.
                Scalar(schema, dice.Pick("string", "number"));
                break;
            case < 14:
                if (dice.Chance(94))
                    schema["type"] = "array";
                Array(schema, depth);
                break;
            case < 19:
                if (dice.Chance(90))
                    schema["type"] = "object";
                Object(schema, depth);
                break;
            default:
                Choice(schema, depth, least);
                break;
        }

        if (!modern && schema.ContainsKey("type") && dice.Chance(8))
            schema["nullable"] = true;
        return schema;
    }

    private void Types(JsonObject schema)
    {
        if (!modern)
        {
            schema["type"] = dice.Pick("string", "integer", "object");
            schema["nullable"] = true;
            return;
        }

        HashSet<string> types = new(StringComparer.Ordinal);
        for (int count = dice.Between(1, 3); count > 0; count--)
            types.Add(dice.Pick("string", "integer", "number", "boolean", "null", "null", "array", "object"));
        if (types.Contains("number"))
            types.Remove("integer");
        schema["type"] = new JsonArray([.. types.Select(type => (JsonNode)type)]);
        if (dice.Chance(40))
            Scalar(schema, types.Contains("string") ? "string" : "number");
    }

    public void Values(JsonObject schema)
    {
        if (modern && dice.Chance(35))
        {
            schema["const"] = Value();
            return;
        }

        Dictionary<string, JsonNode?> values = new(StringComparer.Ordinal);
        bool texts = dice.Chance(70);
        for (int count = dice.Between(1, 5); count > 0; count--)
        {
            JsonNode? value = texts ? dice.Pick<string>(Words.Texts) : Value();
            values[value?.ToJsonString() ?? "null"] = value;
        }

        schema["enum"] = new JsonArray([.. values.Values]);
        if (texts && dice.Chance(70))
            schema["type"] = "string";
    }

    public JsonNode? Value() => dice.Below(10) switch
    {
        < 4 => dice.Pick<string>(Words.Texts),
        < 7 => dice.Pick<decimal>(Words.Numbers),
        7 => dice.Chance(50),
        8 => dice.Chance(60) ? null : new JsonArray(dice.Pick<string>(Words.Texts)),
        _ => new JsonObject { [dice.Pick<string>(Words.Names)] = dice.Pick<string>(Words.Texts) },
    };

    private void Scalar(JsonObject schema, string type)
    {
        for (int count = dice.Pick(0, 0, 1, 1, 2); count > 0; count--)
            Keyword(schema, type);
    }

    /// <summary>Adds or replaces one keyword.</summary>
    public void Keyword(JsonObject schema, string type)
    {
        if (type == "string")
        {
            switch (dice.Below(7))
            {
                case 0 or 1:
                    schema["minLength"] = dice.Between(0, 4);
                    break;
                case 2 or 3:
                    schema["maxLength"] = dice.Between(0, 8);
                    break;
                case 4 or 5:
                    schema["pattern"] = dice.PickFrom(Words.Patterns).Pattern;
                    break;
                default:
                    schema["format"] = dice.PickFrom(Words.Formats).Format;
                    break;
            }

            return;
        }

        switch (dice.Below(8))
        {
            case 0 or 1:
                schema["minimum"] = Bound(type, -3, 4);
                break;
            case 2 or 3:
                schema["maximum"] = Bound(type, 2, 12);
                break;
            case 4:
                Exclusive(schema, type, dice.Chance(50));
                break;
            case 5 or 6:
                schema["multipleOf"] = dice.Pick<decimal>(Words.Steps);
                break;
            default:
                schema["format"] = dice.Pick<string>(Words.NumberFormats);
                break;
        }
    }

    private decimal Bound(string type, int least, int most) => dice.Between(least, most) + (type == "number" && dice.Chance(25) ? 0.5m : 0);

    private void Exclusive(JsonObject schema, string type, bool upper)
    {
        decimal bound = upper ? Bound(type, 2, 12) : Bound(type, -3, 4);
        if (modern)
        {
            schema[upper ? "exclusiveMaximum" : "exclusiveMinimum"] = bound;
            return;
        }

        schema[upper ? "maximum" : "minimum"] = bound;
        schema[upper ? "exclusiveMaximum" : "exclusiveMinimum"] = true;
    }
}
