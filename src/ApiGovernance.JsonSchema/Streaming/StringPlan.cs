using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>What is demanded of a string, cheapest first. All of it must hold.</summary>
internal sealed class StringPlan
{
    public static StringPlan Nothing { get; } = new() { Parts = [new StringParts([], 1, 1)] };

    public long MinLength { get; init; }

    public long MaxLength { get; init; } = long.MaxValue;

    /// <summary>The only strings allowed; null when any may be.</summary>
    public KeyTable? Values { get; init; }

    public EcmaPattern[] Patterns { get; init; } = [];

    public FormatDefinition[] Formats { get; init; } = [];

    /// <summary>anyOf, oneOf, not and if of strings.</summary>
    public StringParts[] Parts { get; init; } = [];

    public bool IsAnything => MinLength == 0 && MaxLength == long.MaxValue && Values is null
        && Patterns.Length == 0 && Formats.Length == 0 && Parts.Length == 0;

    /// <param name="text">The content, without escapes.</param>
    public bool Accepts(ReadOnlySpan<byte> text)
    {
        if (text.Length < MinLength || text.Length > MaxLength || (MinLength > 1 && text.Length < MinLength * 4))
        {
            if (!HasAcceptedLength(text))
                return false;
        }

        if (Values is not null && Values.Find(text, KeyTable.Signature(text)) < 0)
            return false;
        foreach (FormatDefinition format in Formats)
        {
            if (!format.Check(text))
                return false;
        }

        foreach (EcmaPattern pattern in Patterns)
        {
            if (pattern.Match(text) != PatternMatch.Yes)
                return false;
        }

        foreach (StringParts parts in Parts)
        {
            if (!parts.Hold(text))
                return false;
        }

        return true;
    }

    // Lengths are in code points, and a code point takes one to four bytes.
    private bool HasAcceptedLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < MinLength || (text.Length + 3) / 4 > MaxLength)
            return false;
        int count = 0;
        foreach (byte b in text)
        {
            if ((b & 0xC0) != 0x80)
                count++;
        }

        return count >= MinLength && count <= MaxLength;
    }
}

/// <summary>How many of several plans a string must satisfy.</summary>
internal sealed record StringParts(StringPlan[] Plans, int Min, int Max)
{
    public bool Hold(ReadOnlySpan<byte> text)
    {
        int matches = 0;
        foreach (StringPlan plan in Plans)
        {
            if (plan.Accepts(text) && ++matches > Max)
                return false;
            if (matches == Min && Max == int.MaxValue)
                return true;
        }

        return matches >= Min;
    }
}
