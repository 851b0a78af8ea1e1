using System.Buffers;
using System.Collections.Frozen;
using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Refuses what the server lets through although two parsers could read it differently. What is checked and why: docs/request-hygiene.md.</summary>
internal static class RequestHygiene
{
    /// <summary>RFC 9110, 5.6.2. The server takes any octet of HTTP/2 names, and the forwarder drops those fields in silence.</summary>
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>RFC 9110, 5.5: all control characters but the tab.</summary>
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (char)code), '\x7f']);

    private static readonly FrozenSet<string> ConnectionOptions =
        new[] { "close", "keep-alive", "upgrade", "te", "http2-settings", "" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="request">The request.</param>
    /// <param name="unwanted">Fields that are dropped before the request goes on; null for none.</param>
    /// <returns>Null, or why the request is refused.</returns>
    public static Problem? Check(HttpRequest request, out List<string>? unwanted)
    {
        unwanted = null;
        if (CheckMethod(request.Method) is { } method)
            return method;
        IHeaderDictionary headers = request.Headers;
        bool first = request.Protocol is "HTTP/1.1" or "HTTP/1.0";
        if (first && CheckFraming(request) is { } misframed)
        {
            // RFC 9112, 6.1: where this request ends is open, so nothing more that comes on its connection is read as another one.
            return new Problem(ProblemTypes.MalformedRequest, misframed) { Headers = [Problem.Header(HeaderNames.Connection, "close")] };
        }

        string? wrong = (first ? CheckConnection(headers.Connection) : CheckConnectionFields(headers))
            ?? CheckHost(headers.Host)
            ?? CheckFields(headers, out unwanted);
        if (wrong is not null)
            return new Problem(ProblemTypes.MalformedRequest, wrong);
        return headers.TryGetValue(HeaderNames.Expect, out StringValues expect) && !"100-continue".Equals(expect.ToString(), StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemTypes.ExpectationFailed, "Only 'Expect: 100-continue' is understood.")
            : null;
    }

    /// <summary>TRACE would tell what was added behind the gateway, and CONNECT asks for a tunnel. A contract cannot ask for either.</summary>
    private static Problem? CheckMethod(string method) => method is "TRACE" or "CONNECT"
        ? new Problem(ProblemTypes.MethodNotAllowed, $"{method} is taken nowhere.")
        {
            Headers = [Problem.Header(HeaderNames.Allow, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")],
        }
        : null;

    private static string? CheckFraming(HttpRequest request)
    {
        StringValues encoding = request.Headers.TransferEncoding;
        if (encoding.Count == 0)
            return null;
        // RFC 9112, 6.3: both at once is how requests are smuggled. The server moves the length aside and goes on.
        if (request.Headers.ContainsKey("X-Content-Length"))
            return "The request has both Transfer-Encoding and Content-Length.";
        // Of ", chunked" or "gzip, chunked" one reader makes something else than another.
        if (encoding.Count > 1 || !"chunked".Equals(encoding[0], StringComparison.OrdinalIgnoreCase))
            return "The only Transfer-Encoding is 'chunked', once.";
        return request.Protocol == "HTTP/1.0" ? "HTTP/1.0 has no Transfer-Encoding (RFC 9112, 6.1)." : null;
    }

    private static string? CheckConnection(StringValues connection) =>
        connection.Count > 0 && !AreHarmless(connection) ? "The Connection field names a header field." : null;

    /// <summary>RFC 9113, 8.2.2 and RFC 9114, 4.2: connections are not spoken of in fields. The server refuses Connection and TE itself.</summary>
    private static string? CheckConnectionFields(IHeaderDictionary headers) =>
        headers.TransferEncoding.Count > 0 || headers.Upgrade.Count > 0 || headers.KeepAlive.Count > 0 || headers.ContainsKey("Proxy-Connection")
            ? "The request has a field that only HTTP/1.1 has: Transfer-Encoding, Upgrade, Keep-Alive or Proxy-Connection."
            : null;

    private static string? CheckHost(StringValues host)
    {
        if (host.Count == 0 || string.IsNullOrEmpty(host[0]))
            return "The request has no Host.";
        ReadOnlySpan<char> name = host[0];
        int colon = name.LastIndexOf(':');
        // The server has seen to the form; only how large a port may be is left open.
        return colon >= 0 && !name[colon..].Contains(']') && name.Length > colon + 1 && !ushort.TryParse(name[(colon + 1)..], out _)
            ? "The Host has a port that does not exist."
            : null;
    }

    private static string? CheckFields(IHeaderDictionary headers, out List<string>? unwanted)
    {
        unwanted = null;
        foreach (var (name, values) in headers)
        {
            if (name.AsSpan().ContainsAnyExcept(NameCharacters))
                return "The name of a header field has a character that names do not have.";
            for (int i = 0; i < values.Count; i++)
            {
                if (values[i].AsSpan().ContainsAny(ControlCharacters))
                    return $"The header field {name} has a control character.";
            }

            if (UnwantedFields.Contains(name))
                (unwanted ??= []).Add(name);
        }

        // Which of two would count is anybody's guess, and it decides how the body is read.
        return headers.ContentType.Count > 1 ? "The request has more than one Content-Type." : null;
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
                if (!ConnectionOptions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(field.AsSpan()[range].Trim()))
                    return false;
            }
        }

        return true;
    }
}
