using System.Globalization;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Lifecycle;

/// <summary>What every answer of a deprecated or retired version says: RFC 9745, RFC 8594 and links (RFC 8288).</summary>
internal sealed class LifecycleHeaders
{
    private readonly string? deprecation;
    private readonly string? sunset;
    private readonly string? links;

    public LifecycleHeaders(ApiVersionPart part)
    {
        if (part.Stage is not (ApiStage.Deprecated or ApiStage.Retired))
            return;
        if (part.DeprecatedOn is { } since)
            deprecation = string.Create(CultureInfo.InvariantCulture, $"@{new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds()}");
        if (part.Sunset is { } last)
        {
            // The last day is served to its end. Who writes the last one that there is means never.
            EndsAt = last < DateOnly.MaxValue ? new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null;
            sunset = new DateTimeOffset(last, new TimeOnly(23, 59, 59), TimeSpan.Zero).ToString("R", CultureInfo.InvariantCulture);
        }

        links = Links(part);
    }

    /// <summary>The first moment at which the version no longer answers; null when there is none.</summary>
    public DateTimeOffset? EndsAt { get; }

    public void Apply(IHeaderDictionary headers)
    {
        if (deprecation is not null)
            headers["Deprecation"] = deprecation;
        if (sunset is not null)
            headers["Sunset"] = sunset;
        if (links is not null)
            headers.Link = StringValues.Concat(headers.Link, links);
    }

    /// <summary>Null where neither path nor query can name a version: a link has no header fields.</summary>
    private static string? AddressOf(ApiVersionPart part, string version)
    {
        if (part.Versioning is not { } versioning || versioning.Precedence.Contains(VersionSource.Path))
            return $"{part.BasePath}/{version}";
        return versioning.Query is { } query && versioning.Precedence.Contains(VersionSource.Query) ? $"{part.BasePath}?{query}={version}" : null;
    }

    private static string? Links(ApiVersionPart part)
    {
        List<string> links = [];
        if (part.Documentation is { } documentation)
        {
            links.Add($"<{documentation}>; rel=\"deprecation\"; type=\"text/html\"");
            if (part.Sunset is not null)
                links.Add($"<{documentation}>; rel=\"sunset\"; type=\"text/html\"");
        }

        if (part.Successor is { } successor && AddressOf(part, successor) is { } address)
            links.Add($"<{address}>; rel=\"successor-version\"");
        return links.Count == 0 ? null : string.Join(", ", links);
    }
}
