using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Catalog.Http;

/// <summary>Holds what a body says of itself against what an operation takes.</summary>
internal static class MediaTypes
{
    /// <param name="shown">How many of the types are named to callers; the others are taken for old clients' sake.</param>
    /// <exception cref="BodyRefusedException">Another type, charset or coding.</exception>
    public static void Require(HttpRequest request, string[] taken, int shown)
    {
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding and not "identity")
            throw Refuse(request, taken[..shown], $"The body is coded as `{coding}`; send it as it is.");
        // A body that says nothing of itself is read as what the operation takes.
        if (request.Headers.ContentType.Count == 0)
            return;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !Takes(taken, type))
            throw Refuse(request, taken[..shown], $"The operation does not take `{request.ContentType}`; send {string.Join(" or ", taken[..shown])}.");
        if (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw Refuse(request, taken[..shown], $"The body is in {type.Charset}; send UTF-8.");
    }

    private static bool Takes(string[] taken, MediaTypeHeaderValue type) =>
        taken.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        || (type.Suffix.HasValue && taken.Contains($"application/{type.Suffix.Value}", StringComparer.OrdinalIgnoreCase));

    private static BodyRefusedException Refuse(HttpRequest request, string[] shown, string detail)
    {
        request.HttpContext.Response.Headers.Accept = string.Join(", ", shown);
        return new BodyRefusedException(new Refusal(CatalogProblemTypes.UnsupportedMediaType, detail));
    }
}
