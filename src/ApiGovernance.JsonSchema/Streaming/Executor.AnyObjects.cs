using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <summary>
    /// Reads an object of which nothing is demanded but that no key occurs twice. The same as <see cref="Object"/> under
    /// <see cref="Plan.AnyObject"/>, without what tables, patterns and observers need.
    /// </summary>
    private int AnyObject(int p, int depth)
    {
        ref byte text = ref _text;
        int end = _end;
        KeyLog keys = _keys;
        (int firstKey, int firstText) = (keys.Count, keys.Unescaped.Count);
        int[]? table = null;
        p = JsonText.SkipSpace(ref text, p + 1, end);
        if (p < end && Unsafe.Add(ref text, p) == '}')
            return p + 1;
        while (true)
        {
            if (p >= end || Unsafe.Add(ref text, p) != '"')
                return Invalid;
            int start = p + 1;
            p = JsonText.StringStop(ref text, start, end);
            if (p >= end)
                return Invalid;
            if (Unsafe.Add(ref text, p) != '"')
            {
                p = AnyEscapedKey(start, firstKey, ref table);
                if (p < 0)
                    return Invalid;
            }
            else if (!_allowDuplicates)
            {
                ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), p - start);
                if (!keys.Add(Text, firstKey, new KeyLog.Place(start, p - start, false), KeyTable.Signature(name), ref table))
                    return Invalid;
            }

            p = JsonText.SkipSpace(ref text, p + 1, end);
            if (p >= end || Unsafe.Add(ref text, p) != ':')
                return Invalid;
            p = Value(Plan.Anything, JsonText.SkipSpace(ref text, p + 1, end), depth + 1);
            if (p < 0)
                return p;
            p = JsonText.SkipSpace(ref text, p, end);
            if (p >= end)
                return Invalid;
            byte c = Unsafe.Add(ref text, p);
            if (c == '}')
                break;
            if (c != ',')
                return Invalid;
            p = JsonText.SkipSpace(ref text, p + 1, end);
        }

        keys.Count = firstKey;
        keys.Unescaped.Count = firstText;
        KeyLog.Release(table);
        return p + 1;
    }

    /// <summary>Reads a key with escapes; gives the place of its closing quote.</summary>
    private readonly int AnyEscapedKey(int start, int firstKey, ref int[]? table)
    {
        TextBuffer buffer = _keys.Unescaped;
        int first = buffer.Count;
        int p = JsonEscapes.Decode(Text, start, buffer, out string? problem);
        if (problem is not null)
            return Invalid;
        var place = new KeyLog.Place(first, buffer.Count - first, true);
        bool isNew = _allowDuplicates || _keys.Add(Text, firstKey, place, KeyTable.Signature(buffer.Written[first..]), ref table);
        return isNew ? p : Invalid;
    }
}
