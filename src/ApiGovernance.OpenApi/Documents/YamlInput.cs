using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>One change to a text: <paramref name="Delete"/> characters at <paramref name="At"/> give way to <paramref name="Insert"/>.</summary>
internal readonly record struct TextChange(int At, int Delete, string Insert);

/// <summary>The characters that the YAML parser is given, and the way from its places back to the bytes of the file.</summary>
internal sealed class YamlInput
{
    private const int StrideBits = 8;

    // YAML 1.2 has two line breaks. The parser follows YAML 1.1 and breaks lines at these, too: stand-ins hide them from it.
    private static readonly char[] OldBreaks = ['\u0085', '\u2028', '\u2029'];

    private readonly SourceText _source;
    private readonly char[] _standIns = new char[OldBreaks.Length];
    private readonly List<(int Parsed, int Shift)> _shifts = [];
    private readonly int[] _bytes; // of every 256th character; empty when characters are bytes

    private YamlInput(SourceText source, string written)
    {
        (_source, Written) = (source, written);
        _bytes = written.Length == source.Utf8.Length - source.Start ? [] : Count(written);
        Parsed = written.AsSpan().IndexOfAny(OldBreaks) < 0 ? written : Hide(written);
    }

    private YamlInput(YamlInput original, IReadOnlyList<TextChange> changes)
    {
        (_source, Written, _bytes, _standIns) = (original._source, original.Written, original._bytes, original._standIns);
        Parsed = Apply(original.Parsed, changes);
    }

    /// <summary>The text of the file.</summary>
    public string Written { get; }

    /// <summary>The text for the parser.</summary>
    public string Parsed { get; private set; }

    public bool HidesBreaks => _standIns[0] != 0;

    public static YamlInput Of(SourceText source) => new(source, Encoding.UTF8.GetString(source.Utf8.Span[source.Start..]));

    /// <summary>The same text with changes, which are in order and do not overlap.</summary>
    public YamlInput With(IReadOnlyList<TextChange> changes) => new(this, changes);

    /// <summary>The place in <see cref="Written"/> of a place in <see cref="Parsed"/>.</summary>
    public int WrittenAt(long parsed)
    {
        int at = (int)Math.Min(parsed, Parsed.Length);
        (int low, int high) = (0, _shifts.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_shifts[middle].Parsed <= at)
                low = middle + 1;
            else
                high = middle;
        }

        int written = low == 0 ? at : at + _shifts[low - 1].Shift;
        // Inside an insertion the place is that of what follows it.
        return low < _shifts.Count ? Math.Min(written, _shifts[low].Parsed + _shifts[low].Shift) : written;
    }

    /// <summary>The byte of the file at a place in <see cref="Written"/>.</summary>
    public int ByteAt(int written)
    {
        if (_bytes.Length == 0)
            return _source.Start + written;
        int mark = written >> StrideBits;
        return _source.Start + _bytes[mark] + Bytes(Written.AsSpan((mark << StrideBits)..written));
    }

    /// <summary>Puts back what the stand-ins hid.</summary>
    public string Restore(string value)
    {
        if (!HidesBreaks || value.AsSpan().IndexOfAny(_standIns) < 0)
            return value;
        for (int i = 0; i < OldBreaks.Length; i++)
            value = value.Replace(_standIns[i], OldBreaks[i]);
        return value;
    }

    private static int[] Count(string text)
    {
        int[] bytes = new int[(text.Length >> StrideBits) + 1];
        for (int i = 1; i < bytes.Length; i++)
            bytes[i] = bytes[i - 1] + Bytes(text.AsSpan((i - 1) << StrideBits, 1 << StrideBits));
        return bytes;
    }

    private static int Bytes(ReadOnlySpan<char> text)
    {
        int bytes = 0;
        foreach (char c in text)
            bytes += c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3; // a surrogate is half of four bytes
        return bytes;
    }

    private string Hide(string text)
    {
        char next = '\uE000'; // private use: no document that is exchanged has a meaning for these
        for (int i = 0; i < OldBreaks.Length; i++, next++)
        {
            while (text.Contains(next, StringComparison.Ordinal) && next < '\uF8FF')
                next++;
            _standIns[i] = next;
        }

        if (next > '\uF8FF')
        {
            Array.Clear(_standIns);
            return text;
        }

        for (int i = 0; i < OldBreaks.Length; i++)
            text = text.Replace(OldBreaks[i], _standIns[i]);
        return text;
    }

    private string Apply(string text, IReadOnlyList<TextChange> changes)
    {
        var changed = new StringBuilder(text.Length + (changes.Count * 4));
        int done = 0;
        foreach (TextChange change in changes)
        {
            if (change.At < done)
                continue;
            changed.Append(text, done, change.At - done).Append(change.Insert);
            done = change.At + change.Delete;
            _shifts.Add((changed.Length, done - changed.Length));
        }

        return changed.Append(text, done, text.Length - done).ToString();
    }
}
