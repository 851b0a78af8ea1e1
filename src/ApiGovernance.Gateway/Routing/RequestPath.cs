using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// The path of a request as it was sent, and decoded. Nothing that two parsers could read differently gets this far, so what is
/// matched here is what the back end will see.
/// </summary>
internal readonly struct RequestPath
{
    private readonly string target;
    private readonly int length;
    private readonly string? decoded;

    private RequestPath(string target, int length, string? decoded) => (this.target, this.length, this.decoded) = (target, length, decoded);

    /// <summary>As sent, without the query; empty before the request was parsed.</summary>
    public ReadOnlySpan<char> Raw => target.AsSpan(0, length);

    /// <summary>As sent, with its question mark; empty when there is none.</summary>
    public ReadOnlySpan<char> Query => target.AsSpan(length);

    /// <summary>Percent-decoded. No segment contains a slash, so it splits into the same segments as <see cref="Raw"/>.</summary>
    public ReadOnlySpan<char> Text => decoded is null ? Raw : decoded;

    /// <summary>Something in it is percent-encoded.</summary>
    public bool IsEncoded => decoded is not null;

    /// <summary>Many servers cut a segment at its first semicolon. An encoded one is data to them all.</summary>
    public bool HasSemicolon => Raw.Contains(';');

    /// <summary>What follows the first <paramref name="segments"/> segments, as sent, with its leading slash.</summary>
    public ReadOnlySpan<char> RawAfter(int segments)
    {
        ReadOnlySpan<char> rest = Raw;
        for (; segments > 0; segments--)
        {
            int slash = rest[1..].IndexOf('/');
            if (slash < 0)
                return default;
            rest = rest[(slash + 1)..];
        }

        return rest;
    }

    /// <summary>Where a stretch of <see cref="Text"/> stands in <see cref="Raw"/>.</summary>
    public Range RawRange(int start, int count)
    {
        if (decoded is null)
            return start..(start + count);
        int from = RawIndex(0, start);
        return from..RawIndex(from, count);
    }

    /// <param name="rawTarget">The request target as it was on the wire.</param>
    /// <param name="path">The path, also when it is refused (for the answer).</param>
    /// <returns>Null, or a sentence that says what is wrong.</returns>
    public static string? Parse(string rawTarget, out RequestPath path)
    {
        string target = OriginForm(rawTarget);
        int end = target.IndexOf('?', StringComparison.Ordinal);
        if (end < 0)
            end = target.Length;
        path = new RequestPath(target, end, null);
        ReadOnlySpan<char> raw = path.Raw;
        if (raw.Length == 0 || raw[0] != '/')
            return "The request target is neither a path nor an absolute address with a host and a port before its path.";
        if (target.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            return "The request target has a character that must be percent-encoded.";
        if (target.Contains('#', StringComparison.Ordinal))
            return "The request target has a fragment.";
        // Where many a reader stops. The path is looked at below.
        if (path.Query.Contains("%00", StringComparison.Ordinal))
            return "The query has a percent-encoded U+0000.";
        if (raw.Contains('%'))
        {
            string? text = Decode(raw);
            if (text is null)
                return "The path has a percent-encoded slash, backslash or control character, or is no valid UTF-8.";
            if (IsEncodedTwice(text))
                return "The path is percent-encoded twice.";
            path = new RequestPath(target, end, text);
        }

        return CheckSegments(path.Text);
    }

    /// <summary>The index after so many decoded characters from <paramref name="at"/> on. The raw path is ASCII and decodes to UTF-8.</summary>
    private int RawIndex(int at, int characters)
    {
        ReadOnlySpan<char> raw = Raw;
        // A parameter that takes one character may end within a pair of surrogates: it has all of it then, and the next one less than it counts.
        while (characters > 0 && at < raw.Length)
        {
            if (raw[at] != '%')
            {
                (at, characters) = (at + 1, characters - 1);
                continue;
            }

            int lead = Convert.FromHexString(raw.Slice(at + 1, 2))[0];
            int bytes = lead switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
            (at, characters) = (at + (3 * bytes), characters - (bytes == 4 ? 2 : 1));
        }

        return at;
    }

    private static string OriginForm(string target)
    {
        if (target.StartsWith('/'))
            return target;
        // The absolute form of RFC 9112, 3.2.2; its authority was already held against Host by the server.
        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return target;
        ReadOnlySpan<char> rest = target.AsSpan(scheme + 3);
        int end = rest.IndexOfAny('/', '?');
        // What the server passes over in an authority, or takes for its end: a slash behind one of these begins no path of ours.
        if ((end < 0 ? rest : rest[..end]).IndexOfAny("@\\#") >= 0)
            return target;
        // Without a path it is the root; a slash in the query begins none.
        if (end < 0)
            return "/";
        return rest[end] == '?' ? string.Concat("/", rest[end..]) : rest[end..].ToString();
    }

    private static string? CheckSegments(ReadOnlySpan<char> text)
    {
        if (text.Contains('\\'))
            return "The path has a backslash.";
        if (text.Contains("//", StringComparison.Ordinal))
            return "The path has an empty segment.";
        if (!text.Contains("/.", StringComparison.Ordinal))
            return null;
        foreach (Range range in text.Split('/'))
        {
            ReadOnlySpan<char> segment = text[range];
            int semicolon = segment.IndexOf(';');
            // Some servers drop ";..." before they resolve dot segments.
            if (semicolon >= 0)
                segment = segment[..semicolon];
            if (segment is "." or "..")
                return "The path has a dot segment.";
        }

        return null;
    }

    /// <summary>
    /// A server that decodes once more would see another text: perhaps a separator, or a literal of the contract that this one took for a value.
    /// </summary>
    private static bool IsEncodedTwice(ReadOnlySpan<char> text)
    {
        for (int at = text.IndexOf('%'); at >= 0 && at + 2 < text.Length;)
        {
            ReadOnlySpan<char> code = text.Slice(at + 1, 2);
            if (char.IsAsciiHexDigit(code[0]) && char.IsAsciiHexDigit(code[1]) && Convert.FromHexString(code)[0] < 0x80)
                return true;
            int next = text[(at + 1)..].IndexOf('%');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static string? Decode(ReadOnlySpan<char> raw)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            int count = 0;
            for (int i = 0; i < raw.Length; i++)
            {
                if (raw[i] != '%')
                {
                    bytes[count++] = (byte)raw[i];
                    continue;
                }

                if (i + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[i + 1]) || !char.IsAsciiHexDigit(raw[i + 2]))
                    return null;
                byte value = (byte)((Convert.FromHexString(raw.Slice(i + 1, 2)))[0]);
                if (value is < 0x20 or 0x7f or (byte)'/' or (byte)'\\')
                    return null;
                bytes[count++] = value;
                i += 2;
            }

            ReadOnlySpan<byte> decoded = bytes.AsSpan(0, count);
            return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
