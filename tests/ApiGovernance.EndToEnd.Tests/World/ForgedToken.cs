using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>Tokens that the embedded authority would not issue, made from one that it has issued.</summary>
internal static class ForgedToken
{
    /// <summary>The same token with other claims, signed with the authority's own key.</summary>
    public static string Signed(string token, string dataDirectory, Action<JsonObject> change)
    {
        string[] parts = token.Split('.');
        JsonObject claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change(claims);
        string content = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        using RSA key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(dataDirectory, "authority", "signing-key.pem")));
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The same token with other claims and the signature that it had.</summary>
    public static string Tampered(string token, Action<JsonObject> change)
    {
        string[] parts = token.Split('.');
        JsonObject claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change(claims);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }
}
