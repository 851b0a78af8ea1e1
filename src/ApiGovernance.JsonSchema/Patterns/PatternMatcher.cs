namespace ApiGovernance.JsonSchema.Patterns;

internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>The time or the steps allowed were not enough.</summary>
    Undecided,
}

/// <summary>How a pattern is decided; from the cheapest to the dearest.</summary>
internal enum PatternEngine
{
    /// <summary>A text that must be contained, or stand at an end.</summary>
    Literal,

    /// <summary>Classes of characters one after the other, each repeated so many times.</summary>
    Sequence,

    /// <summary>A finite automaton whose states are built when a text first needs them.</summary>
    Automaton,

    /// <summary>.NET, backtracking: bounded by a time limit.</summary>
    Backtracking,
}

/// <summary>Whether a text contains what a pattern describes. Safe for concurrent use.</summary>
internal abstract class PatternMatcher
{
    public abstract PatternEngine Engine { get; }

    /// <summary>Whether <see cref="PatternMatch.Undecided"/> can be an answer.</summary>
    public virtual bool CanBeUndecided => false;

    /// <param name="utf8">Well-formed UTF-8.</param>
    public abstract PatternMatch Match(ReadOnlySpan<byte> utf8);

    protected static PatternMatch Of(bool matches) => matches ? PatternMatch.Yes : PatternMatch.No;
}
