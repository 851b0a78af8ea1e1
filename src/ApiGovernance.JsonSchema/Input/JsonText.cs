using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ApiGovernance.JsonSchema.Input;

/// <summary>
/// The tokens of JSON (RFC 8259), found in a text given as the reference of its first byte and its length.
/// Every read is preceded by a comparison with <c>end</c>, the length: a vector is loaded at <c>p</c> only when
/// <c>end - p &gt;= Count</c>, a single byte only when <c>p &lt; end</c>. So no text, however short or cut off, is read past its end.
/// </summary>
internal static class JsonText
{
    /// <summary>Where the next quote, backslash or control character is, at or after <paramref name="p"/>; <paramref name="end"/> if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringStop(ref byte text, int p, int end)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            while (end - p >= Vector256<byte>.Count)
            {
                Vector256<byte> v = Vector256.LoadUnsafe(ref text, (nuint)p);
                Vector256<byte> stops = Vector256.Equals(v, Vector256.Create((byte)'"'))
                    | Vector256.Equals(v, Vector256.Create((byte)'\\'))
                    | Vector256.LessThan(v, Vector256.Create((byte)0x20));
                uint bits = stops.ExtractMostSignificantBits();
                if (bits != 0)
                    return p + System.Numerics.BitOperations.TrailingZeroCount(bits);
                p += Vector256<byte>.Count;
            }
        }

        return ShortStringStop(ref text, p, end);
    }

    /// <summary>The first byte at or after <paramref name="p"/> that is not white space; <paramref name="end"/> if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipSpace(ref byte text, int p, int end) =>
        p < end && Unsafe.Add(ref text, p) > 0x20 ? p : SkipLongSpace(ref text, p, end);

    /// <summary>Whether an exponent (from its <c>e</c> on) is well formed; gives its end.</summary>
    public static bool Exponent(ref byte text, ref int p, int end)
    {
        p++;
        if (p < end && Unsafe.Add(ref text, p) is (byte)'+' or (byte)'-')
            p++;
        int first = p;
        while (p < end && (uint)(Unsafe.Add(ref text, p) - '0') <= 9)
            p++;
        return p > first;
    }

    // The last bytes of a text, where no whole vector of 32 bytes is left.
    private static int ShortStringStop(ref byte text, int p, int end)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            while (end - p >= Vector128<byte>.Count)
            {
                Vector128<byte> v = Vector128.LoadUnsafe(ref text, (nuint)p);
                Vector128<byte> stops = Vector128.Equals(v, Vector128.Create((byte)'"'))
                    | Vector128.Equals(v, Vector128.Create((byte)'\\'))
                    | Vector128.LessThan(v, Vector128.Create((byte)0x20));
                uint bits = stops.ExtractMostSignificantBits();
                if (bits != 0)
                    return p + System.Numerics.BitOperations.TrailingZeroCount(bits);
                p += Vector128<byte>.Count;
            }
        }

        while (p < end && Unsafe.Add(ref text, p) is not ((byte)'"' or (byte)'\\' or < 0x20))
            p++;
        return p;
    }

    // Pretty-printed texts have a line feed and many blanks between tokens.
    private static int SkipLongSpace(ref byte text, int p, int end)
    {
        while (p < end && Unsafe.Add(ref text, p) is 0x20 or 0x0A or 0x0D or 0x09)
        {
            p++;
            if (Vector128.IsHardwareAccelerated && end - p >= Vector128<byte>.Count)
            {
                Vector128<byte> other = ~Vector128.Equals(Vector128.LoadUnsafe(ref text, (nuint)p), Vector128.Create((byte)0x20));
                uint bits = other.ExtractMostSignificantBits();
                p += bits == 0 ? Vector128<byte>.Count : System.Numerics.BitOperations.TrailingZeroCount(bits);
            }
        }

        return p;
    }
}
