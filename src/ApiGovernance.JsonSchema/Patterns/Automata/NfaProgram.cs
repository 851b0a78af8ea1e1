using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

internal enum NfaKind : byte
{
    /// <summary>Takes one code point of a class.</summary>
    Set,

    /// <summary>Goes on in two places.</summary>
    Split,

    /// <summary>Goes on where the assertion holds.</summary>
    Assert,

    Match,
}

/// <summary>One place of the automaton.</summary>
internal struct NfaState
{
    public NfaKind Kind;
    public AssertionKind Assertion;
    public int Set;
    public int Next;
    public int Other;
}

/// <summary>A pattern as a nondeterministic automaton over code points.</summary>
/// <param name="States">The places.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Sets">The distinct sets that places refer to.</param>
/// <param name="HasWordBoundary">Whether \b or \B occurs.</param>
/// <param name="Anchored">Every match begins at the start of the text.</param>
internal sealed record NfaProgram(NfaState[] States, int Start, CodePointSet[] Sets, bool HasWordBoundary, bool Anchored)
{
    /// <summary>What a character must be known to be in or not, for the automaton to go on.</summary>
    public ReadOnlySpan<CodePointSet> DistinguishedSets => HasWordBoundary ? [.. Sets, CodePointSet.Word] : Sets;

    /// <summary>Null when the pattern has more places than allowed, or parts that no automaton can decide.</summary>
    public static NfaProgram? TryBuild(PatternNode root, int maxStates)
    {
        if (Size(root) > maxStates)
            return null;
        var builder = new NfaBuilder();
        int match = builder.Add(new NfaState { Kind = NfaKind.Match });
        int start = builder.Build(root, match);
        return new NfaProgram(builder.States, start, builder.Sets, builder.HasWordBoundary, IsAnchored(root));
    }

    /// <summary>Places it takes at most; lookaround and backreferences take infinitely many.</summary>
    private static long Size(PatternNode node)
    {
        if (node is LookNode or BackreferenceNode)
            return int.MaxValue;
        long size = node is SetNode or AssertionNode ? 1 : 0;
        foreach (PatternNode part in node.Parts)
            size += Size(part) + (node is ChoiceNode ? 1 : 0);
        if (node is RepeatNode repeat)
            size = (size + 1) * Math.Max(1, repeat.Max == int.MaxValue ? repeat.Min + 1L : repeat.Max);
        return Math.Min(size, int.MaxValue);
    }

    private static bool IsAnchored(PatternNode node) => node switch
    {
        AssertionNode { Kind: AssertionKind.Start } => true,
        SequenceNode { Parts: [var first, ..] } => IsAnchored(first),
        ChoiceNode => AreAnchored(node.Parts),
        RepeatNode { Min: > 0 } repeat => IsAnchored(repeat.Item),
        _ => false,
    };

    private static bool AreAnchored(ReadOnlySpan<PatternNode> options)
    {
        foreach (PatternNode option in options)
        {
            if (!IsAnchored(option))
                return false;
        }

        return true;
    }
}
