using ApiGovernance.Linting.Paths.Filters;

namespace ApiGovernance.Linting.Paths.Automata;

/// <summary>Where an edge of a name leads: without conditions, and with those that hold.</summary>
internal sealed class AutomatonTransition
{
    private readonly PathAutomaton _automaton;
    private readonly IReadOnlyList<Position> _next;
    private readonly IReadOnlyList<Acceptance> _accepted;
    private readonly IReadOnlyList<ConditionalStep> _conditional;
    private readonly PathCondition[] _conditions;
    private readonly Dictionary<UInt128, Outcome> _outcomes = [];

    public AutomatonTransition(PathAutomaton automaton, List<Position> next, List<Acceptance> accepted, List<ConditionalStep> conditional)
    {
        (_automaton, _next, _accepted, _conditional) = (automaton, next, accepted, conditional);
        _conditions = [.. conditional.SelectMany(step => step.Conditions).DistinctBy(condition => condition.Key)];
        NeedsContainer = Array.TrueForAll(_conditions, condition => condition.NeedsContainer);
        Unconditional = Of(static _ => false);
    }

    /// <summary>What holds without asking.</summary>
    public Outcome Unconditional { get; }

    public bool HasConditions => _conditions.Length > 0;

    /// <summary>No condition can hold for a scalar.</summary>
    public bool NeedsContainer { get; }

    public Outcome Ask(in Candidate candidate)
    {
        UInt128 holding = 0;
        if (_conditions.Length > 128)
            return AskMany(candidate);
        for (int i = 0; i < _conditions.Length; i++)
        {
            if (_conditions[i].Holds(candidate))
                holding |= UInt128.One << i;
        }

        if (holding == 0)
            return Unconditional;
        if (!_outcomes.TryGetValue(holding, out Outcome? outcome))
            _outcomes[holding] = outcome = Of(condition => (holding & (UInt128.One << IndexOf(condition))) != 0);
        return outcome;
    }

    // More conditions than bits: nothing is remembered.
    private Outcome AskMany(in Candidate candidate)
    {
        HashSet<string> holding = [];
        foreach (PathCondition condition in _conditions)
        {
            if (condition.Holds(candidate))
                holding.Add(condition.Key);
        }

        return Of(condition => holding.Contains(condition.Key));
    }

    private int IndexOf(PathCondition condition) => Array.FindIndex(_conditions, one => one.Key == condition.Key);

    private Outcome Of(Func<PathCondition, bool> holds)
    {
        List<Position> next = [.. _next];
        List<Acceptance> accepted = [.. _accepted];
        foreach (ConditionalStep step in _conditional.Where(step => step.Conditions.All(holds)))
        {
            if (step.Acceptance is { } reached)
                accepted.Add(reached);
            else
                next.Add(step.Target);
        }

        return new Outcome(_automaton.State(next), [.. accepted.Distinct()]);
    }
}

/// <param name="Next">The state for what lies below.</param>
/// <param name="Accepted">The paths that end here.</param>
internal sealed record Outcome(AutomatonState Next, Acceptance[] Accepted);
