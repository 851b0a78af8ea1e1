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
    private SubsetConstruction? _construction;
    private int _cachedWork;

    public override PatternEngine Engine => PatternEngine.Automaton;

    public override bool CanBeUndecided => _maxWork != long.MaxValue;

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        SubsetConstruction construction = _construction ?? Prepare();
        ReadOnlySpan<ushort> ascii = construction.Classes.Ascii;
        DfaState state = construction.Start;
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
                symbol = construction.Classes.Beyond(Utf8CodePoint.Read(utf8, ref pos));
            }

            state = state.Next[symbol] ?? Follow(construction, state, symbol, ref work);
            if (state.IsFinal)
                return Of(ReferenceEquals(state, DfaState.Accept));
            if (work > _maxWork)
                return PatternMatch.Undecided;
        }

        return Of(AcceptsHere(construction, state));
    }

    private SubsetConstruction Prepare()
    {
        lock (_gate)
            return _construction ??= new SubsetConstruction(program, new CodePointClasses(program.DistinguishedSets));
    }

    private DfaState Follow(SubsetConstruction construction, DfaState state, int symbol, ref long work)
    {
        lock (_gate)
        {
            if (state.Next[symbol] is { } known)
                return known;
            DfaState next = construction.Follow(state, symbol, ref work);
            if (!next.IsFinal)
            {
                if (_states.TryGetValue(next, out DfaState? same))
                {
                    next = same;
                }
                else if (_cachedWork < MaxCachedWork)
                {
                    _cachedWork += next.Kernel.Length + construction.Classes.Count + 8;
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

    private bool AcceptsHere(SubsetConstruction construction, DfaState state)
    {
        if (state.AcceptsAtEnd is { } known)
            return known;
        lock (_gate)
            return construction.AcceptsAtEnd(state);
    }
}
