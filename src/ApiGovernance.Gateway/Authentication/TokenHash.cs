using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>SHA-256 of a token: what is remembered of tokens is found by it, so that no memory but the request's own holds a token.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Bytes(token, hash);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(hash);
        return new(words[0], words[1], words[2], words[3]);
    }

    /// <summary>The 32 bytes of the hash.</summary>
    public static void Bytes(ReadOnlySpan<char> token, Span<byte> hash)
    {
        const int small = 4096;
        // Three bytes a character at most: a header can hold any Latin-1 character.
        int most = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> bytes = most <= small ? stackalloc byte[small] : new byte[most];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(token, bytes)], hash);
    }

    // The bits of a cryptographic hash are as good as any mixture of them.
    public override int GetHashCode() => (int)A;
}
