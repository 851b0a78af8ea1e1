using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Testing;

/// <summary>A token issuer with discovery and keys over loopback. Tokens are put together by hand, so that they can be wrong.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    private readonly List<(string Kid, RSA Key)> keys = [("key-1", RSA.Create(2048))];
    private LoopbackApp? app;
    private int keyFetches;

    public string Url => app!.BaseAddress.ToString().TrimEnd('/');

    public int KeyFetches => Volatile.Read(ref keyFetches);

    /// <summary>While set, discovery answers 500.</summary>
    public bool IsDown { get; set; }

    public RSA Key => keys[^1].Key;

    /// <summary>JSON Web Keys that it publishes beside its own.</summary>
    public List<JsonObject> MoreKeys { get; } = [];

    /// <summary>Takes the keys before the newest out of what it publishes.</summary>
    public bool Withdraws { get; set; }

    /// <summary>The audience of its tokens, unless a test says otherwise.</summary>
    public string Audience { get; init; } = "apigov-gateway";

    /// <summary>What it answers to introspection and token requests; null: it has no such endpoint.</summary>
    public Func<HttpContext, Task>? Endpoint { get; set; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static async Task<FakeIssuer> StartAsync(string audience = "apigov-gateway", TimeProvider? clock = null)
    {
        FakeIssuer issuer = new() { Audience = audience, Clock = clock ?? TimeProvider.System };
        issuer.app = await LoopbackApp.StartAsync(application => application.Run(issuer.AnswerAsync));
        return issuer;
    }

    public void Rotate() => keys.Add(($"key-{keys.Count + 1}", RSA.Create(2048)));

    public string Token(string client = "storefront", string scope = "orders.read orders.write", Action<JsonObject>? payload = null, Action<JsonObject>? header = null)
    {
        JsonObject head = new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = keys[^1].Kid };
        DateTimeOffset now = Clock.GetUtcNow();
        JsonObject claims = new()
        {
            ["iss"] = Url,
            ["aud"] = Audience,
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["sub"] = client,
            ["client_id"] = client,
            ["jti"] = Guid.NewGuid().ToString(),
            ["scope"] = scope,
        };
        header?.Invoke(head);
        payload?.Invoke(claims);
        return Sign(head.ToJsonString(), claims.ToJsonString());
    }

    public string Sign(string header, string payload)
    {
        string signed = $"{Encode(header)}.{Encode(payload)}";
        byte[] signature = keys[^1].Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, key) in keys)
            key.Dispose();
        await app!.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = 500;
            return;
        }

        if (context.Request.Path == "/.well-known/openid-configuration")
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { issuer = Url, jwks_uri = Url + "/keys" }));
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (Endpoint is null)
                context.Response.StatusCode = 404;
            else
                await Endpoint(context);
            return;
        }

        Interlocked.Increment(ref keyFetches);
        JsonArray published = [.. keys.Skip(Withdraws ? keys.Count - 1 : 0).Select(key => Published(key.Key, key.Kid)), .. MoreKeys.Select(key => key.DeepClone())];
        await context.Response.WriteAsync(new JsonObject { ["keys"] = published }.ToJsonString());
    }

    /// <summary>A key as a key set shows it.</summary>
    public static JsonObject Published(RSA key, string? kid)
    {
        JsonObject jwk = new() { ["kty"] = "RSA", ["use"] = "sig", ["n"] = Number(key, false), ["e"] = Number(key, true) };
        if (kid is not null)
            jwk["kid"] = kid;
        return jwk;
    }

    /// <summary>A key as a key set shows it.</summary>
    public static JsonObject Published(ECDsa key, string? kid)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        JsonObject jwk = new()
        {
            ["kty"] = "EC",
            ["crv"] = $"P-{key.KeySize}",
            ["x"] = Base64Url.EncodeToString(parameters.Q.X),
            ["y"] = Base64Url.EncodeToString(parameters.Q.Y),
        };
        if (kid is not null)
            jwk["kid"] = kid;
        return jwk;
    }

    private static string Number(RSA key, bool exponent)
    {
        RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
        return Base64Url.EncodeToString(exponent ? parameters.Exponent : parameters.Modulus);
    }
}
