using System.Text.Json;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Catalog.Http.Idempotency;

/// <summary>An answer that can be given again.</summary>
internal sealed class GivenAnswer(int status, IReadOnlyList<KeyValuePair<string, StringValues>> headers, byte[] body) : IResult
{
    private const string Replayed = "Idempotency-Replayed";

    /// <summary>
    /// It was done, or looked at and refused. A call that was not even read, or not let through, has not been made: its key is free for the
    /// call that was meant.
    /// </summary>
    public bool IsFinal => status is < 500 and not (
        StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge
        or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status429TooManyRequests);

    public int Size => body.Length;

    /// <summary>What is kept: an answer that must not be kept is remembered as given, without what it held.</summary>
    public GivenAnswer Kept(string instance)
    {
        bool secret = status < 300 && headers.Any(header => header.Key == HeaderNames.CacheControl && header.Value.ToString().Contains("no-store", StringComparison.Ordinal));
        if (!secret)
            return this;
        CatalogProblemType gone = CatalogProblemTypes.IdempotencyAnswerGone;
        CatalogProblem problem = new(gone.Uri, gone.Title, gone.Status) { Detail = "Look whether what was made is there; remove it and call with a new key.", Instance = instance };
        return new GivenAnswer(
            gone.Status, [KeyValuePair.Create(HeaderNames.ContentType, new StringValues("application/problem+json"))],
            JsonSerializer.SerializeToUtf8Bytes(problem, ProtocolJson.Options));
    }

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
