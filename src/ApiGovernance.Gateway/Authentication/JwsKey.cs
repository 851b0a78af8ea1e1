using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>A public key from a JSON Web Key (RFC 7517), with the algorithms that it may be used for.</summary>
internal sealed class JwsKey
{
    private const int MinRsaBytes = 2048 / 8;
    private const int MaxRsaBytes = 8192 / 8;

    private readonly RSAParameters? rsa;
    private readonly ECParameters? curve;

    private JwsKey(string? keyId, string? only, RSAParameters rsa) => (KeyId, Only, this.rsa) = (keyId, only, rsa);

    private JwsKey(string? keyId, string? only, ECParameters curve, int bits) => (KeyId, Only, this.curve, Bits) = (keyId, only, curve, bits);

    public string? KeyId { get; }

    /// <summary>The one algorithm that it is for; null where it does not say.</summary>
    public string? Only { get; }

    private int Bits { get; }

    /// <returns>Null for a key that is not meant for signatures, is too weak, malformed or of a kind that is not known.</returns>
    public static JwsKey? Of(JsonElement jwk)
    {
        // A `use` other than sig is a mismatch, and so are key_ops without verify (RFC 7517, 4.2 and 4.3).
        if (jwk.ValueKind != JsonValueKind.Object
            || (jwk.TryGetProperty("use", out _) && TokenClaims.Text(jwk, "use") != "sig")
            || (jwk.TryGetProperty("key_ops", out JsonElement operations) && !Allows(operations))
            || (jwk.TryGetProperty("kid", out _) && TokenClaims.Text(jwk, "kid") is null)
            || (jwk.TryGetProperty("alg", out _) && TokenClaims.Text(jwk, "alg") is null))
            return null;
        string? keyId = TokenClaims.Text(jwk, "kid");
        string? only = TokenClaims.Text(jwk, "alg");
        try
        {
            switch (TokenClaims.Text(jwk, "kty"))
            {
                case "RSA" when Number(jwk, "n") is { Length: >= MinRsaBytes and <= MaxRsaBytes } modulus && Number(jwk, "e") is { Length: > 0 and <= 8 } exponent:
                    return new JwsKey(keyId, only, new RSAParameters { Modulus = modulus, Exponent = exponent });
                case "EC" when Curve(TokenClaims.Text(jwk, "crv")) is var (named, bits) && Number(jwk, "x") is { } x && Number(jwk, "y") is { } y:
                    ECParameters parameters = new() { Curve = named, Q = new ECPoint { X = x, Y = y } };
                    // A point that is not on the curve is told here, and not at the first token.
                    using (ECDsa.Create(parameters))
                        return new JwsKey(keyId, only, parameters, bits);
                default:
                    return null;
            }
        }
        catch (Exception error) when (error is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a signature of this algorithm can be one of this key's.</summary>
    public bool Fits(string algorithm) => (Only is null || Only == algorithm)
        && (rsa is not null ? algorithm is "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512" : algorithm == $"ES{(Bits == 521 ? 512 : Bits)}");

    public bool Verify(string algorithm, byte[] signed, byte[] signature)
    {
        if (!Fits(algorithm))
            return false;
        HashAlgorithmName hash = algorithm[2..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
        try
        {
            // Made anew for each signature: these objects are not made for several threads, and a token is verified once.
            if (rsa is { } numbers)
            {
                using var key = RSA.Create(numbers);
                return key.VerifyData(signed, signature, hash, algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
            }

            using var point = ECDsa.Create(curve!.Value);
            return point.VerifyData(signed, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The key's thumbprint (RFC 7638): SHA-256 over its required members.</summary>
    public string Thumbprint()
    {
        string canonical = rsa is { } numbers
            ? $$"""{"e":"{{Text(numbers.Exponent!)}}","kty":"RSA","n":"{{Text(numbers.Modulus!)}}"}"""
            : $$"""{"crv":"P-{{Bits}}","kty":"EC","x":"{{Text(curve!.Value.Q.X!)}}","y":"{{Text(curve.Value.Q.Y!)}}"}""";
        return Text(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)));

        static string Text(byte[] number) => Base64Url.EncodeToString(number);
    }

    private static bool Allows(JsonElement operations) => operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"));

    private static (ECCurve Curve, int Bits)? Curve(string? name) => name switch
    {
        "P-256" => (ECCurve.NamedCurves.nistP256, 256),
        "P-384" => (ECCurve.NamedCurves.nistP384, 384),
        "P-521" => (ECCurve.NamedCurves.nistP521, 521),
        _ => null,
    };

    private static byte[]? Number(JsonElement jwk, string name) => TokenClaims.Text(jwk, name) is { } text ? Base64Url.DecodeFromChars(text) : null;
}
