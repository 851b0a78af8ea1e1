using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>What stands for something else in a text.</summary>
internal enum TextEncoding
{
    /// <summary>Nothing: header fields, cookies of style cookie.</summary>
    None,

    /// <summary>Percent-encoding (RFC 3986, 2.1): paths, reserved expansion in a query.</summary>
    Percent,

    /// <summary>Percent-encoding, and + is a space: the encoding of forms, in which clients write queries.</summary>
    Form,
}

/// <summary>Why a text cannot be decoded.</summary>
/// <param name="Message">What follows the parameter's name in a sentence; never quotes the text.</param>
/// <param name="Position">Index of the offending character, from 0.</param>
internal readonly record struct TextFault(string Message, int Position);

/// <summary>From the characters of a request to the UTF-8 they stand for. Strict: two readers must not see two values.</summary>
internal static class TextDecoder
{
    private const int Short = 32;

    /// <summary>Appends the decoded text to a buffer, which grows as needed.</summary>
    public static bool TryAppend(ReadOnlySpan<char> raw, TextEncoding encoding, ref byte[] buffer, ref int count, out TextFault fault)
    {
        fault = default;
        // A character takes three bytes of UTF-8 at most, a pair of surrogates four.
        int most = raw.Length * 3;
        if (buffer.Length - count < most)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, count + most));
        Span<byte> target = buffer.AsSpan(count);
        if (raw.Length <= Short)
        {
            if (TryNarrow(raw, encoding, target))
            {
                count += raw.Length;
                return true;
            }
        }
        else if (IsPlain(raw, encoding) && Ascii.FromUtf16(raw, target, out int written) == OperationStatus.Done)
        {
            count += written;
            return true;
        }

        return Decode(raw, encoding, target, ref count, out fault);
    }

    private static bool IsPlain(ReadOnlySpan<char> raw, TextEncoding encoding) => encoding switch
    {
        TextEncoding.None => true,
        TextEncoding.Percent => !raw.Contains('%'),
        _ => raw.IndexOfAny('%', '+') < 0,
    };

    private static bool TryNarrow(ReadOnlySpan<char> raw, TextEncoding encoding, Span<byte> target)
    {
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c >= 0x80 || (c == '%' && encoding != TextEncoding.None) || (c == '+' && encoding == TextEncoding.Form))
                return false;
            target[i] = (byte)c;
        }

        return true;
    }

    private static bool Decode(ReadOnlySpan<char> raw, TextEncoding encoding, Span<byte> target, ref int count, out TextFault fault)
    {
        int written = 0;
        bool escapes = false;
        for (int at = 0; at < raw.Length;)
        {
            char c = raw[at];
            if (c == '%' && encoding != TextEncoding.None)
            {
                if (at + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[at + 1]) || !char.IsAsciiHexDigit(raw[at + 2]))
                {
                    fault = new TextFault("has a '%' that is not followed by two hexadecimal digits", at);
                    return false;
                }

                target[written++] = (byte)((Hex(raw[at + 1]) << 4) | Hex(raw[at + 2]));
                escapes = true;
                at += 3;
            }
            else if (c < 0x80)
            {
                target[written++] = c == '+' && encoding == TextEncoding.Form ? (byte)' ' : (byte)c;
                at++;
            }
            else if (Rune.DecodeFromUtf16(raw[at..], out Rune rune, out int used) == OperationStatus.Done)
            {
                written += rune.EncodeToUtf8(target[written..]);
                at += used;
            }
            else
            {
                fault = new TextFault("has half of a surrogate pair", at);
                return false;
            }
        }

        if (escapes && !Utf8.IsValid(target[..written]))
        {
            fault = new TextFault("has percent-encoded bytes that are not UTF-8", PositionOfInvalid(raw, target[..written], encoding));
            return false;
        }

        fault = default;
        count += written;
        return true;
    }

    private static int PositionOfInvalid(ReadOnlySpan<char> raw, ReadOnlySpan<byte> decoded, TextEncoding encoding)
    {
        int valid = 0;
        while (Rune.DecodeFromUtf8(decoded[valid..], out _, out int used) == OperationStatus.Done)
            valid += used;
        int at = 0;
        for (int bytes = 0; bytes < valid;)
        {
            if (raw[at] == '%' && encoding != TextEncoding.None)
            {
                (bytes, at) = (bytes + 1, at + 3);
                continue;
            }

            Rune.DecodeFromUtf16(raw[at..], out Rune rune, out int used);
            (bytes, at) = (bytes + rune.Utf8SequenceLength, at + used);
        }

        return at;
    }

    private static int Hex(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
