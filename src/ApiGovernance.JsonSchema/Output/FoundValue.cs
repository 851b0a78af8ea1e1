using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>Describes a value without repeating any of it, so that an error can be logged and sent back.</summary>
internal static class FoundValue
{
    /// <param name="view">The text.</param>
    /// <param name="token">The value.</param>
    /// <param name="secret">Whether not even its size may be told.</param>
    public static string Describe(JsonView view, int token, bool secret) => view.Kind(token) switch
    {
        JsonKind.Null => "null",
        JsonKind.True or JsonKind.False => "a boolean",
        JsonKind.Number => secret ? "a number" : Number(view.Text(token)),
        JsonKind.String => secret ? "a string" : String(view.Text(token)),
        JsonKind.Array => secret ? "an array" : Sized("array", view.Count(token), "item", "items"),
        _ => secret ? "an object" : Sized("object", view.Count(token), "property", "properties"),
    };

    private static string String(ReadOnlySpan<byte> text)
    {
        int characters = 0;
        foreach (byte b in text)
        {
            if ((b & 0xC0) != 0x80)
                characters++;
        }

        return Sized("string", characters, "character", "characters");
    }

    private static string Sized(string what, int size, string one, string many)
    {
        string article = what[0] is 'a' or 'o' ? "an" : "a";
        return size == 0 ? $"an empty {what}" : string.Create(CultureInfo.InvariantCulture, $"{article} {what} of {size} {(size == 1 ? one : many)}");
    }

    private static string Number(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> mantissa = exponent < 0 ? text : text[..exponent];
        int dot = mantissa.IndexOf((byte)'.');
        int decimals = dot < 0 ? 0 : mantissa.Length - dot - 1;
        int digits = mantissa.Length - (dot < 0 ? 0 : 1) - (mantissa[0] == '-' ? 1 : 0);
        var found = new StringBuilder(dot < 0 && exponent < 0 ? "an integer of " : "a number of ");
        found.Append(CultureInfo.InvariantCulture, $"{digits} {(digits == 1 ? "digit" : "digits")}");
        if (decimals > 0)
            found.Append(CultureInfo.InvariantCulture, $", {decimals} of them after the point");
        if (exponent >= 0)
            found.Append(" and an exponent");
        return found.ToString();
    }
}
