using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Numbers;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>A number as it was read.</summary>
internal readonly ref struct NumberText(ReadOnlySpan<byte> text, long mantissa, int scale)
{
    public readonly ReadOnlySpan<byte> Text = text;

    /// <summary>All digits as one integer, with the sign.</summary>
    public readonly long Mantissa = mantissa;

    /// <summary>Digits after the point; -1 for a number with an exponent or more digits than a long holds.</summary>
    public readonly int Scale = scale;
}

/// <summary>
/// Bounds and divisors for numbers with a certain number of decimals, multiplied by that power of ten: so a number's digits,
/// read as an integer, are compared with integers. "integer" is a multiple of 1.
/// </summary>
internal readonly record struct NumberScale(long Low, long High, long Step);

/// <summary>What is demanded of a number. All of it must hold.</summary>
internal sealed class NumberPlan
{
    public const int Scales = 7;

    public static NumberPlan Nothing { get; } = new([], [], false) { Parts = [new NumberParts([], 1, 1)], IsLowered = false };

    private readonly NumberScale[] _scales;
    private readonly NumberBound[] _bounds;
    private readonly ExactDecimal[] _divisors;

    public NumberPlan(NumberBound[] bounds, ExactDecimal[] divisors, bool integerText)
    {
        _bounds = bounds;
        _divisors = divisors;
        IntegerText = integerText;
        _scales = NumberLowering.Scales(bounds, divisors);
    }

    public IReadOnlyList<NumberBound> Bounds => _bounds;

    public IReadOnlyList<ExactDecimal> Divisors => _divisors;

    public IReadOnlyList<NumberScale> Lowered => _scales;

    /// <summary>The text must have neither point nor exponent: what draft 4 calls an integer.</summary>
    public bool IntegerText { get; }

    /// <summary>The only numbers allowed; null when any may be.</summary>
    public NumberSet? Values { get; init; }

    public FormatDefinition[] Formats { get; init; } = [];

    /// <summary>anyOf, oneOf, not and if of numbers.</summary>
    public NumberParts[] Parts { get; init; } = [];

    /// <summary>Whether the bounds and divisors are all that is demanded of a number with few digits.</summary>
    public bool IsLowered { get; init; } = true;

    public bool Accepts(in NumberText number)
    {
        if ((uint)number.Scale < Scales)
        {
            ref readonly NumberScale scale = ref _scales[number.Scale];
            if (number.Mantissa < scale.Low || number.Mantissa > scale.High || (IntegerText && number.Scale > 0))
                return false;
            if (scale.Step != 1 && number.Mantissa % scale.Step != 0)
                return false;
            return IsLowered || Rest(number);
        }

        return Exactly(number.Text) && Rest(number);
    }

    private bool Exactly(ReadOnlySpan<byte> text)
    {
        if (IntegerText && text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
            return false;
        ExactDecimal value = ExactDecimal.Parse(text);
        foreach (NumberBound bound in _bounds)
        {
            if (!bound.Allows(value))
                return false;
        }

        foreach (ExactDecimal divisor in _divisors)
        {
            if (!value.IsMultipleOf(divisor))
                return false;
        }

        return true;
    }

    private bool Rest(in NumberText number)
    {
        if (Values is not null && !Values.Contains(number))
            return false;
        foreach (FormatDefinition format in Formats)
        {
            if (!format.Check(number.Text))
                return false;
        }

        foreach (NumberParts parts in Parts)
        {
            if (!parts.Hold(number))
                return false;
        }

        return true;
    }
}

/// <summary>minimum or maximum.</summary>
internal sealed record NumberBound(ExactDecimal Value, bool Upper, bool Exclusive)
{
    public bool Allows(ExactDecimal number)
    {
        int order = number.CompareTo(Value);
        return order == 0 ? !Exclusive : Upper == (order < 0);
    }
}

/// <summary>How many of several plans a number must satisfy.</summary>
internal sealed record NumberParts(NumberPlan[] Plans, int Min, int Max)
{
    public bool Hold(in NumberText number)
    {
        int matches = 0;
        foreach (NumberPlan plan in Plans)
        {
            if (plan.Accepts(number) && ++matches > Max)
                return false;
            if (matches == Min && Max == int.MaxValue)
                return true;
        }

        return matches >= Min;
    }
}

/// <summary>The numbers an enum allows, by value.</summary>
internal sealed class NumberSet(IEnumerable<ExactDecimal> values)
{
    private readonly HashSet<ExactDecimal> _values = [.. values];

    public IReadOnlyCollection<ExactDecimal> Values => _values;

    public bool Contains(in NumberText number) => _values.Contains(ExactDecimal.Parse(number.Text));
}
