using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>
/// The deterministic automaton of a pattern, each state built when a text first leads there; linear in the length of the text.
/// Once as many states as allowed are kept, further ones are built and forgotten.
/// </summary>
internal sealed class LazyAutomaton(NfaProgram program) : PatternMatcher
{
    private const int MaxCachedWork = 1 << 18;

    // With so few places a character costs so little that no limit is needed.
    private const int MaxUnlimitedPlaces = 1_000;

    // What one match may spend on building states: no text of a sane size comes near.
    private const long MaxWork = 100_000_000;

    private readonly long _maxWork = program.States.Length <= MaxUnlimitedPlaces ? long.MaxValue : MaxWork;

    private readonly Lock _gate = new();
    private readonly Dictionary<DfaState, DfaState> _states = new(DfaState.SameContent);
    private Tables? _tables;
    private int _cachedWork;

    public override PatternEngine Engine => PatternEngine.Automaton;

    public override bool CanBeUndecided => _maxWork != long.MaxValue;

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        Tables tables = _tables ?? Prepare();
        ReadOnlySpan<ushort> ascii = tables.Classes.Ascii;
        DfaState state = tables.Start;
        long work = 0;
        int pos = 0;
        while (pos < utf8.Length)
        {
            byte b = utf8[pos];
            int symbol;
            if (b < 0x80)
            {
                symbol = ascii[b];
                pos++;
            }
            else
            {
                symbol = tables.Classes.Beyond(Utf8CodePoint.Read(utf8, ref pos));
            }

            state = state.Next[symbol] ?? Follow(tables, state, symbol, ref work);
            if (state.IsFinal)
                return Of(ReferenceEquals(state, DfaState.Accept));
            if (work > _maxWork)
                return PatternMatch.Undecided;
        }

        return Of(AcceptsHere(tables, state));
    }

    private Tables Prepare()
    {
        lock (_gate)
        {
            if (_tables is not null)
                return _tables;
            var classes = new CodePointClasses(program.HasWordBoundary ? [.. program.Sets, CodePointSet.Word] : program.Sets);
            int[] representatives = classes.Representatives();
            bool[][] members = Array.ConvertAll(program.Sets, set => Array.ConvertAll(representatives, c => c >= 0 && set.Contains(c)));
            bool[] word = Array.ConvertAll(representatives, c => program.HasWordBoundary && c >= 0 && CodePointSet.Word.Contains(c));
            var start = new DfaState([program.Start], atStart: true, afterWord: false, classes.Count);
            return _tables = new Tables(classes, members, word, start);
        }
    }

    private DfaState Follow(Tables tables, DfaState state, int symbol, ref long work)
    {
        lock (_gate)
        {
            if (state.Next[symbol] is { } known)
                return known;
            bool nextIsWord = tables.Word[symbol];
            DfaState.Closure closure = state.CloseFor(program, nextIsWord, atEnd: false);
            work += closure.Places.Length + 8;
            DfaState next = closure.Matches ? DfaState.Accept : Step(tables, closure, symbol, nextIsWord);
            if (!next.IsFinal)
            {
                if (_states.TryGetValue(next, out DfaState? same))
                {
                    next = same;
                }
                else if (_cachedWork < MaxCachedWork)
                {
                    _cachedWork += next.Kernel.Length + tables.Classes.Count + 8;
                    _states.Add(next, next);
                }
                else
                {
                    // Not kept: neither by the table nor by the state that leads to it.
                    return next;
                }
            }

            state.Next[symbol] = next;
            return next;
        }
    }

    private DfaState Step(Tables tables, DfaState.Closure closure, int symbol, bool isWord)
    {
        var kernel = new List<int>();
        foreach (int place in closure.Places)
        {
            ref readonly NfaState nfa = ref program.States[place];
            if (tables.Members[nfa.Set][symbol])
                kernel.Add(nfa.Next);
        }

        if (!program.Anchored)
            kernel.Add(program.Start);
        if (kernel.Count == 0)
            return DfaState.Reject;
        kernel.Sort();
        int kept = 1;
        for (int i = 1; i < kernel.Count; i++)
        {
            if (kernel[i] != kernel[kept - 1])
                kernel[kept++] = kernel[i];
        }

        kernel.RemoveRange(kept, kernel.Count - kept);
        return new DfaState([.. kernel], atStart: false, afterWord: isWord, tables.Classes.Count);
    }

    private bool AcceptsHere(Tables tables, DfaState state)
    {
        if (state.AcceptsAtEnd is { } known)
            return known;
        lock (_gate)
        {
            bool accepts = state.CloseFor(program, nextIsWord: false, atEnd: true).Matches;
            state.AcceptsAtEnd = accepts;
            return accepts;
        }
    }

    /// <param name="Classes">What the automaton moves by.</param>
    /// <param name="Members">For each set of the program, which classes are in it.</param>
    /// <param name="Word">Which classes are of word characters.</param>
    /// <param name="Start">The state before the text.</param>
    private sealed record Tables(CodePointClasses Classes, bool[][] Members, bool[] Word, DfaState Start);
}
