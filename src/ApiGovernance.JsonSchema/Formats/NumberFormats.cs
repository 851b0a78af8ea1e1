using System.Globalization;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Numbers by the machine type that can hold them, decided on the text: nothing is rounded first.</summary>
internal static class NumberFormats
{
    private static readonly ExactDecimal s_maxSafe = ExactDecimal.Parse("9007199254740991"u8);
    private static readonly ExactDecimal s_minSafe = ExactDecimal.Parse("-9007199254740991"u8);

    private static readonly ExactDecimal s_decimal128 = ExactDecimal.Parse("9.999999999999999999999999999999999e6144"u8);
    private static readonly ExactDecimal s_decimal128Minimum = ExactDecimal.Parse("-9.999999999999999999999999999999999e6144"u8);
    private static readonly ExactDecimal s_decimal128Step = ExactDecimal.Parse("1e-6176"u8);

    private static readonly ExactDecimal s_thousandth = ExactDecimal.Parse("0.001"u8);
    private static readonly ExactDecimal s_minStructured = ExactDecimal.Parse("-999999999999.999"u8);
    private static readonly ExactDecimal s_maxStructured = ExactDecimal.Parse("999999999999.999"u8);

    public static FormatCheck Integer(string min, string max)
    {
        ExactDecimal low = ExactDecimal.Parse(System.Text.Encoding.ASCII.GetBytes(min));
        ExactDecimal high = ExactDecimal.Parse(System.Text.Encoding.ASCII.GetBytes(max));
        return number => IsBetween(number, low, high);
    }

    /// <summary>The check of a number, for a string that holds one without exponent.</summary>
    public static FormatCheck InString(FormatCheck check) => text => IsPlainDecimal(text) && check(text);

    public static bool IsSafeInteger(ReadOnlySpan<byte> number) => IsBetween(number, s_minSafe, s_maxSafe);

    public static bool IsSingle(ReadOnlySpan<byte> number) => float.TryParse(number, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value);

    public static bool IsDouble(ReadOnlySpan<byte> number) => double.TryParse(number, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    public static bool IsInteger(ReadOnlySpan<byte> number) => ExactDecimal.Parse(number).IsInteger;

    public static bool IsAny(ReadOnlySpan<byte> number) => true;

    /// <summary>A value that decimal128 of IEEE 754 holds exactly: 34 significant digits, exponents to 6144.</summary>
    public static bool IsDecimal128(ReadOnlySpan<byte> number)
    {
        ExactDecimal value = ExactDecimal.Parse(number);
        return SignificantDigits(number) <= 34
            && value.CompareTo(s_decimal128Minimum) >= 0 && value.CompareTo(s_decimal128) <= 0
            && value.IsMultipleOf(s_decimal128Step);
    }

    /// <summary>sf-integer of RFC 8941, 3.3.1: 15 digits at most.</summary>
    public static FormatCheck IsStructuredInteger { get; } = Integer("-999999999999999", "999999999999999");

    /// <summary>sf-decimal of RFC 8941, 3.3.2: 12 digits before the point at most, 3 after it.</summary>
    public static bool IsStructuredDecimal(ReadOnlySpan<byte> number)
    {
        ExactDecimal value = ExactDecimal.Parse(number);
        return value.IsMultipleOf(s_thousandth) && value.CompareTo(s_minStructured) >= 0 && value.CompareTo(s_maxStructured) <= 0;
    }

    private static bool IsBetween(ReadOnlySpan<byte> number, ExactDecimal min, ExactDecimal max)
    {
        ExactDecimal value = ExactDecimal.Parse(number);
        return value.IsInteger && value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0;
    }

    private static int SignificantDigits(ReadOnlySpan<byte> number)
    {
        int significant = 0;
        int zeros = 0;
        foreach (byte b in number)
        {
            if (b is (byte)'e' or (byte)'E')
                break;
            if (!char.IsAsciiDigit((char)b) || (b == '0' && significant == 0))
                continue;
            if (b == '0')
            {
                zeros++;
                continue;
            }

            significant += zeros + 1;
            zeros = 0;
        }

        return significant;
    }

    private static bool IsPlainDecimal(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] == '-')
            text = text[1..];
        int dot = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = dot < 0 ? text : text[..dot];
        return whole.Length > 0
            && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (dot < 0 || (dot + 1 < text.Length && !text[(dot + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')));
    }
}
