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

    /// <summary>The audience of its tokens, unless a test says otherwise.</summary>
    public string Audience { get; init; } = "apigov-gateway";

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

        Interlocked.Increment(ref keyFetches);
        var published = keys.ConvertAll(key => new { kty = "RSA", use = "sig", kid = key.Kid, n = Number(key.Key, false), e = Number(key.Key, true) });
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { keys = published }));
    }

    private static string Number(RSA key, bool exponent)
    {
        RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
        return Base64Url.EncodeToString(exponent ? parameters.Exponent : parameters.Modulus);
    }
}
