using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>Signs messages as Standard Webhooks says (https://www.standardwebhooks.com): <c>v1</c>, HMAC-SHA256.</summary>
internal static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";
    public const int SecretBytes = 32;

    public static string Text(byte[] secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <param name="secrets">Each gives a signature: while a secret is replaced, the receiver may know either.</param>
    public static string Of(IEnumerable<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, content))}"));
    }
}
