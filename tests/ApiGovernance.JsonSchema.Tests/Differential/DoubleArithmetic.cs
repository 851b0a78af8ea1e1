using System.Globalization;
using System.Numerics;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>What JavaScript's numbers make of the numbers of a text. The exact side is kept apart from the validator's own arithmetic.</summary>
internal static class DoubleArithmetic
{
    /// <summary>Whether reading the number as a double gives another number, going by the shortest decimal of that double.</summary>
    public static bool Loses(string number)
    {
        double value = double.Parse(number, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            return true;
        return Exact(number) != Exact(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Whether ajv's way to divide (a double quotient, which must read as an integer) gives another answer than division does.</summary>
    public static bool MultipleDiffers(string number, string step)
    {
        double quotient = double.Parse(number, CultureInfo.InvariantCulture) / double.Parse(step, CultureInfo.InvariantCulture);
        // parseInt(quotient) reads the quotient's text, which has an exponent from 1e21 on.
        bool ajv = double.IsInteger(quotient) && Math.Abs(quotient) < 1e21;
        (BigInteger n, int ne) = Exact(number);
        (BigInteger d, int de) = Exact(step);
        int exponent = Math.Min(ne, de);
        if (Math.Max(ne, de) - exponent > 2000)
            return true;
        bool exact = (n * BigInteger.Pow(10, ne - exponent) % (d * BigInteger.Pow(10, de - exponent))).IsZero;
        return exact != ajv;
    }

    /// <summary>Digits without trailing zeros, and the power of ten.</summary>
    private static (BigInteger Digits, int Exponent) Exact(string number)
    {
        int e = number.AsSpan().IndexOfAny('e', 'E');
        int exponent = e < 0 ? 0 : int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? number : number[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = BigInteger.Parse(mantissa, CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return (digits, 0);
        while ((digits % 10).IsZero)
        {
            digits /= 10;
            exponent++;
        }

        return (digits, exponent);
    }
}
