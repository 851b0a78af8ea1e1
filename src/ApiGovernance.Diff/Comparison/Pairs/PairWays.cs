namespace ApiGovernance.Diff.Comparison.Pairs;

/// <summary>All ways from the root of one use down to the pairs below it: a schema that is used in two places is in both of them.</summary>
internal sealed class PairWays(PairNode root)
{
    /// <summary>More than these nobody wants to read, and whoever asks is told that there are too many.</summary>
    private const int MaxWays = 16;

    private const int MaxSteps = 400;

    private readonly Dictionary<PairNode, List<(PairNode Above, PairStep Step)>> _above = new(ReferenceEqualityComparer.Instance);

    public void Add(PairNode above, PairEdge edge)
    {
        if (!_above.TryGetValue(edge.Target, out List<(PairNode, PairStep)>? known))
            _above[edge.Target] = known = [];
        known.Add((above, edge.Step));
    }

    /// <summary>The names from the root down, null for items; null when the ways are too many, or without end because a schema contains itself.</summary>
    public IReadOnlyList<IReadOnlyList<string?>>? To(PairNode pair)
    {
        Walk walk = new(this);
        return walk.Up(pair) ? walk.Found : null;
    }

    private sealed class Walk(PairWays ways)
    {
        private readonly HashSet<PairNode> _onWay = new(ReferenceEqualityComparer.Instance);
        private readonly List<string?> _names = [];
        private int _steps;

        public List<IReadOnlyList<string?>> Found { get; } = [];

        /// <returns>False when it gives up.</returns>
        public bool Up(PairNode at)
        {
            if (++_steps > MaxSteps || !_onWay.Add(at))
                return false;
            if (ReferenceEquals(at, ways.Root))
                Found.Add([.. _names.AsEnumerable().Reverse()]);
            if (Found.Count > MaxWays)
                return false;
            foreach ((PairNode above, PairStep step) in ways._above.GetValueOrDefault(at) ?? [])
            {
                if (step.Kind != StepKind.Branch)
                    _names.Add(step.Kind == StepKind.Property ? step.Name : null);
                if (!Up(above))
                    return false;
                if (step.Kind != StepKind.Branch)
                    _names.RemoveAt(_names.Count - 1);
            }

            _onWay.Remove(at);
            return true;
        }
    }

    private PairNode Root => root;
}
