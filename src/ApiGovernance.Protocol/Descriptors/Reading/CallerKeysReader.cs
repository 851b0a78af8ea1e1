using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What a consumer proves itself with beside tokens: client certificates and keys for signatures.</summary>
internal static class CallerKeysReader
{
    private const int MaxKeys = 20;

    private static readonly TextRule Fingerprint = new(
        "SHA-256 of a certificate: 64 hex digits, with or without colons",
        v => Hex(v) is { Length: 64 } hex && hex.All(char.IsAsciiHexDigit), "`openssl x509 -in FILE -noout -fingerprint -sha256` tells it.");

    private static readonly TextRule Subject = new(
        "a distinguished name (RFC 4514)", IsName, "`openssl x509 -in FILE -noout -subject -nameopt RFC2253` tells it, such as CN=edi.example.com,O=Example.");

    private static readonly TextRule KeyId = new(
        "1 to 200 printable ASCII characters without quotes and backslashes",
        v => v.Length is > 0 and <= 200 && v.All(c => c is > ' ' and <= '~' and not ('"' or '\\')), "Write it like northwind-2026.");

    private static readonly TextRule PublicKey = new(
        "a public key in PEM (BEGIN PUBLIC KEY) or the base64 of its SubjectPublicKeyInfo", v => ConsumerKeys.Bytes(v) is not null, "`openssl pkey -in FILE -pubout` writes it.");

    public static IReadOnlyList<ConsumerCertificate> Certificates(NodeReader spec) =>
        spec.List("certificates", Certificate, minimum: 1, maximum: MaxKeys);

    public static IReadOnlyList<ConsumerSignatureKey> SignatureKeys(NodeReader spec)
    {
        var names = new UniqueNames("key");
        return spec.List("signatureKeys", item => SignatureKey(item, names), minimum: 1, maximum: MaxKeys);
    }

    private static ConsumerCertificate Certificate(NodeReader item)
    {
        item.ExactlyOne(
            "descriptor-credential", "Write `sha256` (this very certificate) or `subject` with `authority` (any certificate that it issues for the subject).", "sha256", "subject");
        bool bySubject = item.Has("subject");
        if (!bySubject && item.Has("authority"))
            item.Wrong("descriptor-credential", "authority", "has no `subject` that it would vouch for.", "Add `subject`, or leave `authority` out.");
        return new ConsumerCertificate
        {
            Sha256 = item.OptionalText("sha256", Fingerprint) is { } sha256 ? Hex(sha256) : null,
            Subject = item.OptionalText("subject", Subject),
            Authority = bySubject ? Hex(item.Text("authority", Fingerprint)) : item.OptionalText("authority", Fingerprint),
        };
    }

    private static ConsumerSignatureKey SignatureKey(NodeReader item, UniqueNames names)
    {
        string keyId = names.Read(item, "keyId", KeyId);
        string algorithm = item.Word("algorithm", ConsumerSignatureKey.Algorithms, required: true) ?? "";
        bool shared = algorithm == ConsumerSignatureKey.SharedSecretAlgorithm;
        var key = new ConsumerSignatureKey(keyId, algorithm)
        {
            PublicKey = shared ? item.OptionalText("publicKey", PublicKey) : item.Text("publicKey", PublicKey),
            Secret = shared ? item.Text("secret", TextRule.Secret) : item.OptionalText("secret", TextRule.Secret),
        };
        if (shared && item.Has("publicKey"))
            item.Wrong("descriptor-credential", "publicKey", $"does not belong to {algorithm}, whose two sides share a secret.", "Remove it.");
        if (!shared && item.Has("secret"))
            item.Wrong("descriptor-credential", "secret", $"does not belong to {algorithm}, which has a public key.", "Remove it.");
        if (!shared && key.PublicKey is { Length: > 0 } text && algorithm.Length > 0 && !ConsumerKeys.Fits(text, algorithm))
            item.Wrong("descriptor-credential", "publicKey", $"is no key for {algorithm}.", "Use a key on P-256 for ECDSA, one of at least 2048 bits for RSA, an Ed25519 key for ed25519.");
        return key;
    }

    private static string Hex(string text) => text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();

    private static bool IsName(string text)
    {
        try
        {
            return text.Length is > 0 and <= 500 && new X500DistinguishedName(text).Name.Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
