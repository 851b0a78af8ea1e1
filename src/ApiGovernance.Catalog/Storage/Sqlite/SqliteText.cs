using System.Globalization;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>Dates as text that sorts by time.</summary>
internal static class SqliteText
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const string Day = "yyyy-MM-dd";

    public static string Of(DateTimeOffset instant) => instant.ToUniversalTime().ToString(Instant, CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    public static DateTimeOffset InstantOf(string text) =>
        DateTimeOffset.ParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly? OptionalDayOf(string? text) => text is null ? null : DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);

    public static string? OfOptional(DateTimeOffset? instant) => instant is { } given ? Of(given) : null;

    public static DateTimeOffset? OptionalInstantOf(string? text) => text is null ? null : InstantOf(text);

    /// <summary>A LIKE pattern (ESCAPE '!') for what begins with a text and a separator; null for null.</summary>
    public static string? Prefix(string? text, string separator) => text is null
        ? null
        : text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + separator + "%";
}
