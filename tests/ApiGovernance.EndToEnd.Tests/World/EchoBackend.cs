using System.Text;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>What a back end saw of a request.</summary>
/// <param name="Path">As it was on the wire, without the query.</param>
/// <param name="Query">As it was on the wire, with its question mark; empty without one.</param>
internal sealed record Echo(string Method, string Path, string Query, Dictionary<string, string> Headers, string Body);

/// <summary>A back end that answers every request with 200 and what it saw.</summary>
internal static class EchoBackend
{
    public static Task<LoopbackApp> StartAsync() => LoopbackApp.StartAsync(app => app.Run(AnswerAsync));

    public static async Task AnswerAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] parts = target.Split('?', 2);
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        await context.Response.WriteAsJsonAsync(new Echo(
            context.Request.Method,
            parts[0],
            parts.Length == 2 ? "?" + parts[1] : "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted)));
    }
}
