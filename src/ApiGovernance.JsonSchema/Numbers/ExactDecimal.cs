using System.Numerics;

namespace ApiGovernance.JsonSchema.Numbers;

/// <summary>
/// A JSON number without rounding: sign, significant digits without leading or trailing zeros, and a power of ten.
/// Up to 18 digits stand in <see cref="_small"/>; only longer ones need an array.
/// </summary>
internal readonly struct ExactDecimal : IEquatable<ExactDecimal>
{
    private const int SmallDigits = 18;

    // Exponents beyond this are indistinguishable from infinity for every practical bound.
    private const long ExponentCap = 1_000_000_000_000;

    private readonly long _small;
    private readonly byte[]? _digits;
    private readonly bool _negative;
    private readonly long _exponent;

    private ExactDecimal(bool negative, long small, byte[]? digits, long exponent)
    {
        _negative = negative;
        _small = small;
        _digits = digits;
        _exponent = exponent;
    }

    public static ExactDecimal One { get; } = new(false, 1, null, 0);

    public bool IsZero => _small == 0 && _digits is null;

    /// <summary>Whether the value has no fraction, however it was written.</summary>
    public bool IsInteger => _exponent >= 0;

    public bool IsNegative => _negative;

    /// <summary>The power of ten that <see cref="Mantissa"/> is multiplied by.</summary>
    public long Exponent => _exponent;

    /// <summary>All significant digits as one integer, with the sign.</summary>
    public BigInteger Mantissa => (_digits is null
        ? _small
        : BigInteger.Parse(System.Text.Encoding.ASCII.GetString(_digits), System.Globalization.CultureInfo.InvariantCulture)) * (_negative ? -1 : 1);

    /// <summary>The same where it has at most 18 digits; else null.</summary>
    public long? SmallMantissa => _digits is not null ? null : _negative ? -_small : _small;

    /// <summary>Digits before the point; negative when zeros follow the point.</summary>
    public long Magnitude => _exponent + (_digits?.Length ?? DigitCount(_small));

    /// <summary>Reads a number that already satisfies the JSON grammar.</summary>
    public static ExactDecimal Parse(ReadOnlySpan<byte> text)
    {
        bool negative = text[0] == '-';
        if (negative)
            text = text[1..];
        int e = text.IndexOfAny((byte)'e', (byte)'E');
        long exponent = e < 0 ? 0 : ParseExponent(text[(e + 1)..]);
        ReadOnlySpan<byte> mantissa = e < 0 ? text : text[..e];
        int dot = mantissa.IndexOf((byte)'.');
        if (dot >= 0)
            exponent -= mantissa.Length - dot - 1;
        return mantissa.Length - (dot >= 0 ? 1 : 0) <= SmallDigits
            ? Small(negative, mantissa, exponent)
            : Large(negative, mantissa, exponent);
    }

    public static bool operator ==(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) == 0;

    public static bool operator !=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) != 0;

    public bool Equals(ExactDecimal other) => this == other;

    public override bool Equals(object? obj) => obj is ExactDecimal other && this == other;

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_negative);
        hash.Add(_exponent);
        hash.Add(_small);
        if (_digits is not null)
            hash.AddBytes(_digits);
        return hash.ToHashCode();
    }

    public int CompareTo(ExactDecimal other)
    {
        if (IsZero || other.IsZero || _negative != other._negative)
            return Sign().CompareTo(other.Sign());
        int magnitude = CompareMagnitude(other);
        return _negative ? -magnitude : magnitude;
    }

    /// <summary>Whether this is a whole multiple of a divisor that is greater than zero.</summary>
    public bool IsMultipleOf(ExactDecimal divisor)
    {
        if (IsZero)
            return true;
        // Both mantissas lack trailing zeros, so a value with more decimals than the divisor cannot be a multiple.
        long shift = _exponent - divisor._exponent;
        if (shift < 0)
            return false;
        if (_digits is null && divisor._digits is null && shift <= SmallDigits)
            return (Int128)_small * (Int128)PowerOfTen((int)shift) % divisor._small == 0;
        return ExactDivision.Divides(Digits(stackalloc byte[SmallDigits + 1]), shift, divisor.Digits(stackalloc byte[SmallDigits + 1]));
    }

    private int Sign() => IsZero ? 0 : _negative ? -1 : 1;

    private int CompareMagnitude(ExactDecimal other)
    {
        if (_digits is null && other._digits is null && _exponent == other._exponent)
            return _small.CompareTo(other._small);
        int byMagnitude = Magnitude.CompareTo(other.Magnitude);
        if (byMagnitude != 0)
            return byMagnitude;
        return Digits(stackalloc byte[SmallDigits + 1]).SequenceCompareTo(other.Digits(stackalloc byte[SmallDigits + 1]));
    }

    private ReadOnlySpan<byte> Digits(Span<byte> scratch)
    {
        if (_digits is not null)
            return _digits;
        _small.TryFormat(scratch, out int written, provider: System.Globalization.CultureInfo.InvariantCulture);
        return scratch[..written];
    }

    private static ExactDecimal Small(bool negative, ReadOnlySpan<byte> mantissa, long exponent)
    {
        long value = 0;
        foreach (byte b in mantissa)
        {
            if (b != '.')
                value = value * 10 + (b - '0');
        }

        if (value == 0)
            return default;
        while (value % 10 == 0)
        {
            value /= 10;
            exponent++;
        }

        return new ExactDecimal(negative, value, null, exponent);
    }

    private static ExactDecimal Large(bool negative, ReadOnlySpan<byte> mantissa, long exponent)
    {
        byte[] digits = new byte[mantissa.Length];
        int length = 0;
        foreach (byte b in mantissa)
        {
            if (b != '.' && (length > 0 || b != '0'))
                digits[length++] = b;
        }

        while (length > 0 && digits[length - 1] == '0')
        {
            length--;
            exponent++;
        }

        ReadOnlySpan<byte> kept = digits.AsSpan(0, length);
        return length <= SmallDigits ? Small(negative, kept, exponent) : new ExactDecimal(negative, 0, kept.ToArray(), exponent);
    }

    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        bool negative = text[0] == '-';
        long value = 0;
        foreach (byte b in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
            value = Math.Min(value * 10 + (b - '0'), ExponentCap);
        return negative ? -value : value;
    }

    private static int DigitCount(long value)
    {
        int count = 1;
        while (value >= 10)
        {
            value /= 10;
            count++;
        }

        return count;
    }

    private static long PowerOfTen(int exponent)
    {
        long value = 1;
        while (exponent-- > 0)
            value *= 10;
        return value;
    }
}
