using System.Numerics;

namespace ApiGovernance.JsonSchema.Numbers;

/// <summary>Divisibility of numbers of any length in time linear in their digits, whatever their exponent.</summary>
internal static class ExactDivision
{
    /// <summary>Whether <c>digits * 10^shift</c> is divisible by <c>divisor</c>; all are decimal digits, the divisor is not zero.</summary>
    public static bool Divides(ReadOnlySpan<byte> digits, long shift, ReadOnlySpan<byte> divisor)
    {
        BigInteger modulus = ToInteger(divisor);
        BigInteger remainder = BigInteger.Zero;
        while (digits.Length > 0)
        {
            int take = Math.Min(18, digits.Length);
            remainder = (remainder * BigInteger.Pow(10, take) + ToInteger(digits[..take])) % modulus;
            digits = digits[take..];
        }

        return (remainder * BigInteger.ModPow(10, shift, modulus) % modulus).IsZero;
    }

    private static BigInteger ToInteger(ReadOnlySpan<byte> digits)
    {
        BigInteger value = BigInteger.Zero;
        while (digits.Length > 0)
        {
            int take = Math.Min(18, digits.Length);
            long chunk = 0;
            foreach (byte b in digits[..take])
                chunk = chunk * 10 + (b - '0');
            value = value * BigInteger.Pow(10, take) + chunk;
            digits = digits[take..];
        }

        return value;
    }
}
