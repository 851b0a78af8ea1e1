namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A time in which a back end takes less than usual: month end, a nightly batch, maintenance.</summary>
/// <param name="Name">Unique within the calendar.</param>
/// <param name="TimeZone">IANA name; the times are those of its clocks.</param>
/// <param name="From">The first minute.</param>
/// <param name="To">The first minute after it: on the next day where it is not after <paramref name="From"/>, and midnight is the end of the day.</param>
public sealed record CalendarWindow(string Name, string TimeZone, TimeOnly From, TimeOnly To)
{
    /// <summary>The days of the week on which it begins; empty when dates are named.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The dates on which it begins; empty when days of the week are named.</summary>
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    public required CalendarEffect Effect { get; init; }
}

/// <summary>What a window changes: one of the two.</summary>
public sealed record CalendarEffect
{
    /// <summary>Calls in flight at once while it lasts.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>True when nothing is let through.</summary>
    public bool Closed { get; init; }
}
