using System.Globalization;
using System.Numerics;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Gives plain scalars their type by the core schema of YAML 1.2 (chapter 10.3.2), which OpenAPI names. So <c>yes</c>, <c>on</c> and
/// <c>2024-01-31</c> are strings, unlike in YAML 1.1. Numbers are spelled as JSON spells them.
/// </summary>
internal static class YamlCoreSchema
{
    // A longer hexadecimal number is an identifier; turning it to decimal would only cost.
    private const int LongestRadixNumber = 40;

    /// <returns>What the text is, and its spelling in JSON.</returns>
    public static (NodeKind Kind, string Text) Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (NodeKind.Null, "null"),
        "true" or "True" or "TRUE" => (NodeKind.Boolean, "true"),
        "false" or "False" or "FALSE" => (NodeKind.Boolean, "false"),
        _ => Number(text) is { } number ? (NodeKind.Number, number) : (NodeKind.String, text),
    };

    /// <summary>YAML has numbers that JSON has not; they are kept as strings and reported.</summary>
    public static bool IsNotFinite(string text) =>
        text is ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN";

    private static string? Number(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.'))
            return null;
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
            return Radix(text);

        // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
        int at = text[0] is '-' or '+' ? 1 : 0;
        ReadOnlySpan<char> whole = Digits(text, ref at);
        ReadOnlySpan<char> fraction = default;
        bool point = at < text.Length && text[at] == '.';
        if (point)
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole.IsEmpty && fraction.IsEmpty)
            return null;

        ReadOnlySpan<char> exponent = text.AsSpan(at);
        if (!exponent.IsEmpty && !IsExponent(exponent))
            return null;

        bool zero = whole.Length > 1 && whole[0] == '0';
        if (text[0] != '+' && !zero && !whole.IsEmpty && (!point || !fraction.IsEmpty))
            return text; // JSON spells it the same

        whole = whole.TrimStart('0');
        string sign = text[0] == '-' ? "-" : "";
        string tail = point ? $".{(fraction.IsEmpty ? "0" : fraction)}" : "";
        return $"{sign}{(whole.IsEmpty ? "0" : whole)}{tail}{exponent}";
    }

    private static ReadOnlySpan<char> Digits(string text, scoped ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text.AsSpan(start, at - start);
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('e' or 'E'))
            return false;
        text = text[1..];
        if (!text.IsEmpty && text[0] is '-' or '+')
            text = text[1..];
        return !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
    }

    private static string? Radix(string text)
    {
        if (text.Length is < 3 or > LongestRadixNumber)
            return null;

        bool hex = text[1] == 'x';
        BigInteger value = BigInteger.Zero;
        foreach (char c in text.AsSpan(2))
        {
            if (!(hex ? char.IsAsciiHexDigit(c) : c is >= '0' and <= '7'))
                return null;
            value = (value * (hex ? 16 : 8)) + Convert.ToInt32(c.ToString(), 16);
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }
}
