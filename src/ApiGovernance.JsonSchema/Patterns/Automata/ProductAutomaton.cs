namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>
/// Several conditions at once: a state is one of each automaton. States are numbered as they are found; one from which no text can
/// satisfy the conditions is <see cref="Dead"/>. Not for concurrent use.
/// </summary>
internal sealed class ProductAutomaton
{
    public const int Dead = -1;

    private const int NotKnown = -2;

    // What making a state takes beside looking at its places: by measurement about as much as so many of them.
    private const int StateCost = 40;

    private static readonly IEqualityComparer<DfaState[]> s_sameStates = EqualityComparer<DfaState[]>.Create(
        static (a, b) => a.AsSpan().SequenceEqual(b),
        static states =>
        {
            var hash = new HashCode();
            foreach (DfaState state in states)
                hash.Add(state);
            return hash.ToHashCode();
        });

    private readonly IReadOnlyList<PatternCondition> _conditions;
    private readonly (SubsetConstruction Construction, Dictionary<DfaState, DfaState> States)[] _automata;
    private readonly Dictionary<DfaState[], int> _ids = new(s_sameStates);
    private readonly List<DfaState[]> _states = [];
    private readonly List<int[]> _next = [];
    private readonly int _symbols;
    private long _work;

    public ProductAutomaton(IReadOnlyList<PatternCondition> conditions, CodePointClasses classes)
    {
        _conditions = conditions;
        _symbols = classes.Count;
        _automata =
        [
            .. conditions.SelectMany(static c => c.Parts)
                .Select(p => (new SubsetConstruction(p.Program, classes), new Dictionary<DfaState, DfaState>(DfaState.SameContent))),
        ];
        Start = Number(Array.ConvertAll(_automata, static a => a.Construction.Start));
    }

    /// <summary>The state before the text.</summary>
    public int Start { get; }

    /// <summary>What has been spent so far, in places looked at.</summary>
    public long Work => _work;

    /// <summary>Whether the conditions hold however the text goes on.</summary>
    public bool IsSettled(int state) => Array.TrueForAll(_states[state], static s => s.IsFinal);

    /// <summary>Whether the conditions hold for a text that ends in a state.</summary>
    public bool Accepts(int state)
    {
        DfaState[] states = _states[state];
        int first = 0;
        foreach (PatternCondition condition in _conditions)
        {
            bool matches = true;
            for (int i = 0; i < condition.Parts.Count && matches; i++)
                matches = AcceptsAtEnd(first + i, states[first + i]) == condition.Parts[i].Expected;
            if (matches != condition.Wanted)
                return false;
            first += condition.Parts.Count;
        }

        return true;
    }

    public int Follow(int state, int symbol)
    {
        ref int next = ref _next[state][symbol];
        _work += _automata.Length;
        if (next == NotKnown)
            next = Number(FollowEach(_states[state], symbol));
        return next;
    }

    private bool AcceptsAtEnd(int automaton, DfaState state) =>
        state.IsFinal ? ReferenceEquals(state, DfaState.Accept) : _automata[automaton].Construction.AcceptsAtEnd(state);

    private DfaState[] FollowEach(DfaState[] from, int symbol)
    {
        var to = new DfaState[from.Length];
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i].IsFinal ? from[i] : from[i].Next[symbol] ??= FollowOne(i, from[i], symbol);
        return to;
    }

    private DfaState FollowOne(int automaton, DfaState from, int symbol)
    {
        (SubsetConstruction construction, Dictionary<DfaState, DfaState> states) = _automata[automaton];
        DfaState next = construction.Follow(from, symbol, ref _work);
        if (next.IsFinal)
            return next;
        if (!states.TryAdd(next, next))
            return states[next];
        _work += StateCost;
        return next;
    }

    private int Number(DfaState[] states)
    {
        if (!CanHold(states))
            return Dead;
        if (_ids.TryGetValue(states, out int id))
            return id;
        int[] next = new int[_symbols];
        Array.Fill(next, NotKnown);
        _ids.Add(states, _states.Count);
        _states.Add(states);
        _next.Add(next);
        _work += _symbols + StateCost;
        return _states.Count - 1;
    }

    /// <summary>Whether no condition is broken for good. Conditions that hold for good are given one state, whatever it was before.</summary>
    private bool CanHold(DfaState[] states)
    {
        int first = 0;
        foreach (PatternCondition condition in _conditions)
        {
            bool refuted = false;
            bool proven = true;
            for (int i = 0; i < condition.Parts.Count; i++)
            {
                DfaState state = states[first + i];
                DfaState expected = Final(condition.Parts[i].Expected);
                refuted |= state.IsFinal && !ReferenceEquals(state, expected);
                proven &= ReferenceEquals(state, expected);
            }

            if (condition.Wanted ? refuted : proven)
                return false;
            for (int i = 0; i < condition.Parts.Count && refuted; i++)
                states[first + i] = Final(!condition.Parts[i].Expected);
            first += condition.Parts.Count;
        }

        return true;
    }

    private static DfaState Final(bool matches) => matches ? DfaState.Accept : DfaState.Reject;
}
