using System.Globalization;

namespace ApiGovernance.JsonSchema.Tests.Differential;

internal sealed partial class SchemaWriter
{
    private static readonly string[] s_types = ["null", "boolean", "integer", "number", "string", "array", "object"];

    private void Type(JsonTree schema, Focus focus)
    {
        string type = focus switch
        {
            Focus.Number => dice.Pick("number", "integer"),
            Focus.Text => "string",
            Focus.Array => "array",
            Focus.Object => "object",
            _ => dice.Pick<string>(s_types),
        };
        if (dice.Chance(70))
        {
            schema.With("type", JsonTree.String(type));
            return;
        }

        string[] types = [.. new[] { type, dice.Pick<string>(s_types), dice.Pick<string>(s_types) }.Distinct()];
        schema.With("type", JsonTree.Array(types.Select(JsonTree.String)));
    }

    private void Values(JsonTree schema, Focus focus)
    {
        if (dice.Chance(40))
        {
            schema.With("const", Value(focus));
            return;
        }

        var values = new Dictionary<string, JsonTree>(StringComparer.Ordinal);
        for (int count = dice.Chance(10) ? 30 : dice.Between(1, 5); count > 0; count--)
        {
            JsonTree value = Value(focus);
            values[value.ToString()] = value;
        }

        schema.With("enum", JsonTree.Array(values.Values));
    }

    private JsonTree Value(Focus focus) => dice.Chance(70)
        ? focus switch
        {
            Focus.Number => JsonTree.Number(Pools.Number(dice, shape.Huge)),
            Focus.Text => JsonTree.String(dice.Pick(Pools.Texts)),
            _ => RandomValue.Of(dice, 2, shape.Huge),
        }
        : RandomValue.Of(dice, 2, shape.Huge);

    private void NumberKeyword(JsonTree schema)
    {
        string keyword = dice.Pick("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "multipleOf");
        if (keyword == "multipleOf")
        {
            schema.With(keyword, JsonTree.Number(dice.Pick("1", "2", "3", "0.5", "0.1", "0.01", "1.0", "5", "10", "1e2", "2.5", "1e-3", "0.3", "7")));
            if (shape.Huge && dice.Chance(5))
                schema.With(keyword, JsonTree.Number(dice.Pick("1e-300", "1e-8", "9007199254740993", "0.123456789", "1e22")));
            return;
        }

        bool lower = keyword.Contains("in", StringComparison.Ordinal) && keyword.EndsWith("inimum", StringComparison.Ordinal);
        string bound = dice.Chance(40)
            ? Pools.Number(dice, shape.Huge)
            : (lower ? dice.Between(-5, 4) : dice.Between(1, 20)).ToString(CultureInfo.InvariantCulture);
        schema.With(keyword, JsonTree.Number(bound));
    }

    private void TextKeyword(JsonTree schema)
    {
        switch (dice.Below(6))
        {
            case 0 or 1:
                schema.With("minLength", Count(3));
                break;
            case 2 or 3:
                schema.With("maxLength", Count(5));
                break;
            default:
                schema.With("pattern", JsonTree.String(dice.Pick(Pools.Patterns).Pattern));
                break;
        }
    }

    /// <summary>A count, now and then in a spelling that few expect.</summary>
    private JsonTree Count(int most)
    {
        int count = dice.Between(0, most);
        return JsonTree.Number(dice.Chance(5) ? $"{count}.0" : count.ToString(CultureInfo.InvariantCulture));
    }
}
