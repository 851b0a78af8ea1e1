using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// The fields of an answer that make sense a second time. Others would be untrue then (<c>Date</c>, <c>Age</c>, limits), belong to
/// the connection, or to the person that asked (<c>Set-Cookie</c>).
/// </summary>
internal static class ReplayedHeaders
{
    private static readonly string[] Always =
    [
        HeaderNames.ContentType, HeaderNames.ContentLanguage, HeaderNames.ContentEncoding, HeaderNames.ContentDisposition, "Content-Location",
        HeaderNames.Location, HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.CacheControl, HeaderNames.Expires, HeaderNames.Vary,
        HeaderNames.RetryAfter, HeaderNames.Allow,
    ];

    /// <summary>Set by the gateway for each answer anew, or never to be repeated, whatever a policy names.</summary>
    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.SetCookie, HeaderNames.Connection, HeaderNames.TransferEncoding, HeaderNames.ContentLength, HeaderNames.KeepAlive, HeaderNames.Upgrade,
        HeaderNames.Trailer, HeaderNames.TE, HeaderNames.Date, HeaderNames.Age, HeaderNames.Server, HeaderNames.Link, "X-Correlation-Id", "RateLimit",
        "RateLimit-Policy", "Deprecation", "Sunset", HeaderNames.WWWAuthenticate, HeaderNames.ProxyAuthenticate,
    };

    public static IReadOnlyList<string> With(IReadOnlyList<string> more) =>
        [.. Always.Concat(more).Where(name => !Never.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The fields as a JSON object of arrays.</summary>
    public static string Write(IReadOnlyList<string> names, IHeaderDictionary headers)
    {
        ArrayBufferWriter<byte> bytes = new(256);
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            foreach (string name in names)
            {
                if (!headers.TryGetValue(name, out StringValues values))
                    continue;
                writer.WriteStartArray(name);
                foreach (string? value in values)
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static void Apply(string stored, IHeaderDictionary headers)
    {
        using JsonDocument document = JsonDocument.Parse(stored);
        foreach (JsonProperty field in document.RootElement.EnumerateObject())
            headers[field.Name] = new StringValues([.. field.Value.EnumerateArray().Select(value => value.GetString())]);
    }
}
