using System.Runtime.InteropServices;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>One name and value of a list: the name decoded, the value as sent.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Pair
{
    public int NameStart;
    public int NameLength;
    public int ValueStart;
    public int ValueLength;

    /// <summary>Which parameter it belongs to; -1 while none claims it.</summary>
    public int Owner;

    /// <summary>The next pair of the same parameter, or -1.</summary>
    public int Next;
}

/// <summary>The names and values of a query, of a form or of a Cookie field, in the order sent.</summary>
internal sealed class PairIndex
{
    private byte[] _names = new byte[256];
    private int _nameBytes;

    public Pair[] Pairs = new Pair[16];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Name(int pair) => _names.AsSpan(Pairs[pair].NameStart, Pairs[pair].NameLength);

    public ReadOnlySpan<byte> NameAt(int start, int length) => _names.AsSpan(start, length);

    public void Clear() => (Count, _nameBytes) = (0, 0);

    /// <summary>Reads a query, which may begin with its question mark.</summary>
    /// <inheritdoc cref="ReadForm"/>
    public string? ReadQuery(ReadOnlySpan<char> text, int most) => Read(text, text.StartsWith('?') ? 1 : 0, most);

    /// <summary>Reads a form: <c>a=1&amp;b=2</c>. A name without = has the empty value; empty pieces are passed over.</summary>
    /// <returns>Null, or what is wrong as the end of a sentence.</returns>
    public string? ReadForm(ReadOnlySpan<char> text, int most) => Read(text, 0, most);

    private string? Read(ReadOnlySpan<char> text, int at, int most)
    {
        Clear();
        while (at < text.Length)
        {
            int length = text[at..].IndexOf('&');
            if (length < 0)
                length = text.Length - at;
            if (length > 0)
            {
                int equals = text.Slice(at, length).IndexOf('=');
                int nameLength = equals < 0 ? length : equals;
                if (Count == most)
                    return $"has more than {most} names";
                if (!Add(text.Slice(at, nameLength), TextEncoding.Form, equals < 0 ? at + length : at + equals + 1, equals < 0 ? 0 : length - equals - 1, out TextFault fault))
                    return $"has a name that {fault.Message} (character {at + fault.Position + 1})";
            }

            at += length + 1;
        }

        return null;
    }

    /// <summary>Reads a Cookie field (RFC 6265, 4.2.1). Quotes around a value are not part of it.</summary>
    /// <param name="text">The field.</param>
    /// <param name="most">Cookies at most.</param>
    /// <param name="ampersand">Whether &amp; separates as well: an exploded form in a cookie.</param>
    /// <returns>Null, or what is wrong as the end of a sentence: what comes after the last one that is read would not be checked.</returns>
    public string? ReadCookies(ReadOnlySpan<char> text, int most, bool ampersand = false)
    {
        Clear();
        for (int at = 0; at < text.Length;)
        {
            int length = ampersand ? text[at..].IndexOfAny(';', '&') : text[at..].IndexOf(';');
            if (length < 0)
                length = text.Length - at;
            int start = at;
            int end = at + length;
            while (start < end && text[start] is ' ' or '\t')
                start++;
            while (end > start && text[end - 1] is ' ' or '\t')
                end--;
            int equals = text[start..end].IndexOf('=');
            if (equals > 0)
            {
                if (Count == most)
                    return $"has more than {most} names";
                int value = start + equals + 1;
                if (end - value >= 2 && text[value] == '"' && text[end - 1] == '"')
                    (value, end) = (value + 1, end - 1);
                Add(text.Slice(start, equals), ampersand ? TextEncoding.Percent : TextEncoding.None, value, end - value, out _);
            }

            at += length + 1;
        }

        return null;
    }

    private bool Add(ReadOnlySpan<char> rawName, TextEncoding encoding, int valueStart, int valueLength, out TextFault fault)
    {
        int start = _nameBytes;
        if (!TextDecoder.TryAppend(rawName, encoding, ref _names, ref _nameBytes, out fault))
            return false;
        if (Count == Pairs.Length)
            Array.Resize(ref Pairs, Count * 2);
        Pairs[Count++] = new Pair
        {
            NameStart = start,
            NameLength = _nameBytes - start,
            ValueStart = valueStart,
            ValueLength = valueLength,
            Owner = -1,
            Next = -1,
        };
        return true;
    }
}
