using System.Globalization;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A point in time as it is asked for: a date-time of RFC 3339, or a date of it, which stands for its whole day in UTC.</summary>
public static class CatalogMoment
{
    /// <summary>What can be written, for messages.</summary>
    public const string Form = "a date such as 2026-11-28 or a date-time of RFC 3339 such as 2026-11-28T16:05:00Z";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Where something begins; a date is its first moment. Null when the text is neither.</summary>
    public static DateTimeOffset? First(string text) => Of(text, TimeOnly.MinValue);

    /// <summary>Where something ends, itself among it; a date is its last moment. Null when the text is neither.</summary>
    public static DateTimeOffset? Last(string text) => Of(text, TimeOnly.MaxValue);

    private static DateTimeOffset? Of(string text, TimeOnly ofDay)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return new DateTimeOffset(day.ToDateTime(ofDay), TimeSpan.Zero);
        // The letters may be small ones (RFC 3339, 5.6).
        return DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
            ? moment
            : null;
    }
}
