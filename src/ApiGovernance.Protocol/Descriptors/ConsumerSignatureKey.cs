namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A key with which a consumer signs its requests (RFC 9421).</summary>
/// <param name="KeyId">The value of <c>keyid</c>.</param>
/// <param name="Algorithm">One of <see cref="Algorithms"/>; a signature that says another is refused.</param>
public sealed record ConsumerSignatureKey(string KeyId, string Algorithm)
{
    public const string SharedSecretAlgorithm = "hmac-sha256";

    public static IReadOnlyList<string> Algorithms { get; } = ["ed25519", "ecdsa-p256-sha256", "rsa-pss-sha512", SharedSecretAlgorithm];

    /// <summary>SubjectPublicKeyInfo in PEM, or its base64; null for a shared secret.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Where gateways find the shared secret; see <see cref="SecretReference"/>.</summary>
    public string? Secret { get; init; }
}
