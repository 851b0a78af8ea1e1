using System.Net;

namespace ApiGovernance.Gateway.Routing.Canary;

/// <summary>
/// A number from 0 to 9999 that a name always has, on every gateway and after every start: the runtime's own hashes differ from
/// process to process.
/// </summary>
internal static class StickyBucket
{
    public const int Count = 10_000;

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>What the buckets of one version begin with, so that the first consumers of every canary are not always the same.</summary>
    public static ulong Seed(string text) => Fold(Offset, text);

    public static int Of(ulong seed, string name) => Mix(Fold(seed, name));

    public static int Of(ulong seed, IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        // The same client has one address, whichever way the socket writes it.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.TryWriteBytes(bytes, out int length) ? Mix(Fold(seed, bytes[..length])) : 0;
    }

    // FNV-1a; the finalizer of MurmurHash3 spreads it over all bits.
    private static ulong Fold(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char character in text)
            hash = (hash ^ character) * Prime;
        return hash;
    }

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }

    private static int Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return (int)((hash ^ (hash >> 33)) % Count);
    }
}
