namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>What a walk over the places of an automaton needs to remember; used again and again, by one thread at a time.</summary>
internal sealed class PlaceWalk(int places)
{
    private readonly int[] _visitedIn = new int[places];
    private readonly List<int> _open = [];
    private int _walk;

    /// <summary>How many places the walk came to.</summary>
    public int Visited { get; private set; }

    /// <summary>Those of interest; the walk itself does not touch them.</summary>
    public List<int> Found { get; } = [];

    public void Begin(ReadOnlySpan<int> places)
    {
        _walk++;
        Visited = 0;
        Found.Clear();
        _open.Clear();
        _open.AddRange(places);
    }

    public void Push(int place) => _open.Add(place);

    /// <summary>The next place not come to before.</summary>
    public bool TryNext(out int place)
    {
        while (_open.Count > 0)
        {
            place = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            if (_visitedIn[place] == _walk)
                continue;
            _visitedIn[place] = _walk;
            Visited++;
            return true;
        }

        place = -1;
        return false;
    }
}
