using System.Collections.Frozen;

namespace ApiGovernance.Gateway.Routing;

/// <summary>A node of the matcher's trie; one level per segment.</summary>
internal sealed class PathNode(
    FrozenDictionary<string, PathNode> literals, IReadOnlyList<PatternEdge> patterns, MethodSet? methods)
{
    public FrozenDictionary<string, PathNode> Literals { get; } = literals;

    /// <summary>Most specific first.</summary>
    public IReadOnlyList<PatternEdge> Patterns { get; } = patterns;

    /// <summary>What the path that ends here offers; null when no template ends here.</summary>
    public MethodSet? Methods { get; } = methods;
}

internal sealed record PatternEdge(SegmentPattern Pattern, PathNode Node);

/// <summary>The operations on one path.</summary>
internal sealed class MethodSet
{
    private readonly CompiledOperation[] operations;

    public MethodSet(IReadOnlyList<CompiledOperation> operations)
    {
        this.operations = [.. operations];
        SortedSet<string> allow = new(operations.Select(operation => operation.Method), StringComparer.Ordinal);
        if (allow.Contains("GET"))
            allow.Add("HEAD");
        Allow = string.Join(", ", allow);
    }

    /// <summary>The value of <c>Allow</c> (RFC 9110, 10.2.1).</summary>
    public string Allow { get; }

    /// <summary>HEAD is served where GET is declared.</summary>
    public CompiledOperation? Find(string method)
    {
        foreach (CompiledOperation operation in operations)
        {
            if (operation.Method == method)
                return operation;
        }

        return method == "HEAD" ? Find("GET") : null;
    }
}
