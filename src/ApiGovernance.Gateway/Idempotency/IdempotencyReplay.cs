using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Gives a stored answer again, marked as such.</summary>
internal static class IdempotencyReplay
{
    public const string Marker = "Idempotency-Replayed";

    public static async Task WriteAsync(Exchange exchange, StoredResponse stored)
    {
        HttpResponse response = exchange.Context.Response;
        response.StatusCode = stored.Status;
        ReplayedHeaders.Apply(stored.Headers, response.Headers);
        response.Headers[Marker] = "true";
        ResponseHeaders.Apply(exchange, response.Headers);
        exchange.IsAnswered = true;
        if (stored.Body is not { Length: > 0 } body)
            return;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, exchange.Context.RequestAborted).ConfigureAwait(false);
    }
}
