using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Puts tokens together that no library would write.</summary>
internal static class Forge
{
    public const string Head = """{"alg":"RS256","typ":"at+jwt","kid":"key-1"}""";

    public static JsonObject Claims(FakeIssuer issuer, Action<JsonObject>? change = null)
    {
        DateTimeOffset now = issuer.Clock.GetUtcNow();
        JsonObject claims = new()
        {
            ["iss"] = issuer.Url,
            ["aud"] = issuer.Audience,
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["sub"] = "storefront",
            ["client_id"] = "storefront",
            ["jti"] = Guid.NewGuid().ToString(),
            ["scope"] = "orders.read orders.write",
        };
        change?.Invoke(claims);
        return claims;
    }

    public static string Header(string algorithm, string? kid = "key-1", Action<JsonObject>? change = null)
    {
        JsonObject head = new() { ["alg"] = algorithm, ["typ"] = "at+jwt" };
        if (kid is not null)
            head["kid"] = kid;
        change?.Invoke(head);
        return head.ToJsonString();
    }

    public static string Token(string header, string payload, Func<byte[], byte[]> sign)
    {
        string signed = $"{FakeIssuer.Encode(header)}.{FakeIssuer.Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static Func<byte[], byte[]> Rs256(RSA key) => bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static Func<byte[], byte[]> Ps256(RSA key) => bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    public static Func<byte[], byte[]> Es256(ECDsa key) => bytes => key.SignData(bytes, HashAlgorithmName.SHA256);

    public static Func<byte[], byte[]> Hs256(byte[] secret) => bytes => HMACSHA256.HashData(secret, bytes);

    public static Func<byte[], byte[]> Fixed(params byte[] signature) => _ => signature;
}
