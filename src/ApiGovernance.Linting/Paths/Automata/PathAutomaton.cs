using System.Globalization;

namespace ApiGovernance.Linting.Paths.Automata;

/// <summary>
/// All paths of a run as one automaton over the names on the way down. States are sets of positions in patterns and are made when a
/// document first leads there; conditions on values are asked once for all paths that share them.
/// </summary>
internal sealed class PathAutomaton
{
    private readonly List<PathPattern> _patterns = [];
    private readonly List<int> _pathOfPattern = [];
    private readonly Dictionary<string, AutomatonState> _states = new(StringComparer.Ordinal);

    /// <param name="paths">A match is told with the index of its path.</param>
    public PathAutomaton(IReadOnlyList<JsonPath> paths)
    {
        for (int i = 0; i < paths.Count; i++)
        {
            foreach (PathPattern pattern in paths[i].Patterns)
            {
                _patterns.Add(pattern);
                _pathOfPattern.Add(i);
            }
        }

        UsesParentProperty = _patterns.Exists(pattern => pattern.Conditions.Any(condition => condition.UsesParentProperty));
        UsesPath = _patterns.Exists(pattern => pattern.Conditions.Any(condition => condition.UsesPath));
    }

    /// <summary>A filter asks for the key of the parent: under another key, the same value may answer otherwise.</summary>
    public bool UsesParentProperty { get; }

    /// <summary>A filter asks for the whole way: every way to a value counts.</summary>
    public bool UsesPath { get; }

    public IReadOnlyList<PathPattern> Patterns => _patterns;

    public Acceptance AcceptanceOf(int pattern) => new(_pathOfPattern[pattern], _patterns[pattern].IsKey);

    /// <summary>The state in which the given patterns wait for their first step.</summary>
    public AutomatonState Start(IEnumerable<int> patterns) => State([.. patterns.Where(pattern => _patterns[pattern].Steps.Count > 0).Select(pattern => new Position(pattern, 0))]);

    public EdgeStep Step(Position position) => _patterns[position.Pattern].Steps[position.Step];

    public bool IsLast(Position position) => position.Step == _patterns[position.Pattern].Steps.Count - 1;

    public AutomatonState State(IReadOnlyCollection<Position> positions)
    {
        Position[] sorted = [.. positions.Distinct().OrderBy(position => position.Pattern).ThenBy(position => position.Step)];
        string key = string.Join(';', sorted.Select(position => string.Create(CultureInfo.InvariantCulture, $"{position.Pattern}.{position.Step}")));
        if (!_states.TryGetValue(key, out AutomatonState? state))
            _states[key] = state = new AutomatonState(this, sorted);
        return state;
    }
}

/// <summary>A pattern waits for this step.</summary>
internal readonly record struct Position(int Pattern, int Step);

/// <param name="Path">The index of the path that reached its end.</param>
internal readonly record struct Acceptance(int Path, bool IsKey);
