using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>
/// The deterministic automaton of a pattern one step at a time: which set of places follows on which. It keeps none of them. For one
/// thread at a time.
/// </summary>
internal sealed class SubsetConstruction
{
    private readonly NfaProgram _program;
    private readonly bool[][] _members;
    private readonly bool[] _word;
    private readonly PlaceWalk _walk;
    private readonly List<int> _kernel = [];

    /// <param name="program">The pattern.</param>
    /// <param name="classes">What to move by: finer than, or as fine as, <see cref="NfaProgram.DistinguishedSets"/> make them.</param>
    public SubsetConstruction(NfaProgram program, CodePointClasses classes)
    {
        _program = program;
        Classes = classes;
        _walk = new PlaceWalk(program.States.Length);
        int[] representatives = classes.Representatives();
        _members = Array.ConvertAll(program.Sets, set => Array.ConvertAll(representatives, c => c >= 0 && set.Contains(c)));
        _word = Array.ConvertAll(representatives, c => program.HasWordBoundary && c >= 0 && CodePointSet.Word.Contains(c));
        Start = new DfaState([program.Start], atStart: true, afterWord: false, classes.Count);
    }

    public CodePointClasses Classes { get; }

    /// <summary>The state before the text.</summary>
    public DfaState Start { get; }

    /// <summary>Whether the pattern has matched when the text ends in a state.</summary>
    public bool AcceptsAtEnd(DfaState state)
    {
        if (state.AcceptsAtEnd is { } known)
            return known;
        bool accepts = state.CloseFor(_program, _walk, nextIsWord: false, atEnd: true).Matches;
        state.AcceptsAtEnd = accepts;
        return accepts;
    }

    /// <summary>The state after a character of a class; a new one each time, unless it is final.</summary>
    public DfaState Follow(DfaState state, int symbol, ref long work)
    {
        bool isWord = _word[symbol];
        DfaState.Closure closure = state.CloseFor(_program, _walk, isWord, atEnd: false);
        work += closure.Visited + 8;
        return closure.Matches ? DfaState.Accept : Step(closure, symbol, isWord);
    }

    private DfaState Step(DfaState.Closure closure, int symbol, bool isWord)
    {
        _kernel.Clear();
        foreach (int place in closure.Places)
        {
            ref readonly NfaState nfa = ref _program.States[place];
            if (_members[nfa.Set][symbol])
                _kernel.Add(nfa.Next);
        }

        if (!_program.Anchored)
            _kernel.Add(_program.Start);
        if (_kernel.Count == 0)
            return DfaState.Reject;
        _kernel.Sort();
        int kept = 1;
        for (int i = 1; i < _kernel.Count; i++)
        {
            if (_kernel[i] != _kernel[kept - 1])
                _kernel[kept++] = _kernel[i];
        }

        _kernel.RemoveRange(kept, _kernel.Count - kept);
        return new DfaState([.. _kernel], atStart: false, afterWord: isWord, Classes.Count);
    }
}
