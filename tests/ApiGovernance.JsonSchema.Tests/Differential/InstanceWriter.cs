using System.Globalization;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// Writes values near a schema: built from what the schema asks for, then often changed in a place or two. It need not be right,
/// only near: about half of the values are to be valid.
/// </summary>
internal sealed partial class InstanceWriter(Dice dice, JsonTree root, bool huge)
{
    private const int MostDepth = 5;
    private const int MostValues = 150;

    private int _budget;

    public JsonTree Near()
    {
        _budget = MostValues;
        if (dice.Chance(4))
            return RandomValue.Of(dice, 3, huge);
        JsonTree value = Value([root], 0);
        if (dice.Chance(45))
            value = Mutation.Of(dice, value, huge);
        if (dice.Chance(10))
            value = Mutation.Of(dice, value, huge);
        return value;
    }

    private JsonTree Value(IEnumerable<JsonTree> schemas, int depth)
    {
        // What requires itself has no finite value, and what requires itself twice has a large one.
        if (depth > MostDepth + 2 || --_budget < 0)
            return RandomValue.Of(dice, 0, huge);
        var all = new List<JsonTree>();
        foreach (JsonTree schema in schemas)
            Gather(schema, all, 0);
        foreach (JsonTree schema in all)
        {
            if (schema.Get("const") is { } constant && dice.Chance(95))
                return constant.Clone();
            if (schema.Get("enum") is { Items.Count: > 0 } values && dice.Chance(95))
                return dice.PickFrom(values.Items).Clone();
        }

        return Type(all) switch
        {
            "object" => Object(all, depth),
            "array" => Array(all, depth),
            "string" => Text(all),
            "number" => Number(all, whole: false),
            "integer" => Number(all, whole: true),
            "boolean" => dice.Chance(50) ? JsonTree.True : JsonTree.False,
            "null" => JsonTree.Null,
            _ => RandomValue.Of(dice, 2, huge),
        };
    }

    /// <summary>The schemas that are to hold for one value: branches are chosen, references followed.</summary>
    private void Gather(JsonTree schema, List<JsonTree> all, int depth)
    {
        if (!schema.IsObject || depth > 8)
            return;
        all.Add(schema);
        if (schema.Get("$ref") is { } reference && Target(reference.Text) is { } target)
            Gather(target, all, depth + 1);
        foreach (JsonTree branch in schema.Get("allOf")?.Items ?? [])
            Gather(branch, all, depth + 1);
        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema.Get(keyword) is { } branches)
                Gather(dice.PickFrom(branches.Items), all, depth + 1);
        }

        if (dice.Chance(50) && schema.Get("if") is { } condition)
        {
            Gather(condition, all, depth + 1);
            if (schema.Get("then") is { } then)
                Gather(then, all, depth + 1);
        }
        else if (schema.Get("else") is { } otherwise)
        {
            Gather(otherwise, all, depth + 1);
        }

        if (schema.Get("dependentSchemas") is { } dependent && dice.Chance(50))
            Gather(dice.PickFrom(dependent.Members).Value, all, depth + 1);
    }

    private JsonTree? Target(string reference)
    {
        string[] parts = reference.Split('#');
        JsonTree? definitions = root.Get("$defs") ?? root.Get("definitions");
        string fragment = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        if (fragment.StartsWith('/'))
        {
            string name = fragment[(fragment.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            return definitions?.Get(name);
        }

        string file = parts[0][(parts[0].LastIndexOf('/') + 1)..];
        foreach ((_, JsonTree definition) in definitions?.Members ?? [])
        {
            string? id = definition.Get("$id")?.Text;
            if (fragment.Length > 0 && (definition.Get("$anchor")?.Text == fragment || id == "#" + fragment))
                return definition;
            if (fragment.Length == 0 && file.Length > 0 && id is not null && id.EndsWith(file, StringComparison.Ordinal))
                return definition;
        }

        return root;
    }

    private string Type(List<JsonTree> all)
    {
        foreach (JsonTree schema in all)
        {
            if (schema.Get("type") is { } type && dice.Chance(97))
                return type.IsArray ? dice.PickFrom(type.Items).Text : type.Text;
        }

        if (dice.Chance(8))
            return "any";
        foreach (JsonTree schema in all)
        {
            foreach ((string keyword, _) in schema.Members)
            {
                if (Concerned(keyword) is { } type)
                    return type;
            }
        }

        return "any";
    }

    private static string? Concerned(string keyword) => keyword switch
    {
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => "number",
        "minLength" or "maxLength" or "pattern" => "string",
        "items" or "prefixItems" or "contains" or "minItems" or "maxItems" or "uniqueItems" or "unevaluatedItems" => "array",
        "properties" or "required" or "patternProperties" or "additionalProperties" or "propertyNames" or "minProperties" or "maxProperties"
            or "dependentRequired" or "dependentSchemas" or "dependencies" or "unevaluatedProperties" => "object",
        _ => null,
    };

    private static IEnumerable<JsonTree> Keyword(List<JsonTree> all, string keyword) => all.Select(schema => schema.Get(keyword)).OfType<JsonTree>();

    private static double? Bound(List<JsonTree> all, string keyword)
    {
        foreach (JsonTree bound in Keyword(all, keyword))
            return double.Parse(bound.Text, CultureInfo.InvariantCulture);
        return null;
    }
}
