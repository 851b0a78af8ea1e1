using System.Security.Cryptography;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http.Idempotency;

/// <summary>
/// Answers a POST that is repeated with its <c>Idempotency-Key</c> as it was answered before (draft-ietf-httpapi-idempotency-key-header).
/// Keys are kept in this process for an hour: a control plane that was started anew has forgotten them.
/// </summary>
internal sealed class IdempotentPosts(TimeProvider clock)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    private readonly GivenAnswers _answers = new(clock);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Headers[Header].Count == 0)
            return await next(context);
        if (KeyOf(http.Request) is not { } key)
        {
            return Answers.Problem(http, new Refusal(
                CatalogProblemTypes.ParameterInvalid, $"`{Header}` must be one text of 1 to {LongestKey} visible ASCII characters."));
        }

        ReadOnlyMemory<byte> body = await RequestBody.ReadWholeAsync(http.Request, RequestBody.MaxBytes, http.RequestAborted);
        http.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        string call = string.Join('\n', Caller.Actor(http).Name, http.Request.Path, http.Request.QueryString, key);
        string content = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        switch (_answers.Begin(call, content))
        {
            case { Running: true }:
                http.Response.Headers.RetryAfter = "1";
                return Answers.Problem(http, new Refusal(CatalogProblemTypes.IdempotencyInProgress, $"The call with the key `{key}` is still running."));
            case { OtherContent: true }:
                return Answers.Problem(http, new Refusal(CatalogProblemTypes.IdempotencyKeyReused, $"The key `{key}` came with another body before."));
            case { Answer: { } given }:
                return given;
            default:
                return await AnswerAsync(context, next, call);
        }
    }

    private async Task<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string call)
    {
        GivenAnswer? given = null;
        try
        {
            object? result = await next(context);
            given = await GivenAnswer.OfAsync(context.HttpContext, (IResult)result!);
            return given.First;
        }
        finally
        {
            _answers.End(call, given);
        }
    }

    /// <summary>A text in quotes (a structured field) or bare, as most clients send it.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ } written])
            return null;
        string key = written is ['"', .., '"'] ? written[1..^1] : written;
        return key.Length is > 0 and <= LongestKey && key.All(letter => letter is > ' ' and < '\u007f') ? key : null;
    }
}
