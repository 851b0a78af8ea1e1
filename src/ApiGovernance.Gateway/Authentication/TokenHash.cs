using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// A keyed hash of a token: what is remembered of tokens is found by it, so that no memory but the request's own, and the server's of a
/// connection's last request, holds a token. The key is made when the process starts and never leaves it, so that nobody can look for two
/// tokens with one hash.
/// </summary>
internal readonly record struct TokenHash(ulong A, ulong B)
{
    private static readonly ulong Key0 = NewKey();
    private static readonly ulong Key1 = NewKey();

    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        const int small = 4096;
        // Three bytes a character at most: a header can hold any Latin-1 character.
        int most = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> bytes = most <= small ? stackalloc byte[small] : new byte[most];
        var (a, b) = SipHash.Hash(Key0, Key1, bytes[..Encoding.UTF8.GetBytes(token, bytes)]);
        return new TokenHash(a, b);
    }

    // The bits of a good hash are as good as any mixture of them.
    public override int GetHashCode() => (int)A;

    private static ulong NewKey()
    {
        Span<byte> key = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(key);
        return MemoryMarshal.Read<ulong>(key);
    }
}
