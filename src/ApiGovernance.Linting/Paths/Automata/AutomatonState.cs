using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ApiGovernance.Linting.Paths.Automata;

/// <summary>A set of positions; knows for each name where it leads.</summary>
internal sealed class AutomatonState(PathAutomaton automaton, Position[] positions)
{
    // The names that some step or condition here speaks of. All others lead to one place: documents have thousands of them.
    private readonly HashSet<string> _spoken = [.. positions.Select(automaton.Step).SelectMany(Names)];
    private readonly Dictionary<string, AutomatonTransition> _byName = new(StringComparer.Ordinal);

    // The reader gives equal keys of a document one string: by reference is faster than by text, and falls back to it.
    private readonly Dictionary<string, AutomatonTransition> _byReference = new(SameString.Instance);
    private AutomatonTransition? _item;
    private AutomatonTransition? _other;

    /// <summary>Nothing waits here: below, there is nothing to find.</summary>
    public bool IsDead => positions.Length == 0;

    public AutomatonTransition ByName(string name)
    {
        if (_byReference.TryGetValue(name, out AutomatonTransition? transition))
            return transition;
        if (!_spoken.Contains(name))
            transition = _other ??= Make(name);
        else if (!_byName.TryGetValue(name, out transition))
            _byName[name] = transition = Make(name);
        return _byReference[name] = transition;
    }

    public AutomatonTransition Item => _item ??= Make(null);

    private static IEnumerable<string> Names(EdgeStep step) =>
        step.Conditions.SelectMany(condition => condition.Names).Concat(step.Selector is NameSelector selector ? selector.Names : []);

    private AutomatonTransition Make(string? name)
    {
        List<Position> next = [];
        List<Acceptance> accepted = [];
        List<ConditionalStep> conditional = [];
        foreach (Position position in positions)
        {
            EdgeStep step = automaton.Step(position);
            if (step.Deep)
                next.Add(position);
            List<PathCondition> conditions = [.. step.Conditions];
            if (name is not null ? !step.Selector.TakesMember(name) : step.Selector.Items == ItemChoice.None)
                continue;
            if (name is null && step.Selector.Items == ItemChoice.Some)
                conditions.Add(new ItemCondition(step.Selector));
            if (conditions.Exists(condition => condition.IsRuledOut(name)))
                continue;
            Acceptance? acceptance = automaton.IsLast(position) ? automaton.AcceptanceOf(position.Pattern) : null;
            Position target = position with { Step = position.Step + 1 };
            if (conditions.Count > 0)
                conditional.Add(new ConditionalStep(conditions, acceptance, target));
            else if (acceptance is { } reached)
                accepted.Add(reached);
            else
                next.Add(target);
        }

        return new AutomatonTransition(automaton, next, accepted, conditional);
    }

    private sealed class SameString : IEqualityComparer<string>
    {
        public static SameString Instance { get; } = new();

        public bool Equals(string? x, string? y) => ReferenceEquals(x, y);

        public int GetHashCode([DisallowNull] string obj) => RuntimeHelpers.GetHashCode(obj);
    }
}

/// <summary>Where an edge leads if all conditions hold.</summary>
/// <param name="Acceptance">The end of a path; null when there are steps left.</param>
internal sealed record ConditionalStep(IReadOnlyList<PathCondition> Conditions, Acceptance? Acceptance, Position Target);
