using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Protocol.Keys;

/// <summary>
/// An API key, <c>agk_ID_SECRET</c>: a public id of 12 characters by which it is found, and a secret of 43 random characters (256 bits)
/// with 6 that check the whole, so that scanners of sources and logs recognise a key without asking anybody.
/// </summary>
/// <remarks>
/// One HMAC-SHA-256 with a salt is enough to keep it: there is nothing to guess in 256 random bits, and a slow hash would only make
/// calls slow.
/// </remarks>
public static class ApiKey
{
    public const string Prefix = "agk_";
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 12;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int Length = 4 + IdLength + 1 + SecretLength + ChecksumLength;

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdLetters);
    private static readonly SearchValues<char> Characters = SearchValues.Create(Letters);

    public static (string Id, string Key) Generate()
    {
        string id = RandomNumberGenerator.GetString(IdLetters, IdLength);
        string body = $"{Prefix}{id}_{RandomNumberGenerator.GetString(Letters, SecretLength)}";
        return (id, body + Checksum(body));
    }

    /// <summary>The id of what has the form of a key; null for everything else, misspelt keys included.</summary>
    public static string? IdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != Length || !key.StartsWith(Prefix, StringComparison.Ordinal) || key[Prefix.Length + IdLength] != '_')
            return null;
        ReadOnlySpan<char> id = key.AsSpan(Prefix.Length, IdLength);
        ReadOnlySpan<char> rest = key.AsSpan(Prefix.Length + IdLength + 1);
        return !id.ContainsAnyExcept(IdCharacters) && !rest.ContainsAnyExcept(Characters) && rest[SecretLength..].SequenceEqual(Checksum(key[..^ChecksumLength]))
            ? id.ToString()
            : null;
    }

    public static byte[] Hash(string key, ReadOnlySpan<byte> salt) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(key));

    /// <summary>Whether the key is the one that was hashed, in a time that does not depend on where they differ.</summary>
    public static bool Verify(string key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> expected)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> actual = stackalloc byte[HashBytes];
        if (!Encoding.UTF8.TryGetBytes(key, bytes, out int written))
            return false;
        HMACSHA256.HashData(salt, bytes[..written], actual);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    /// <summary>CRC-32 (ISO 3309) in base 62.</summary>
    private static string Checksum(string text)
    {
        uint crc = uint.MaxValue;
        foreach (char letter in text)
        {
            crc ^= letter;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        uint rest = ~crc;
        Span<char> digits = stackalloc char[ChecksumLength];
        for (int i = ChecksumLength - 1; i >= 0; i--, rest /= 62)
            digits[i] = Letters[(int)(rest % 62)];
        return new string(digits);
    }
}
