using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>Fails every kind of value it is compiled for, except an integer where integers are allowed.</summary>
internal sealed class TypeInstruction(SchemaNode site, JsonTypes types, bool strictInteger) : Instruction(site, "type")
{
    private readonly bool _integers = types.HasFlag(JsonTypes.Integer);

    public JsonTypes Types { get; } = types;

    public bool StrictInteger { get; } = strictInteger;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        if (_integers && e.View.Kind(token) == JsonKind.Number && IsInteger(e.View.Text(token)))
            return true;
        return e.Collecting && e.Report(token, this, $"The value must be {WithArticle(Types)}.", Names(Types));
    }

    private bool IsInteger(ReadOnlySpan<byte> number)
    {
        if (number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
            return true;
        return !StrictInteger && ExactDecimal.Parse(number).IsInteger;
    }

    private static string Names(JsonTypes types) => string.Join(" or ", Each(types));

    private static string WithArticle(JsonTypes types) => string.Join(" or ", Each(types).Select(static name => name switch
    {
        "null" => name,
        "integer" or "array" or "object" => "an " + name,
        _ => "a " + name,
    }));

    private static IEnumerable<string> Each(JsonTypes types)
    {
        if (types.HasFlag(JsonTypes.Number))
            types &= ~JsonTypes.Integer;
        foreach (JsonTypes type in Enum.GetValues<JsonTypes>())
        {
            if (type is not (JsonTypes.None or JsonTypes.Any) && types.HasFlag(type))
                yield return type.ToString().ToLowerInvariant();
        }
    }
}

/// <summary>The schema <c>false</c>.</summary>
internal sealed class FalseInstruction(SchemaNode site, string keyword) : Instruction(site, keyword)
{
    public override bool Run(ref Evaluator e, int token, bool track) => e.Collecting && e.Report(token, Site, "", Keyword, Message(), null);

    private string Message() => Keyword switch
    {
        "additionalProperties" or "unevaluatedProperties" => "This property is not allowed: the schema does not name it.",
        "properties" or "patternProperties" => "This property is not allowed.",
        "items" or "prefixItems" or "additionalItems" or "unevaluatedItems" => "This item is not allowed.",
        "propertyNames" => "No property is allowed here.",
        _ => "No value is allowed here.",
    };
}
