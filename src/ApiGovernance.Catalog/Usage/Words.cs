using System.Globalization;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Numbers and times as people say them.</summary>
internal static class Words
{
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Two digits of a large number: <c>1.2 M</c>.</summary>
    public static string Short(long number) => number switch
    {
        >= 999_950_000 => Part(number, 1_000_000_000, "G"),
        >= 999_950 => Part(number, 1_000_000, "M"),
        >= 10_000 => Part(number, 1000, "k"),
        _ => Number(number),
    };

    public static string Ago(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "a moment ago",
        { TotalHours: < 1 } => $"{Count((long)time.TotalMinutes, "minute")} ago",
        { TotalDays: < 1 } => $"{Count((long)time.TotalHours, "hour")} ago",
        _ => $"{Count((long)time.TotalDays, "day")} ago",
    };

    private static string Part(long number, double unit, string name) => (number / unit).ToString("0.#", CultureInfo.InvariantCulture) + " " + name;
}
