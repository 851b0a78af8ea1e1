namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// Finds the operations of a contract by path. Immutable; a literal segment beats one with parameters (OpenAPI 3.1, 4.8.8.1), and
/// where that leads nowhere the next best is tried.
/// </summary>
internal sealed class OperationMatcher(PathNode root)
{
    /// <summary>More parameters than this in one path are never captured: such a template does not match.</summary>
    public const int MaxCaptures = 32;

    /// <param name="path">The decoded contract path: empty, or with a leading slash. One trailing slash is ignored.</param>
    /// <param name="captures">Room for <see cref="MaxCaptures"/>.</param>
    /// <param name="count">How many were captured.</param>
    /// <param name="lookalike">What a reader would find that takes capitals and small letters for the same, where that is something else; else null.</param>
    /// <returns>Null when no template matches.</returns>
    public MethodSet? Match(ReadOnlySpan<char> path, Span<PathCapture> captures, out int count, out MethodSet? lookalike)
    {
        if (path.EndsWith('/'))
            path = path[..^1];
        bool mixed = false;
        MethodSet? found = Match(root, path, 0, captures, 0, out count, ref mixed);
        lookalike = null;
        // Only where a parameter took what a literal, or part of one, might have meant.
        if (mixed && found is not null && MatchFolded(root, path, 0) is { } folded && folded != found)
            lookalike = folded;
        return found;
    }

    private static MethodSet? Match(PathNode node, ReadOnlySpan<char> path, int at, Span<PathCapture> captures, int captured, out int count, ref bool mixed)
    {
        count = captured;
        if (at >= path.Length)
            return node.Methods;
        int start = at + 1;
        int slash = path[start..].IndexOf('/');
        int end = slash < 0 ? path.Length : start + slash;
        ReadOnlySpan<char> segment = path[start..end];

        if (node.Literals.Count > 0
            && node.Literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out PathNode? next)
            && Match(next, path, end, captures, captured, out count, ref mixed) is { } byLiteral)
            return byLiteral;

        foreach (PatternEdge edge in node.Patterns)
        {
            int needed = edge.Pattern.Names.Count;
            if (captured + needed <= captures.Length
                && edge.Pattern.TryMatch(segment, start, captures.Slice(captured, needed))
                && Match(edge.Node, path, end, captures, captured + needed, out count, ref mixed) is { } byPattern)
            {
                mixed |= node.Literals.Count > 0 || node.Patterns.Count > 1;
                return byPattern;
            }
        }

        count = 0;
        return null;
    }

    private static MethodSet? MatchFolded(PathNode node, ReadOnlySpan<char> path, int at)
    {
        if (at >= path.Length)
            return node.Methods;
        int start = at + 1;
        int slash = path[start..].IndexOf('/');
        int end = slash < 0 ? path.Length : start + slash;
        ReadOnlySpan<char> segment = path[start..end];
        if (node.Literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out PathNode? exact) && MatchFolded(exact, path, end) is { } byName)
            return byName;
        foreach (var (literal, next) in node.Literals)
        {
            if (segment.Equals(literal, StringComparison.OrdinalIgnoreCase) && MatchFolded(next, path, end) is { } byLiteral)
                return byLiteral;
        }

        Span<PathCapture> unused = stackalloc PathCapture[MaxCaptures];
        foreach (PatternEdge edge in node.Patterns)
        {
            if (edge.Pattern.Names.Count <= MaxCaptures && edge.Pattern.TryMatch(segment, start, unused, StringComparison.OrdinalIgnoreCase) && MatchFolded(edge.Node, path, end) is { } byPattern)
                return byPattern;
        }

        return null;
    }
}
