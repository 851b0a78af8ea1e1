using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Catalog.Http.Idempotency;

/// <summary>An answer that can be given again.</summary>
internal sealed class GivenAnswer(int status, IReadOnlyList<KeyValuePair<string, StringValues>> headers, byte[] body) : IResult
{
    private const string Replayed = "Idempotency-Replayed";

    /// <summary>The caller was at fault for good, or it is done; what may be otherwise next time is not kept.</summary>
    public bool IsFinal => status is < 500 and not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests);

    public int Size => body.Length;

    /// <summary>The answer as it is given the first time: its headers are set already.</summary>
    public IResult First => new Once(this);

    /// <summary>Runs the result and keeps what it writes instead of sending it.</summary>
    public static async Task<GivenAnswer> OfAsync(HttpContext http, IResult result)
    {
        Stream sent = http.Response.Body;
        using MemoryStream kept = new();
        http.Response.Body = kept;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = sent;
        }

        return new GivenAnswer(http.Response.StatusCode, [.. http.Response.Headers], kept.ToArray());
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        foreach ((string name, StringValues values) in headers)
            httpContext.Response.Headers[name] = values;
        httpContext.Response.Headers[Replayed] = "true";
        return SendAsync(httpContext);
    }

    private Task SendAsync(HttpContext http)
    {
        http.Response.StatusCode = status;
        return body.Length == 0 ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private sealed class Once(GivenAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => answer.SendAsync(httpContext);
    }
}
