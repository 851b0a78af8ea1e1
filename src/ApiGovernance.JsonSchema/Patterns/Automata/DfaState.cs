namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>A set of places the automaton can be in, and what is known of the character before.</summary>
internal sealed class DfaState(int[] kernel, bool atStart, bool afterWord, int symbols)
{
    public static readonly DfaState Accept = new([], false, false, 0) { IsFinal = true };
    public static readonly DfaState Reject = new([], false, false, 0) { IsFinal = true };

    // By whether the next character is a word character: only then can the places differ.
    private readonly Closure?[] _closures = new Closure?[2];
    private int _acceptsAtEnd = -1;

    public static IEqualityComparer<DfaState> SameContent { get; } = EqualityComparer<DfaState>.Create(
        static (a, b) => a!.AfterWord == b!.AfterWord && a.Kernel.AsSpan().SequenceEqual(b.Kernel),
        static s => HashOf(s.Kernel));

    /// <summary>Places reached by the last character, before assertions are looked at; ascending.</summary>
    public int[] Kernel => kernel;

    public bool AfterWord => afterWord;

    public bool IsFinal { get; private init; }

    /// <summary>By class of the next character; null where no text has led yet.</summary>
    public DfaState?[] Next { get; } = new DfaState?[symbols];

    public bool? AcceptsAtEnd
    {
        get => _acceptsAtEnd < 0 ? null : _acceptsAtEnd == 1;
        set => _acceptsAtEnd = value == true ? 1 : 0;
    }

    /// <summary>Everything reachable without taking a character, before a given kind of character or the end.</summary>
    public Closure CloseFor(NfaProgram program, PlaceWalk walk, bool nextIsWord, bool atEnd)
    {
        int kind = nextIsWord ? 1 : 0;
        if (!atEnd && _closures[kind] is { } known)
            return known;
        walk.Begin(kernel);
        bool matches = false;
        while (walk.TryNext(out int place))
        {
            ref readonly NfaState state = ref program.States[place];
            switch (state.Kind)
            {
                case NfaKind.Set:
                    walk.Found.Add(place);
                    break;
                case NfaKind.Split:
                    walk.Push(state.Next);
                    walk.Push(state.Other);
                    break;
                case NfaKind.Assert:
                    if (Holds(state.Assertion, nextIsWord, atEnd))
                        walk.Push(state.Next);
                    break;
                default:
                    matches = true;
                    break;
            }
        }

        var closure = new Closure([.. walk.Found], matches, walk.Visited);
        if (!atEnd)
            _closures[kind] = closure;
        return closure;
    }

    private bool Holds(AssertionKind assertion, bool nextIsWord, bool atEnd) => assertion switch
    {
        AssertionKind.Start => atStart,
        AssertionKind.End => atEnd,
        AssertionKind.WordBoundary => afterWord != nextIsWord,
        _ => afterWord == nextIsWord,
    };

    private static int HashOf(int[] values)
    {
        var hash = new HashCode();
        foreach (int value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <param name="Places">Those that take a character.</param>
    /// <param name="Matches">The pattern has matched already.</param>
    /// <param name="Visited">How many places were looked at to find them.</param>
    internal sealed record Closure(int[] Places, bool Matches, int Visited);
}
