using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>The day on which something ends, as `x-sunset` says it. No clock is asked here.</summary>
internal static class Sunset
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
        // As in the header of that name (RFC 8594).
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    ];

    public static string? Of(ApiObject part) => part.Node["x-sunset"] is { Kind: not NodeKind.Null } written ? written.Text ?? "" : null;

    /// <summary>Where it is written; the part itself where it is not.</summary>
    public static ResolvedNode Place(ApiObject part) => part.Place.Member("x-sunset") ?? part.Place;

    /// <summary>Null when it is no date.</summary>
    public static DateOnly? Day(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset day)
            ? DateOnly.FromDateTime(day.UtcDateTime)
            : null;
}
