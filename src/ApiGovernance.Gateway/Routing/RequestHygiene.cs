using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Refuses what the server lets through although two parsers could read it differently, and takes away what no client may say.</summary>
internal static class RequestHygiene
{
    /// <summary>Prefixes of fields that only the gateway sets. An underscore counts as a hyphen: some back ends make no difference.</summary>
    private static readonly string[] OwnPrefixes = ["x-consumer-", "x-api-"];

    private static readonly string[] OverrideFields =
        ["x-original-url", "x-rewrite-url", "x-http-method-override", "x-http-method", "x-method-override", "x-real-ip", "x-original-host"];

    private static readonly FrozenSet<string> ConnectionOptions =
        new[] { "close", "keep-alive", "upgrade", "te", "http2-settings", "" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null, or what is wrong.</returns>
    public static string? Check(HttpRequest request)
    {
        IHeaderDictionary headers = request.Headers;
        // RFC 9112, 6.3: both at once is how requests are smuggled. The server moves the length aside and goes on.
        if (headers.TransferEncoding.Count > 0 && headers.ContainsKey("X-Content-Length"))
            return "The request has both Transfer-Encoding and Content-Length.";
        if (headers.TransferEncoding.Count > 1)
            return "The request has more than one Transfer-Encoding field.";
        if (headers.Connection.Count > 0 && !AreHarmless(headers.Connection))
            return "The Connection field names a header field.";
        return headers.Host.Count == 0 || string.IsNullOrEmpty(headers.Host[0]) ? "The request has no Host." : null;
    }

    /// <summary>
    /// RFC 9110, 7.6.1 has a proxy drop the fields that Connection names. Doing so lets a client take away what the gateway relies on;
    /// not doing so passes on what was meant for this hop. Neither has an honest use here.
    /// </summary>
    private static bool AreHarmless(StringValues connection)
    {
        foreach (string? field in connection)
        {
            foreach (Range range in field.AsSpan().Split(','))
            {
                if (!ConnectionOptions.Contains(field.AsSpan()[range].Trim().ToString()))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Removes credentials, fields that only the gateway sets, and fields that redirect frameworks to other paths.</summary>
    public static void Strip(HttpRequest request)
    {
        IHeaderDictionary headers = request.Headers;
        headers.Authorization = default;
        // No contract describes what is said after an upgrade, so none could be checked.
        headers.Upgrade = default;
        List<string>? unwanted = null;
        foreach (var (name, _) in headers)
        {
            if (IsUnwanted(name))
                (unwanted ??= []).Add(name);
        }

        foreach (string name in unwanted ?? [])
            headers.Remove(name);
    }

    private static bool IsUnwanted(string name)
    {
        // All of them begin so; this sorts out nearly every field of a usual request.
        if (name.Length < 5 || (name[0] | 0x20) != 'x' || name[1] is not ('-' or '_'))
            return false;
        string normal = name.Replace('_', '-').ToLowerInvariant();
        return OwnPrefixes.Any(prefix => normal.StartsWith(prefix, StringComparison.Ordinal)) || OverrideFields.Contains(normal);
    }
}
