namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>That a pattern matches, or does not. It matches when each of its automata does what is expected of it.</summary>
/// <param name="Parts">One, or with lookahead at the start several.</param>
/// <param name="Wanted">Whether the pattern is to match.</param>
internal sealed record PatternCondition(IReadOnlyList<(NfaProgram Program, bool Expected)> Parts, bool Wanted)
{
    /// <summary>Null when the source is no pattern, or one that automata do not decide.</summary>
    public static PatternCondition? TryParse(string source, bool wanted, out bool wellFormed)
    {
        ParsedPattern? parsed = PatternParser.Parse(source, legacy: false, out _) ?? PatternParser.Parse(source, legacy: true, out _);
        wellFormed = parsed is not null;
        if (parsed is null || parsed.Referenced.Count > 0)
            return null;
        PatternNode root = PatternSimplifier.Simplify(parsed.Root);
        IReadOnlyList<(PatternNode Node, bool Expected)>? nodes = parsed.HasLook ? LookaheadMatcher.Split(root) : [(root, true)];
        if (nodes is null)
            return null;
        var parts = new List<(NfaProgram, bool)>(nodes.Count);
        foreach ((PatternNode node, bool expected) in nodes)
        {
            if (NfaProgram.TryBuild(PatternSimplifier.Simplify(node), EcmaPattern.MaxPlacesOf(source)) is not { } program)
                return null;
            parts.Add((program, expected));
        }

        return new PatternCondition(parts, wanted);
    }
}
