namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Compares moments and days: a moment must say its zone, a day must have none.</summary>
internal static class DateComparison
{
    public static int Compare(EntityComparison comparison, ValueSite site)
    {
        SchemaView view = site.View;
        if (view.Types is JsonTypes.Integer or JsonTypes.Number)
            return Zone(comparison, site, "a count since some day in some zone");
        if (view.Types != JsonTypes.String)
            return ValueComparison.Retyped(comparison, site);
        return site.Type.Kind == CanonicalKind.Timestamp ? Moment(comparison, site) : Day(comparison, site);
    }

    private static int Moment(EntityComparison comparison, ValueSite site) => site.View.Format switch
    {
        "date-time" when LacksOffset(site.View.Example) => Zone(comparison, site, $"`date-time` with the example {site.View.Example}, which has no offset"),
        "date-time" => ValueComparison.Conforms,
        "date" => Zone(comparison, site, "a day without time and zone"),
        { } format => Zone(comparison, site, $"text in format `{format}`, which need not say its zone"),
        null when SaysZone(site.View.Pattern) => ValueComparison.Conforms,
        null => Zone(comparison, site, "text without `format: date-time`, which need not say its zone"),
    };

    private static int Day(EntityComparison comparison, ValueSite site) => site.View.Format switch
    {
        "date" => ValueComparison.Conforms,
        "date-time" => ValueComparison.Retyped(comparison, site),
        null when site.View.Pattern is { } pattern && IsDayPattern(pattern) => ValueComparison.Conforms,
        { } format => Zone(comparison, site, $"text in format `{format}`"),
        null => Zone(comparison, site, "text without `format: date`"),
    };

    private static int Zone(EntityComparison comparison, ValueSite site, string here)
    {
        string canonical = site.Type.Kind == CanonicalKind.Timestamp ? "a moment with its offset (RFC 3339)" : "a day of the calendar (RFC 3339 full-date)";
        return comparison.Report(ConformanceRules.DateZone, site, $"{site.Title} is {canonical}; here it is {here}.", here);
    }

    /// <summary>A pattern for a time with a letter Z or a sign of an offset after it.</summary>
    private static bool SaysZone(string? pattern) =>
        pattern is not null && pattern.Contains('T', StringComparison.Ordinal)
        && (pattern.Contains('Z', StringComparison.Ordinal) || pattern.Contains("[+-]", StringComparison.Ordinal) || pattern.Contains("\\+", StringComparison.Ordinal));

    private static bool IsDayPattern(string pattern) =>
        pattern.Contains('-', StringComparison.Ordinal) && !pattern.Contains('T', StringComparison.Ordinal)
        && (pattern.Contains("{4}", StringComparison.Ordinal) || pattern.Contains("\\d\\d\\d\\d", StringComparison.Ordinal));

    /// <summary><c>2026-11-20T09:41:07</c> and nothing after it.</summary>
    private static bool LacksOffset(string? example)
    {
        if (example is not { Length: >= 16 } || example[10] is not ('T' or 't' or ' '))
            return false;
        ReadOnlySpan<char> time = example.AsSpan(11);
        return char.IsAsciiDigit(time[0]) && time.IndexOfAny("Zz+-") < 0;
    }
}
