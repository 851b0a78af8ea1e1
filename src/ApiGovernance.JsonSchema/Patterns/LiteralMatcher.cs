using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>A literal text anywhere, at the start, at the end, or the whole.</summary>
internal sealed class LiteralMatcher(byte[] literal, bool atStart, bool atEnd) : PatternMatcher
{
    public override PatternEngine Engine => PatternEngine.Literal;

    public static LiteralMatcher? TryCreate(ReadOnlySpan<PatternNode> items)
    {
        bool atStart = items.Length > 0 && items[0] is AssertionNode { Kind: AssertionKind.Start };
        if (atStart)
            items = items[1..];
        bool atEnd = items.Length > 0 && items[^1] is AssertionNode { Kind: AssertionKind.End };
        if (atEnd)
            items = items[..^1];
        var text = new StringBuilder(items.Length);
        foreach (PatternNode item in items)
        {
            if (item is not SetNode { Set.Single: >= 0 and var codePoint } || codePoint is >= 0xD800 and <= 0xDFFF)
                return null;
            text.Append(char.ConvertFromUtf32(codePoint));
        }

        return new LiteralMatcher(Encoding.UTF8.GetBytes(text.ToString()), atStart, atEnd);
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8) => Of(
        atStart ? (atEnd ? utf8.SequenceEqual(literal) : utf8.StartsWith(literal))
        : atEnd ? utf8.EndsWith(literal)
        : utf8.IndexOf(literal) >= 0);
}
