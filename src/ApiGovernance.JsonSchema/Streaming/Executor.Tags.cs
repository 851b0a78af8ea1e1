using System.Buffers;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

internal ref partial struct Executor<TObserver>
{
    /// <summary>Looks ahead for the property that decides, then reads the object from its start under the plan decided on.</summary>
    private int Switch(TagSwitch tag, int p, int depth)
    {
        int value = JsonLookahead.FindProperty(Text, p, tag.Property, _keys.Unescaped);
        ObjectPlan? plan;
        if (value == JsonLookahead.Broken)
            return Invalid;

        // A property named twice must satisfy a condition twice: its first value does not decide then.
        if (_allowDuplicates && value >= 0 && JsonLookahead.OccursAgain(Text, value, tag.Property, _keys.Unescaped))
            return GivenUp;
        if (value == JsonLookahead.Absent)
        {
            plan = tag.Missing;
        }
        else if (Text[value] != '"')
        {
            plan = tag.NoString;
        }
        else
        {
            TextBuffer buffer = _keys.Unescaped;
            int start = buffer.Count;
            if (JsonLookahead.StringContent(Text, value, buffer, out ReadOnlySpan<byte> content) < 0)
                return Invalid;
            int index = tag.Values.Find(content, KeyTable.Signature(content));
            buffer.Count = start;
            plan = index < 0 ? tag.OtherString : tag.Cases[index];
        }

        return plan is null ? Invalid : Object(plan, p, depth);
    }
}

/// <summary>
/// Finds a property of an object without judging what lies before it: the object is read strictly afterwards,
/// so it is enough to find the right place in texts that are valid, and to end in those that are not.
/// </summary>
internal static class JsonLookahead
{
    public const int Absent = -1;
    public const int Broken = -2;

    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);

    /// <summary>Where the value of a property begins, or <see cref="Absent"/> or <see cref="Broken"/>.</summary>
    public static int FindProperty(ReadOnlySpan<byte> text, int p, ReadOnlySpan<byte> name, TextBuffer buffer)
    {
        p = Space(text, p + 1);
        if (p < text.Length && text[p] == '}')
            return Absent;
        int start = buffer.Count;
        while (true)
        {
            int end = p < text.Length && text[p] == '"' ? StringContent(text, p, buffer, out ReadOnlySpan<byte> key) : StringContent([], 0, buffer, out key);
            bool found = end >= 0 && key.SequenceEqual(name);
            buffer.Count = start;
            if (end < 0)
                return Broken;
            p = Space(text, end);
            if (p >= text.Length || text[p] != ':')
                return Broken;
            p = Space(text, p + 1);
            if (p >= text.Length)
                return Broken;
            if (found)
                return p;
            p = SkipValue(text, p);
            if (p < 0)
                return Broken;
            p = Space(text, p);
            if (p >= text.Length || text[p] is not ((byte)',' or (byte)'}'))
                return Broken;
            if (text[p] == '}')
                return Absent;
            p = Space(text, p + 1);
        }
    }

    /// <summary>Whether a property whose value begins at <paramref name="value"/> occurs once more after it.</summary>
    public static bool OccursAgain(ReadOnlySpan<byte> text, int value, ReadOnlySpan<byte> name, TextBuffer buffer)
    {
        int p = SkipValue(text, value);
        p = p < 0 ? text.Length : Space(text, p);
        return p < text.Length && text[p] == ',' && FindProperty(text, p, name, buffer) >= 0;
    }

    /// <summary>The content of the string that begins at <paramref name="p"/>; gives the place after it, or a negative number.</summary>
    public static int StringContent(ReadOnlySpan<byte> text, int p, TextBuffer buffer, out ReadOnlySpan<byte> content)
    {
        content = default;
        int start = p + 1;
        if (start > text.Length)
            return Broken;
        int stop = JsonText.StringStop(ref MemoryMarshal.GetReference(text), start, text.Length);
        if (stop >= text.Length)
            return Broken;
        if (text[stop] == '"')
        {
            content = text[start..stop];
            return stop + 1;
        }

        int first = buffer.Count;
        stop = JsonEscapes.Decode(text, start, buffer, out string? problem);
        if (problem is not null)
            return Broken;
        content = buffer.Written[first..];
        return stop + 1;
    }

    /// <summary>The place after the value that begins at <paramref name="p"/>, or a negative number.</summary>
    public static int SkipValue(ReadOnlySpan<byte> text, int p)
    {
        int depth = 0;
        do
        {
            switch (text[p])
            {
                case (byte)'"':
                    p = SkipString(text, p + 1);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    p++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    p++;
                    break;
                default:
                    while (p < text.Length && text[p] is not ((byte)',' or (byte)'}' or (byte)']' or <= 0x20))
                        p++;
                    break;
            }

            if (depth <= 0 || p < 0)
                return p;
            int next = text[p..].IndexOfAny(s_structure);
            p = next < 0 ? text.Length : p + next;
        }
        while (p < text.Length);
        return Broken;
    }

    private static int SkipString(ReadOnlySpan<byte> text, int p)
    {
        while (true)
        {
            int stop = text[p..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
                return Broken;
            p += stop;
            if (text[p] == '"')
                return p + 1;
            p += 2;
            if (p > text.Length)
                return Broken;
        }
    }

    private static int Space(ReadOnlySpan<byte> text, int p) =>
        p > text.Length ? text.Length : JsonText.SkipSpace(ref MemoryMarshal.GetReference(text), p, text.Length);
}
