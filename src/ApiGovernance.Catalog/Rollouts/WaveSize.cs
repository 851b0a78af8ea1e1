using System.Globalization;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>How many gateways have the candidate with a wave: a number, or a share of those that live.</summary>
/// <param name="IsPercentage">False: <paramref name="Value"/> is a number of gateways.</param>
public readonly record struct WaveSize(int Value, bool IsPercentage)
{
    public static WaveSize All { get; } = new(100, true);

    /// <summary>Null for a text that is neither <c>1</c> nor <c>25%</c>.</summary>
    public static WaveSize? Parse(string text)
    {
        bool isPercentage = text.EndsWith('%');
        return int.TryParse(isPercentage ? text.AsSpan(0, text.Length - 1) : text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= 1 && (!isPercentage || value <= 100)
            ? new WaveSize(value, isPercentage)
            : null;
    }

    /// <summary>Of so many that live; at least one, at most all.</summary>
    public int Of(int live) => IsPercentage ? (int)(((long)live * Value + 99) / 100) : Math.Min(Value, live);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + (IsPercentage ? "%" : "");
}
