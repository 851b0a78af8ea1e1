using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf.</summary>
internal static class NumberKeywords
{
    public static void Compile(NodeBuilder b)
    {
        AddBound(b, "minimum", "exclusiveMinimum", upper: false);
        AddBound(b, "maximum", "exclusiveMaximum", upper: true);
        if (!b.TryGetNumber("multipleOf", out ExactDecimal divisor, out string text))
            return;
        if (divisor.IsZero || divisor.IsNegative)
            b.Wrong("multipleOf", "greater than 0");
        else
            b.Add(JsonTypes.Number, new MultipleOfInstruction(b.Node, divisor, text));
    }

    private static void AddBound(NodeBuilder b, string inclusive, string exclusive, bool upper)
    {
        bool isExclusive = b.Rules.BooleanBounds && b.IsTrue(exclusive);
        if (b.TryGetNumber(inclusive, out ExactDecimal bound, out string text))
            b.Add(JsonTypes.Number, new BoundInstruction(b.Node, inclusive, bound, text, upper, isExclusive));
        if (!b.TryGet(exclusive, out JsonElement value))
            return;
        if (b.Rules.BooleanBounds)
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                b.Wrong(exclusive, "a boolean in this dialect");
        }
        else if (b.TryGetNumber(exclusive, out ExactDecimal strict, out string strictText))
        {
            b.Add(JsonTypes.Number, new BoundInstruction(b.Node, exclusive, strict, strictText, upper, exclusive: true));
        }
    }
}
