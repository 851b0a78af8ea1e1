using System.Numerics;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>Turns bounds and divisors into integers for numbers with 0, 1, 2 ... decimals.</summary>
internal static class NumberLowering
{
    // A number that is compared has at most 18 digits: beyond this every bound is as good as infinite.
    private static readonly BigInteger s_infinite = BigInteger.Pow(10, 18) * 2;

    private static readonly long[] s_powers = [.. Enumerable.Range(0, 19).Select(static e => (long)BigInteger.Pow(10, e))];

    private static readonly NumberScale[] s_unbounded = [.. Enumerable.Repeat(new NumberScale(long.MinValue, long.MaxValue, 1), NumberPlan.Scales)];

    private static readonly NumberScale[] s_integers =
        [.. Enumerable.Range(0, NumberPlan.Scales).Select(static s => new NumberScale(long.MinValue, long.MaxValue, (long)BigInteger.Pow(10, s)))];

    public static NumberScale[] Scales(NumberBound[] bounds, ExactDecimal[] divisors)
    {
        NumberScale[] known = divisors.Length == 0 ? s_unbounded : s_integers;
        if (bounds.Length == 0 && Array.TrueForAll(divisors, static d => d == ExactDecimal.One))
            return known;
        var scales = new NumberScale[NumberPlan.Scales];
        for (int scale = 0; scale < scales.Length; scale++)
        {
            long low = long.MinValue;
            long high = long.MaxValue;
            BigInteger step = BigInteger.One;
            foreach (NumberBound bound in bounds)
            {
                if (bound.Upper)
                    high = Math.Min(high, Limit(bound, scale));
                else
                    low = Math.Max(low, Limit(bound, scale));
            }

            foreach (ExactDecimal divisor in divisors)
            {
                BigInteger one = Step(divisor, scale);
                step = step.IsOne ? one : step / BigInteger.GreatestCommonDivisor(step, one) * one;
            }

            // Of the numbers that are compared only 0 is a multiple of something that large.
            scales[scale] = new NumberScale(low, high, step > s_infinite ? long.MaxValue : (long)step);
        }

        return scales;
    }

    /// <summary>The largest, or smallest, integer that the bound allows when it is multiplied by a power of ten.</summary>
    private static long Limit(NumberBound bound, int scale)
    {
        long power = bound.Value.Exponent + scale;
        int inside = !bound.Exclusive ? 0 : bound.Upper ? -1 : 1;
        if (bound.Value.SmallMantissa is { } small && power is >= 0 and <= 18)
        {
            Int128 exact = ((Int128)small * s_powers[power]) + inside;
            return exact > long.MaxValue ? long.MaxValue : exact < long.MinValue ? long.MinValue : (long)exact;
        }

        BigInteger mantissa = bound.Value.Mantissa;
        if (power > 18)
            return mantissa.Sign > 0 ? long.MaxValue : long.MinValue;
        if (power >= 0)
            return Clamp((mantissa * BigInteger.Pow(10, (int)power)) + inside);

        // The bound lies between two integers, so it does not matter whether it is exclusive.
        BigInteger floor = mantissa.Sign > 0 ? BigInteger.Zero : BigInteger.MinusOne;
        if (power > -400 || bound.Value.Magnitude > 0)
        {
            BigInteger divisor = BigInteger.Pow(10, (int)Math.Min(-power, int.MaxValue));
            floor = BigInteger.DivRem(mantissa, divisor, out BigInteger remainder);
            if (mantissa.Sign < 0 && !remainder.IsZero)
                floor--;
        }

        return Clamp(bound.Upper ? floor : floor + 1);
    }

    /// <summary>What the digits of a number with that many decimals must be a multiple of.</summary>
    private static BigInteger Step(ExactDecimal divisor, int scale)
    {
        long power = divisor.Exponent + scale;
        BigInteger mantissa = divisor.Mantissa;
        if (power > 18)
            return s_infinite + 1;
        if (power >= 0)
            return mantissa * BigInteger.Pow(10, (int)power);

        // m * 10^k is a multiple of d exactly when m is a multiple of d / gcd(d, 10^k); no factor of 2 or 5 occurs more often than d has bits.
        long enough = Math.Min(-power, mantissa.GetBitLength());
        return mantissa / BigInteger.GreatestCommonDivisor(mantissa, BigInteger.Pow(10, (int)enough));
    }

    private static long Clamp(BigInteger value) =>
        value > s_infinite ? long.MaxValue : value < -s_infinite ? long.MinValue : (long)value;
}
