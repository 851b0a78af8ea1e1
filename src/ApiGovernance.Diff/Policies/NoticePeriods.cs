namespace ApiGovernance.Diff.Policies;

/// <summary>How long callers must be told beforehand that something ends.</summary>
internal sealed record NoticePeriods
{
    public static NoticePeriods None { get; } = new();

    /// <summary>Days from the day of the comparison to the sunset, at least. A pair that is absent has no period.</summary>
    public IReadOnlyDictionary<(Stability, Visibility), int> Days { get; init; } = new Dictionary<(Stability, Visibility), int>();

    /// <summary>Whether what is deprecated must say when it ends; null: not said here.</summary>
    public bool? SunsetRequired { get; init; }

    public bool IsEmpty => Days.Count == 0 && SunsetRequired is null;

    /// <summary>What it says and, where it is silent, what the weaker one says.</summary>
    public NoticePeriods Over(NoticePeriods weaker)
    {
        Dictionary<(Stability, Visibility), int> days = new(weaker.Days);
        foreach (((Stability, Visibility) pair, int count) in Days)
            days[pair] = count;
        return new NoticePeriods { Days = days, SunsetRequired = SunsetRequired ?? weaker.SunsetRequired };
    }
}

/// <summary>What a deprecation must keep to.</summary>
/// <param name="Days">From the day of the comparison to the sunset, at least; null: any sunset will do.</param>
/// <param name="SunsetRequired">A deprecation without a sunset is wrong.</param>
internal readonly record struct NoticeRule(int? Days, bool SunsetRequired);
