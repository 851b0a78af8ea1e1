using System.Collections.Frozen;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Builds the trie from a contract's templates. Of two operations that match the same calls the first written wins.</summary>
internal sealed class OperationMatcherBuilder
{
    private readonly Dictionary<string, OperationMatcherBuilder> literals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SegmentPattern Pattern, OperationMatcherBuilder Node)> patterns = new(StringComparer.Ordinal);
    private readonly List<CompiledOperation> operations = [];

    public static OperationMatcher Build(IEnumerable<CompiledOperation> operations)
    {
        OperationMatcherBuilder root = new();
        foreach (CompiledOperation operation in operations)
            root.Add(operation);
        return new OperationMatcher(root.Build());
    }

    /// <summary>The parameters of a template, in the order in which the matcher captures them.</summary>
    public static string[] ParameterNames(string template) =>
        [.. Segments(template).SelectMany(segment => SegmentPattern.Parse(segment)?.Names ?? [])];

    /// <summary>The segments of a template; none is empty.</summary>
    public static string[] Segments(string template)
    {
        // Some contracts write a query or a fragment into the path to tell operations apart; neither takes part in matching.
        int end = template.AsSpan().IndexOfAny('?', '#');
        string path = (end < 0 ? template : template[..end]).Trim('/');
        return path.Length == 0 ? [] : path.Split('/');
    }

    private void Add(CompiledOperation operation)
    {
        OperationMatcherBuilder node = this;
        foreach (string segment in Segments(operation.Template))
            node = SegmentPattern.Parse(segment) is { } pattern ? node.Below(pattern) : node.Below(segment);
        if (!node.operations.Exists(other => other.Method == operation.Method))
            node.operations.Add(operation);
    }

    private OperationMatcherBuilder Below(string literal)
    {
        if (!literals.TryGetValue(literal, out OperationMatcherBuilder? node))
            literals.Add(literal, node = new OperationMatcherBuilder());
        return node;
    }

    private OperationMatcherBuilder Below(SegmentPattern pattern)
    {
        if (!patterns.TryGetValue(pattern.Shape, out var edge))
            patterns.Add(pattern.Shape, edge = (pattern, new OperationMatcherBuilder()));
        return edge.Node;
    }

    private PathNode Build() => new(
        literals.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Build(), StringComparer.Ordinal),
        [.. patterns.Values
            .OrderByDescending(edge => edge.Pattern.LiteralLength)
            .ThenBy(edge => edge.Pattern.Shape, StringComparer.Ordinal)
            .Select(edge => new PatternEdge(edge.Pattern, edge.Node.Build()))],
        operations.Count == 0 ? null : new MethodSet(operations));
}
