using System.Diagnostics;
using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Observability;

/// <summary>One id per request for people: the client's own if it sent a usable one, else the trace's, else a new one.</summary>
internal static class Correlation
{
    private const int MaxLength = 128;

    public static string IdOf(HttpRequest request)
    {
        StringValues sent = request.Headers[ResponseHeaders.CorrelationId];
        if (sent.Count == 1 && sent[0] is { Length: > 0 and <= MaxLength } id && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0)
            return id;
        return Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : ActivityTraceId.CreateRandom().ToHexString();
    }
}
