using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>An issuer that publishes what a test tells it to, or answers as no issuer should.</summary>
internal sealed class OddIssuer : IAsyncDisposable
{
    private LoopbackApp? app;
    private int fetches;

    public string Url => app!.BaseAddress.ToString().TrimEnd('/');

    public List<JsonObject> Keys { get; } = [];

    /// <summary>How often its keys were asked for.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    /// <summary>Answers in its place; null: its discovery document and its keys.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public static async Task<OddIssuer> StartAsync()
    {
        OddIssuer issuer = new();
        issuer.app = await LoopbackApp.StartAsync(application => application.Run(issuer.AnswerAsync));
        return issuer;
    }

    public TokenIssuer Descriptor(string name = "main") => new(name, Url) { Audiences = ["apigov-gateway"] };

    public string Claims(TimeProvider clock, Action<JsonObject>? change = null)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new() { ["iss"] = Url, ["aud"] = "apigov-gateway", ["exp"] = now + 600, ["client_id"] = "storefront", ["scope"] = "orders.read" };
        change?.Invoke(claims);
        return claims.ToJsonString();
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        bool forKeys = context.Request.Path == "/keys";
        if (forKeys)
            Interlocked.Increment(ref fetches);
        if (Answer is { } answer)
            return answer(context);
        return context.Response.WriteAsync(forKeys
            ? new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.DeepClone())]) }.ToJsonString()
            : new JsonObject { ["issuer"] = Url, ["jwks_uri"] = Url + "/keys" }.ToJsonString());
    }
}
