using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Identity.Clients;

/// <summary>
/// Makes, hashes and verifies client secrets. One HMAC-SHA-256 with a salt is enough because a secret is 256 random bits:
/// there is nothing to guess, so a slow password hash would only make token requests slow.
/// </summary>
public static class ClientSecrets
{
    private const int SecretBytes = 32;

    /// <summary>A new secret: 256 random bits as 43 characters of base64url.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The hash to keep, with a salt of its own.</summary>
    public static SecretHash Hash(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var salt = RandomNumberGenerator.GetBytes(SecretHash.SaltBytes);
        return new SecretHash(salt, HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>Whether the secret is the one that was hashed, in a time that does not depend on where they differ.</summary>
    public static bool Verify(string secret, SecretHash expected)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(expected);
        Span<byte> actual = stackalloc byte[SecretHash.HashBytes];
        HMACSHA256.HashData(expected.Salt, Encoding.UTF8.GetBytes(secret), actual);
        return CryptographicOperations.FixedTimeEquals(actual, expected.Hash);
    }
}
