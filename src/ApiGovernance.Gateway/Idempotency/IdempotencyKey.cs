using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>A key with the scope that it means something in: the same text of another consumer, API version or operation is another key.</summary>
public sealed record IdempotencyKey(string Consumer, string Api, string Version, string Operation, string Key)
{
    /// <summary>
    /// What it is stored under: SHA-256 over the five texts, each behind its length, as 64 hex digits. Whoever reads the store's
    /// index learns no keys, and no key is too long or too odd for it.
    /// </summary>
    public string Id()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Consumer);
        Add(hash, Api);
        Add(hash, Version);
        Add(hash, Operation);
        Add(hash, Key);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Adds a text so that no two lists of texts are the same bytes.</summary>
    internal static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
