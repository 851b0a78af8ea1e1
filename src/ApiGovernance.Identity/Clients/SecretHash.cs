using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace ApiGovernance.Identity.Clients;

/// <summary>
/// The salted hash of a client secret. Its text form, <c>hmac-sha256$salt$hash</c> (base64url), is what a store keeps.
/// </summary>
public sealed class SecretHash
{
    internal const int SaltBytes = 16;
    internal const int HashBytes = 32;
    private const string Scheme = "hmac-sha256";

    private readonly byte[] salt;
    private readonly byte[] hash;

    internal SecretHash(byte[] salt, byte[] hash)
    {
        this.salt = salt;
        this.hash = hash;
    }

    internal ReadOnlySpan<byte> Salt => salt;

    internal ReadOnlySpan<byte> Hash => hash;

    /// <summary>A hash that was made elsewhere in the same way: HMAC-SHA-256 of the secret with a salt of 16 bytes as its key.</summary>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public static SecretHash FromParts(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> hash) => salt.Length == SaltBytes && hash.Length == HashBytes
        ? new SecretHash(salt.ToArray(), hash.ToArray())
        : throw new ArgumentException($"A salt has {SaltBytes} bytes and a hash {HashBytes}; here they have {salt.Length} and {hash.Length}.");

    /// <summary>Reads the text form; <c>false</c> when the text is not one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretHash? secretHash)
    {
        secretHash = text?.Split('$') is [Scheme, var salt, var hash]
            && TryDecode(salt, SaltBytes, out var saltBytes)
            && TryDecode(hash, HashBytes, out var hashBytes)
                ? new SecretHash(saltBytes, hashBytes)
                : null;
        return secretHash is not null;
    }

    /// <summary>The text form, fit for a store. It does not give the secret away.</summary>
    public override string ToString() => $"{Scheme}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}";

    private static bool TryDecode(string text, int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = Base64Url.IsValid(text, out var decoded) && decoded == length ? Base64Url.DecodeFromChars(text) : null;
        return bytes is not null;
    }
}
