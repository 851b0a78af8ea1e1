using System.Text;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Charsets that a text can be checked in. What is forwarded stays as it was sent.</summary>
internal static class Charsets
{
    public static Encoding Ascii { get; } = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <returns>Null for a charset that is not known or is UTF-8 itself.</returns>
    public static Encoding? Find(ReadOnlySpan<char> name) => name.ToString().ToUpperInvariant() switch
    {
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        "UTF-16" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        "UTF-16BE" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        "UTF-16LE" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => null,
    };

    /// <summary>Converts to UTF-8; false when the bytes are not in the charset.</summary>
    public static bool TryConvert(Encoding charset, ref ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> bytes = body.Span;
        // RFC 2781, 3.3: a byte order mark tells the order of utf-16, and big endian is meant without one.
        if (charset is UnicodeEncoding && charset.Preamble.Length > 0 && bytes is [0xFF, 0xFE, ..])
        {
            charset = Find("UTF-16LE")!;
            bytes = bytes[2..];
        }
        else if (charset is UnicodeEncoding && charset.Preamble.Length > 0 && bytes is [0xFE, 0xFF, ..])
            bytes = bytes[2..];
        try
        {
            body = Encoding.UTF8.GetBytes(charset.GetString(bytes));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
