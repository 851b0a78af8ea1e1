using System.Net;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Under which addresses callers know the gateway. What they sign names the address that they used. A request's Host says nothing of that: who
/// relays a request that was signed for another server sends that server's name along.
/// </summary>
internal sealed class PublicAddress(GatewayOptions options)
{
    private readonly string[] origins = [.. options.PublicUrls.Select(Origin).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether there is anything to hold a proof or a signature against.</summary>
    public bool IsKnown(HttpContext context) => origins.Length > 0 || IsCalledHere(context);

    /// <summary>Scheme and authority in lower case without the scheme's own port. Of several, the ones of the host that was called, if there are any.</summary>
    public IReadOnlyList<string> OriginsOf(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (origins.Length == 1)
            return origins;
        if (origins.Length > 1)
        {
            string end = "://" + request.Host.Value?.ToLowerInvariant();
            string[] called = Array.FindAll(origins, origin => origin.EndsWith(end, StringComparison.Ordinal));
            return called.Length > 0 ? called : origins;
        }

        return IsCalledHere(context) && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out Uri? own) ? [Origin(own)] : [];
    }

    public static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    /// <summary>By a name that every machine has for itself, over a connection that did not leave it, at the port where we listen.</summary>
    private static bool IsCalledHere(HttpContext context)
    {
        HostString host = context.Request.Host;
        return context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local)
            && (host.Port ?? (context.Request.IsHttps ? 443 : 80)) == context.Connection.LocalPort
            && (host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host, out IPAddress? named) && IPAddress.IsLoopback(named)));
    }
}
