using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>A consumer's key for signatures, ready to verify with.</summary>
internal sealed class SignatureKey(ConsumerSignatureKey key, ConsumerModel consumer, TokenIdentity identity, GatewaySecrets secrets)
{
    private readonly byte[] publicKey = key.PublicKey is { } text ? ConsumerKeys.Bytes(text) ?? [] : [];

    public string Algorithm => key.Algorithm;

    public ConsumerModel Consumer => consumer;

    public TokenIdentity Identity => identity;

    public bool Verify(byte[] message, byte[] signature)
    {
        try
        {
            switch (key.Algorithm)
            {
                case "ecdsa-p256-sha256":
                    using (var curve = ECDsa.Create())
                    {
                        curve.ImportSubjectPublicKeyInfo(publicKey, out _);
                        return curve.KeySize == 256 && curve.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
                    }

                case "rsa-pss-sha512":
                    using (RSA? rsa = ConsumerKeys.Rsa(publicKey))
                        return rsa?.VerifyData(message, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss) == true;
                case "ed25519":
                    return ConsumerKeys.Ed25519(publicKey) is { } point && Ed25519.Verify(point, message, signature);
                case ConsumerSignatureKey.SharedSecretAlgorithm:
                    return Secret() is { } secret && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, message), signature);
                default:
                    return false;
            }
        }
        catch (Exception error) when (error is CryptographicException or System.Formats.Asn1.AsnContentException)
        {
            return false;
        }
    }

    /// <summary>
    /// What of a signature nobody but its signer could have written otherwise. To each ECDSA signature (r, s) there is another, (r, n - s), for
    /// whoever reads it.
    /// </summary>
    public ReadOnlySpan<byte> Unforgeable(byte[] signature) => key.Algorithm == "ecdsa-p256-sha256" ? signature.AsSpan(0, signature.Length / 2) : signature;

    /// <summary>A secret of random bytes is kept as <c>base64:</c> and its base64; any other is taken as it is written.</summary>
    private byte[]? Secret()
    {
        const string encoded = "base64:";
        if (key.Secret is not { } reference || secrets.Read(reference) is not { } text)
            return null;
        if (!text.StartsWith(encoded, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(text);
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[encoded.Length..], bytes, out int length) ? bytes[..length] : null;
    }
}
