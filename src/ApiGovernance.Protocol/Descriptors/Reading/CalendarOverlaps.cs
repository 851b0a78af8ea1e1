namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>
/// Finds windows that overlap and differ in effect. Windows have time zones of their own, so they are laid out on one time line: weekly
/// ones over a whole year with all its clock changes and around every date that another window names.
/// </summary>
internal static class CalendarOverlaps
{
    /// <summary>Any year would do; it is fixed so that a catalog that was good yesterday is good today.</summary>
    private static readonly DateOnly Year = new(2026, 1, 1);

    public static IReadOnlyList<(int First, int Second)> Find(IReadOnlyList<CalendarWindow> windows)
    {
        if (windows.Select(window => window.Effect).Distinct().Count() < 2)
            return [];
        List<(DateTime From, DateTime To, int Window)> line = [];
        DateOnly[] days = Days(windows);
        for (int i = 0; i < windows.Count; i++)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(windows[i].TimeZone);
            line.AddRange(Occurrences(windows[i], days).Select(day => (Start(windows[i], day, zone), End(windows[i], day, zone), i)));
        }

        return Sweep(windows, [.. line.OrderBy(part => part.From).ThenBy(part => part.Window)]);
    }

    private static List<(int, int)> Sweep(IReadOnlyList<CalendarWindow> windows, (DateTime From, DateTime To, int Window)[] line)
    {
        SortedSet<(int, int)> found = [];
        List<(DateTime To, int Window)> open = [];
        foreach ((DateTime from, DateTime to, int window) in line)
        {
            open.RemoveAll(earlier => earlier.To <= from);
            foreach ((_, int other) in open.Where(other => windows[other.Window].Effect != windows[window].Effect))
                found.Add((Math.Min(other, window), Math.Max(other, window)));
            open.Add((to, window));
        }

        return [.. found];
    }

    /// <summary>The days that are looked at: a year, and two days on both sides of each date.</summary>
    private static DateOnly[] Days(IReadOnlyList<CalendarWindow> windows)
    {
        HashSet<DateOnly> days = [.. Enumerable.Range(0, 365).Select(Year.AddDays)];
        foreach (DateOnly date in windows.SelectMany(window => window.Dates).Distinct())
        {
            for (int beside = -2; beside <= 2; beside++)
            {
                if (date.DayNumber + beside >= DateOnly.MinValue.DayNumber && date.DayNumber + beside <= DateOnly.MaxValue.DayNumber)
                    days.Add(date.AddDays(beside));
            }
        }

        return [.. days.Order()];
    }

    private static IEnumerable<DateOnly> Occurrences(CalendarWindow window, DateOnly[] days) =>
        window.Dates.Count > 0 ? window.Dates : days.Where(day => window.Days.Contains(day.DayOfWeek));

    private static DateTime Start(CalendarWindow window, DateOnly day, TimeZoneInfo zone) => Utc(day.ToDateTime(window.From), zone);

    private static DateTime End(CalendarWindow window, DateOnly day, TimeZoneInfo zone) =>
        Utc(window.To > window.From ? day.ToDateTime(window.To) : day.DayNumber == DateOnly.MaxValue.DayNumber ? DateTime.MaxValue : day.AddDays(1).ToDateTime(window.To), zone);

    /// <summary>A time that a clock change skips is read with the offset before it.</summary>
    private static DateTime Utc(DateTime local, TimeZoneInfo zone)
    {
        TimeSpan offset = zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks is var ticks && ticks < DateTime.MinValue.Ticks ? DateTime.MinValue
            : ticks > DateTime.MaxValue.Ticks ? DateTime.MaxValue
            : new DateTime(ticks, DateTimeKind.Utc);
    }
}
