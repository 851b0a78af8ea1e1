using ApiGovernance.JsonSchema.Patterns.Automata;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Lookahead right at the start, as in <c>^(?=.*\d)(?!admin)[a-z\d]{8,}$</c>: each is a pattern of its own that must hold, or must
/// not, for the same text. So the usual uses of lookahead cost no backtracking.
/// </summary>
internal sealed class LookaheadMatcher((PatternMatcher Matcher, bool Expected)[] conditions) : PatternMatcher
{
    public override PatternEngine Engine => PatternEngine.Automaton;

    public override bool CanBeUndecided => Array.Exists(conditions, static c => c.Matcher.CanBeUndecided);

    public static LookaheadMatcher? TryCreate(PatternNode root, Func<PatternNode, PatternMatcher?> create)
    {
        if (Split(root) is not { } parts)
            return null;
        var conditions = new List<(PatternMatcher, bool)>();
        foreach ((PatternNode node, bool expected) in parts)
        {
            if (create(node) is not { } matcher)
                return null;
            conditions.Add((matcher, expected));
        }

        return new LookaheadMatcher([.. conditions]);
    }

    /// <summary>The patterns that must match, or must not, for the whole to match; null where lookahead is not used in this way.</summary>
    public static IReadOnlyList<(PatternNode Node, bool Expected)>? Split(PatternNode root)
    {
        ReadOnlySpan<PatternNode> items = root.Parts;
        if (root is not SequenceNode || items.Length == 0 || items[0] is not AssertionNode { Kind: AssertionKind.Start })
            return null;
        var parts = new List<(PatternNode, bool)>();
        int next = 1;
        for (; next < items.Length && items[next] is LookNode { Behind: false } look; next++)
            parts.Add((new SequenceNode([items[0], look.Item]), !look.Negated));
        if (parts.Count == 0)
            return null;
        parts.Add((new SequenceNode([items[0], .. items[next..]]), true));
        return parts;
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        bool undecided = false;
        foreach ((PatternMatcher matcher, bool expected) in conditions)
        {
            PatternMatch match = matcher.Match(utf8);
            undecided |= match == PatternMatch.Undecided;
            if (match == (expected ? PatternMatch.No : PatternMatch.Yes))
                return PatternMatch.No;
        }

        return undecided ? PatternMatch.Undecided : PatternMatch.Yes;
    }
}
