using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>Thompson's construction, from the end to the start: a part is built knowing where it goes on.</summary>
internal sealed class NfaBuilder
{
    private readonly List<NfaState> _states = [];
    private readonly List<CodePointSet> _sets = [];
    private readonly Dictionary<CodePointSet, int> _setIndex = [];

    public NfaState[] States => [.. _states];

    public CodePointSet[] Sets => [.. _sets];

    public bool HasWordBoundary { get; private set; }

    public int Add(NfaState state)
    {
        _states.Add(state);
        return _states.Count - 1;
    }

    /// <summary>Gives the first place of a part that goes on at <paramref name="next"/>.</summary>
    public int Build(PatternNode node, int next)
    {
        switch (node)
        {
            case SetNode set:
                return Add(new NfaState { Kind = NfaKind.Set, Set = SetIndex(set.Set), Next = next });
            case AssertionNode assertion:
                HasWordBoundary |= assertion.Kind is AssertionKind.WordBoundary or AssertionKind.NotWordBoundary;
                return Add(new NfaState { Kind = NfaKind.Assert, Assertion = assertion.Kind, Next = next });
            case ChoiceNode:
                return Choice(node.Parts, next);
            case RepeatNode repeat:
                return Repeat(repeat, next);
            default:
                for (int i = node.Parts.Length - 1; i >= 0; i--)
                    next = Build(node.Parts[i], next);
                return next;
        }
    }

    private int Choice(ReadOnlySpan<PatternNode> options, int next)
    {
        int start = Build(options[^1], next);
        for (int i = options.Length - 2; i >= 0; i--)
            start = Add(new NfaState { Kind = NfaKind.Split, Next = Build(options[i], next), Other = start });
        return start;
    }

    private int Repeat(RepeatNode repeat, int next)
    {
        if (repeat.Max == int.MaxValue)
        {
            int loop = Add(new NfaState { Kind = NfaKind.Split, Other = next });
            int item = Build(repeat.Item, loop);
            NfaState state = _states[loop];
            state.Next = item;
            _states[loop] = state;
            next = loop;
        }
        else
        {
            int end = next;
            for (int i = repeat.Min; i < repeat.Max; i++)
                next = Add(new NfaState { Kind = NfaKind.Split, Next = Build(repeat.Item, next), Other = end });
        }

        for (int i = 0; i < repeat.Min; i++)
            next = Build(repeat.Item, next);
        return next;
    }

    private int SetIndex(CodePointSet set)
    {
        if (_setIndex.TryGetValue(set, out int index))
            return index;
        _sets.Add(set);
        _setIndex.Add(set, _sets.Count - 1);
        return _sets.Count - 1;
    }
}
