using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>Which JSON scalar a text is.</summary>
internal static class ScalarText
{
    /// <summary>
    /// A number, boolean or null where the text is one by the grammar of JSON and the types allow it, else a string. A text that may
    /// be a string is never null: nobody could tell the two apart. A number beyond a double is none: readers make different things of it.
    /// </summary>
    public static JsonKind Kind(ReadOnlySpan<byte> text, JsonTypes types)
    {
        if ((types & ~(JsonTypes.String | JsonTypes.Array | JsonTypes.Object)) == 0)
            return JsonKind.String;
        if ((types & (JsonTypes.Number | JsonTypes.Integer)) != 0 && IsNumber(text) && !JsonPortability.IsBeyondDouble(text))
            return JsonKind.Number;
        if ((types & JsonTypes.Boolean) != 0)
        {
            if (text.SequenceEqual("true"u8))
                return JsonKind.True;
            if (text.SequenceEqual("false"u8))
                return JsonKind.False;
        }

        return (types & (JsonTypes.Null | JsonTypes.String)) == JsonTypes.Null && (text.IsEmpty || text.SequenceEqual("null"u8))
            ? JsonKind.Null
            : JsonKind.String;
    }

    /// <summary>RFC 8259, 6: no leading plus, zeros or dot.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        int at = text.StartsWith((byte)'-') ? 1 : 0;
        int whole = Digits(text, at);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
            return false;
        at += whole;
        if (at == text.Length)
            return true;
        if (text[at] == '.')
        {
            int fraction = Digits(text, at + 1);
            if (fraction == 0)
                return false;
            at += 1 + fraction;
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
                at++;
            int exponent = Digits(text, at);
            if (exponent == 0)
                return false;
            at += exponent;
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        int at = from;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            at++;
        return at - from;
    }
}
