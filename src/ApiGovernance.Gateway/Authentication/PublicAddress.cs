using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Under which addresses callers know the gateway. What they sign names the address that they used, which differs from the one at which
/// the gateway listens when a proxy stands in front.
/// </summary>
internal sealed class PublicAddress(GatewayOptions options)
{
    private readonly string[] origins = [.. options.PublicUrls.Select(Origin)];

    /// <summary>Scheme and authority in lower case without the scheme's own port: of the options, else of the request itself.</summary>
    public IReadOnlyList<string> OriginsOf(HttpRequest request)
    {
        if (origins.Length > 0)
            return origins;
        return Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out Uri? own) ? [Origin(own)] : [];
    }

    public static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
}
