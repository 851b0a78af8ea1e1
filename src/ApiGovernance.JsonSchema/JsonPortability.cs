using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ApiGovernance.JsonSchema;

/// <summary>
/// JSON that is well formed and that back ends read differently all the same: numbers beyond a double (RFC 8259, 6), which become
/// infinite, zero or an error, and U+0000 in strings, where many of them stop reading.
/// </summary>
public static class JsonPortability
{
    /// <summary>The largest double has 309 digits before its point; with an exponent of two digits so many less are enough to pass it.</summary>
    private const int ManyDigits = 309 - 99;

    /// <param name="json">Well formed JSON, or several of them.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Check(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u0000"u8) >= 0 && HasNull(json))
            return "A string has the character U+0000.";
        // Both are rare, and looking for them costs a fraction of what reading every token does.
        return (MayHaveLongExponent(json) || MayHaveLongDigits(json)) && HasInfinity(json)
            ? "A number is larger than a double can hold."
            : null;
    }

    /// <summary>Whether a number by the grammar of JSON is beyond a double.</summary>
    internal static bool IsBeyondDouble(ReadOnlySpan<byte> number) =>
        // The shortest one is 1e309.
        number.Length >= 5 && Utf8Parser.TryParse(number, out double value, out _) && double.IsInfinity(value);

    private static bool HasNull(ReadOnlySpan<byte> json)
    {
        for (int at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length;)
        {
            if (json[(at + 1)..].StartsWith("u0000"u8))
                return true;
            // What follows a backslash is no beginning of another escape.
            int next = json[(at + 2)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }

    /// <summary>A digit, then an e, then three digits.</summary>
    private static bool MayHaveLongExponent(ReadOnlySpan<byte> json)
    {
        ref byte start = ref MemoryMarshal.GetReference(json);
        int at = 1;
        for (; Vector128.IsHardwareAccelerated && at + Vector128<byte>.Count <= json.Length; at += Vector128<byte>.Count)
        {
            Vector128<byte> before = Vector128.LoadUnsafe(ref start, (nuint)(at - 1));
            Vector128<byte> here = Vector128.LoadUnsafe(ref start, (nuint)at);
            Vector128<byte> hits = Vector128.Equals(here | Vector128.Create((byte)0x20), Vector128.Create((byte)'e'))
                & Vector128.LessThan(before - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            for (uint mask = hits.ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
            {
                if (IsLongExponent(json[(at + 1 + System.Numerics.BitOperations.TrailingZeroCount(mask))..]))
                    return true;
            }
        }

        for (; at < json.Length; at++)
        {
            if ((json[at] | 0x20) == 'e' && char.IsAsciiDigit((char)json[at - 1]) && IsLongExponent(json[(at + 1)..]))
                return true;
        }

        return false;
    }

    private static bool IsLongExponent(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'+' or (byte)'-', ..])
            text = text[1..];
        return text.Length >= 3 && !text[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool MayHaveLongDigits(ReadOnlySpan<byte> json)
    {
        // A run of so many digits cannot lie between two of these places.
        for (int at = ManyDigits - 1; at < json.Length; at += ManyDigits)
        {
            if (char.IsAsciiDigit((char)json[at]) && RunAt(json, at) >= ManyDigits)
                return true;
        }

        return false;
    }

    private static int RunAt(ReadOnlySpan<byte> json, int at)
    {
        int first = json[..at].LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        int count = json[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return (count < 0 ? json.Length : at + count) - first;
    }

    private static bool HasInfinity(ReadOnlySpan<byte> json)
    {
        for (int at = 0; at < json.Length;)
        {
            if (json[at] == '"')
            {
                at = AfterString(json, at);
                continue;
            }

            if (json[at] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                if (Utf8Parser.TryParse(json[at..], out double value, out int read) && double.IsInfinity(value))
                    return true;
                at += Math.Max(1, read);
                continue;
            }

            at++;
        }

        return false;
    }

    private static int AfterString(ReadOnlySpan<byte> json, int quote)
    {
        int at = quote + 1;
        while (at < json.Length && json[at] != '"')
            at += json[at] == '\\' ? 2 : 1;
        return at + 1;
    }
}
