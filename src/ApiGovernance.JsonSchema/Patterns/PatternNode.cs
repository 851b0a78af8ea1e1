using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>A part of a parsed pattern.</summary>
internal abstract class PatternNode
{
    /// <summary>What it is made of, for walks that do not care how.</summary>
    public virtual ReadOnlySpan<PatternNode> Parts => [];
}

/// <summary>One code point out of a set.</summary>
internal sealed class SetNode(CodePointSet set) : PatternNode
{
    public CodePointSet Set { get; } = set;
}

/// <summary>One after the other; none at all matches the empty text.</summary>
internal sealed class SequenceNode(PatternNode[] items) : PatternNode
{
    public static SequenceNode Empty { get; } = new([]);

    public override ReadOnlySpan<PatternNode> Parts => items;
}

/// <summary>One of them.</summary>
internal sealed class ChoiceNode(PatternNode[] options) : PatternNode
{
    public override ReadOnlySpan<PatternNode> Parts => options;
}

/// <summary>So many times; <see cref="int.MaxValue"/> is without end.</summary>
internal sealed class RepeatNode(PatternNode item, int min, int max, bool lazy) : PatternNode
{
    private readonly PatternNode[] _parts = [item];

    public PatternNode Item => _parts[0];

    public int Min => min;

    public int Max => max;

    public bool Lazy => lazy;

    public override ReadOnlySpan<PatternNode> Parts => _parts;
}

/// <summary>A group that a backreference can name by its number.</summary>
internal sealed class GroupNode(PatternNode item, int number) : PatternNode
{
    private readonly PatternNode[] _parts = [item];

    public PatternNode Item => _parts[0];

    public int Number => number;

    public override ReadOnlySpan<PatternNode> Parts => _parts;
}

/// <summary>Lookahead or lookbehind.</summary>
internal sealed class LookNode(PatternNode item, bool behind, bool negated) : PatternNode
{
    private readonly PatternNode[] _parts = [item];

    public PatternNode Item => _parts[0];

    public bool Behind => behind;

    public bool Negated => negated;

    public override ReadOnlySpan<PatternNode> Parts => _parts;
}

/// <summary>What a group matched last; nothing when it has not matched.</summary>
internal sealed class BackreferenceNode(int number) : PatternNode
{
    public int Number => number;
}

internal enum AssertionKind
{
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}

/// <summary>^ $ \b \B</summary>
internal sealed class AssertionNode(AssertionKind kind) : PatternNode
{
    public AssertionKind Kind => kind;
}
