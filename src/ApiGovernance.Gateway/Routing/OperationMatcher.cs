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
    /// <returns>Null when no template matches.</returns>
    public MethodSet? Match(ReadOnlySpan<char> path, Span<PathCapture> captures, out int count)
    {
        if (path.EndsWith('/'))
            path = path[..^1];
        return Match(root, path, 0, captures, 0, out count);
    }

    private static MethodSet? Match(PathNode node, ReadOnlySpan<char> path, int at, Span<PathCapture> captures, int captured, out int count)
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
            && Match(next, path, end, captures, captured, out count) is { } byLiteral)
            return byLiteral;

        foreach (PatternEdge edge in node.Patterns)
        {
            int needed = edge.Pattern.Names.Count;
            if (captured + needed <= captures.Length
                && edge.Pattern.TryMatch(segment, start, captures.Slice(captured, needed))
                && Match(edge.Node, path, end, captures, captured + needed, out count) is { } byPattern)
                return byPattern;
        }

        count = 0;
        return null;
    }
}
