using System.Net;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Under which addresses callers know the gateway. What they sign names the address that they used. A request's Host says nothing of that: who
/// relays a request that was signed for another server sends that server's name along.
/// </summary>
internal sealed class PublicAddress(GatewayOptions options)
{
    private readonly string[] bases = [.. options.PublicUrls.Select(Base).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether there is anything to hold a proof or a signature against.</summary>
    public bool IsKnown(HttpContext context) => bases.Length > 0 || IsCalledHere(context);

    /// <summary>
    /// What stands before a request's path: scheme and authority in lower case without the scheme's own port, and the path that a proxy in front
    /// takes away, without a slash at its end. Of several, the ones of the host that was called, if there are any.
    /// </summary>
    public IReadOnlyList<string> BasesOf(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (bases.Length == 1)
            return bases;
        if (bases.Length > 1)
        {
            string host = request.Host.Value?.ToLowerInvariant() ?? "";
            string[] called = Array.FindAll(bases, known => Split(known).Authority == host);
            return called.Length > 0 ? called : bases;
        }

        return IsCalledHere(context) && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out Uri? own) ? [Origin(own)] : [];
    }

    public static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    /// <summary>The parts of what <see cref="BasesOf"/> gives.</summary>
    public static (string Scheme, string Authority, string Path) Split(string known)
    {
        int authority = known.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = known.IndexOf('/', authority);
        return (known[..(authority - 3)], path < 0 ? known[authority..] : known[authority..path], path < 0 ? "" : known[path..]);
    }

    private static string Base(Uri url) => Origin(url) + url.AbsolutePath.TrimEnd('/');

    /// <summary>By a name that every machine has for itself, over a connection that did not leave it, at the port where we listen.</summary>
    private static bool IsCalledHere(HttpContext context)
    {
        HostString host = context.Request.Host;
        return context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local)
            && (host.Port ?? (context.Request.IsHttps ? 443 : 80)) == context.Connection.LocalPort
            && (host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host, out IPAddress? named) && IPAddress.IsLoopback(named)));
    }
}
