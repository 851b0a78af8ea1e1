using System.Collections.ObjectModel;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Reads the windows of a back end's calendar.</summary>
internal static class CalendarReader
{
    private const int MaxDates = 400;

    /// <summary>In the order of <see cref="DayOfWeek"/>.</summary>
    public static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static CalendarWindow Read(NodeReader item, UniqueNames names)
    {
        string name = names.Read(item, "name", TextRule.Name);
        IReadOnlyList<string> days = item.Texts("days", TextRule.Any, minimum: 1, words: Weekdays);
        IReadOnlyList<DateOnly> dates = item.Dates("dates", MaxDates);
        item.ExactlyOne("descriptor-calendar", "Write `days` ([mon, tue]) for every week, `dates` ([2026-12-31]) for single days.", "days", "dates");
        TimeOnly? from = item.Time("from", isEnd: false);
        TimeOnly? to = item.Time("to", isEnd: true);
        // 24:00 is read as midnight: from 00:00 to 24:00 is a whole day.
        if (from is not null && from == to && (from != TimeOnly.MinValue || item.TextOf("to") == item.TextOf("from")))
            item.Wrong("descriptor-calendar", "to", "is the same time as `from`: the window is empty.", "For a whole day write from: \"00:00\" and to: \"24:00\".");
        return new CalendarWindow(name, TimeZone(item), from ?? default, to ?? default)
        {
            Days = [.. days.Select(day => (DayOfWeek)Array.IndexOf(Weekdays, day)).Order()],
            Dates = [.. dates.Order()],
            Effect = Effect(item),
        };
    }

    /// <summary>Reports windows that overlap and do not have the same effect: nobody could say which holds.</summary>
    public static void CheckOverlaps(NodeReader spec, string member, IReadOnlyList<CalendarWindow> windows)
    {
        foreach ((int first, int second) in CalendarOverlaps.Find(windows))
        {
            spec.Findings.Error(
                "descriptor-calendar",
                $"`{spec.LabelOf(member)}`: the windows `{windows[first].Name}` and `{windows[second].Name}` overlap and have different effects.",
                "Move one of them, split it, or give both the same effect.",
                spec.PlaceOfItem(member, second), OpenApi.Documents.JsonPointer.Append(spec.PointerOf(member), second));
        }
    }

    private static string TimeZone(NodeReader item)
    {
        string zone = item.Text("timeZone", TextRule.TimeZone);
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            ReadOnlyCollection<TimeZoneInfo> all = TimeZoneInfo.GetSystemTimeZones();
            string? nearest = Spelling.Nearest(zone, all.Select(known => known.Id));
            // Of a machine without the database nothing but UTC is known, however well the name is written.
            item.Wrong(
                "descriptor-time-zone", "timeZone", $"is {Spelling.Quote(zone)}, which is no time zone known here.",
                all.Count < 2
                    ? "This machine has no time zone database: install it (`tzdata` on Linux), also where gateways run."
                    : (nearest is null ? "" : $"Did you mean `{nearest}`? ") + "Write a name of the IANA time zone database, such as Europe/Amsterdam.");
        }

        return zone;
    }

    private static CalendarEffect Effect(NodeReader item)
    {
        const string fix = "Write `maxConcurrency: 8` for fewer calls at once, `closed: true` for none.";
        if (item.Object("effect", required: true) is not { } node)
            return new CalendarEffect();
        var effect = new CalendarEffect
        {
            MaxConcurrency = node.Integer("maxConcurrency", 1, int.MaxValue),
            Closed = node.Flag("closed") ?? false,
        };
        node.ExactlyOne("descriptor-calendar", fix, "maxConcurrency", "closed");
        if (node.Has("closed") && !node.Has("maxConcurrency") && !effect.Closed)
            node.Wrong("descriptor-calendar", "closed", "is false: the window has no effect.", fix);
        node.Close();
        return effect;
    }
}
