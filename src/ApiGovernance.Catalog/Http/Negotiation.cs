using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Catalog.Http;

/// <summary>Which of several forms a caller wants most (RFC 9110, 12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>The offered type that <c>Accept</c> ranks highest, the first among equals; null when it takes none, the first without the header.</summary>
    public static string? Best(HttpRequest request, IReadOnlyList<string> offered)
    {
        if (request.Headers.Accept.Count == 0)
            return offered[0];
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? ranges))
            return null;
        return offered
            .Select(type => (Type: type, Quality: Quality(MediaTypeHeaderValue.Parse(type), ranges)))
            .Where(ranked => ranked.Quality > 0)
            .OrderByDescending(ranked => ranked.Quality)
            .Select(ranked => ranked.Type)
            .FirstOrDefault();
    }

    /// <summary>The most specific range that covers a type decides on it.</summary>
    private static double Quality(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges) => ranges
        .Where(range => range.MatchesAllTypes
            || (range.MatchesAllSubTypes && range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase))
            || range.MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault(0);
}
