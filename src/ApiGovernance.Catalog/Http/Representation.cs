using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>A body with its strong entity tag; a reader that has it already is told so (RFC 9110, 13.1.2).</summary>
/// <param name="tag">Without quotes; null: made of the bytes, when they are read.</param>
internal sealed class Representation(ReadOnlyMemory<byte> body, string contentType, int status, string? tag = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpRequest request = httpContext.Request;
        HttpResponse response = httpContext.Response;
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (tag is not null || (reads && response.Headers.ETag.Count == 0))
            response.Headers.ETag = $"\"{tag ?? TagOf(body.Span)}\"";
        if (reads && response.Headers.CacheControl.Count == 0)
            // What a record was a moment ago is never good enough, but asking whether it has changed is cheap.
            response.Headers.CacheControl = "private, no-cache";
        if (reads && status == StatusCodes.Status200OK && Caller.HasAlready(request, response.Headers.ETag.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    public static string TagOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
}
