using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>
/// Which window of a back end's calendar holds now. Windows are in local times of their zones; the stretches around now are worked out
/// ahead, so that a call compares two instants. By the wall clock: a calendar is about nothing else. Guarded by the gate's lock.
/// </summary>
internal sealed class BackendCalendar(IReadOnlyList<CalendarWindow> windows)
{
    /// <summary>Days that are worked out ahead. A closed stretch that lasts longer ends, for callers, after them.</summary>
    private const int DaysAhead = 8;

    private readonly TimeZoneInfo[] zones = [.. windows.Select(window => TimeZoneInfo.FindSystemTimeZoneById(window.TimeZone))];
    private List<Stretch> line = [];
    private DateTime from = DateTime.MaxValue;
    private DateTime until = DateTime.MinValue;
    private Stretch? present;

    /// <summary>The window that holds now, with the end of its effect: windows with the same effect that follow each other are one stretch.</summary>
    public Stretch? At(DateTimeOffset now)
    {
        DateTime utc = now.UtcDateTime;
        if (utc < from || utc >= until)
            Look(utc);
        return present;
    }

    private void Look(DateTime utc)
    {
        line = [.. Occurrences(utc).Where(stretch => stretch.To > utc).OrderBy(stretch => stretch.From)];
        present = line.Find(stretch => stretch.From <= utc);
        (from, until) = (utc, line.Where(stretch => stretch.From > utc).Select(stretch => stretch.From).DefaultIfEmpty(utc.AddDays(1)).Min());
        if (utc.AddDays(1) is var tomorrow && tomorrow < until)
            until = tomorrow;
        if (present is null)
            return;
        foreach (Stretch next in line)
        {
            if (next.From <= present.To && next.To > present.To && next.Effect == present.Effect)
                present = present with { To = next.To };
        }

        if (present.To < until)
            until = present.To;
    }

    private IEnumerable<Stretch> Occurrences(DateTime utc)
    {
        for (int i = 0; i < windows.Count; i++)
        {
            CalendarWindow window = windows[i];
            DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zones[i]));
            for (int ahead = -1; ahead <= DaysAhead; ahead++)
            {
                DateOnly day = today.AddDays(ahead);
                if (!window.Dates.Contains(day) && !window.Days.Contains(day.DayOfWeek))
                    continue;
                DateOnly lastDay = window.To > window.From ? day : day.AddDays(1);
                yield return new Stretch(window.Name, Utc(day.ToDateTime(window.From), zones[i]), Utc(lastDay.ToDateTime(window.To), zones[i]), window.Effect);
            }
        }
    }

    /// <summary>A time that a clock change skips is read with the offset before it.</summary>
    private static DateTime Utc(DateTime local, TimeZoneInfo zone) => new(local.Ticks - zone.GetUtcOffset(local).Ticks, DateTimeKind.Utc);
}

/// <summary>A window at a time. <paramref name="To"/> is the first instant after it.</summary>
internal sealed record Stretch(string Name, DateTime From, DateTime To, CalendarEffect Effect);
