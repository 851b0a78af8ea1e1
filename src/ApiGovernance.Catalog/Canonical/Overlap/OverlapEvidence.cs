namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Says in words why operations and APIs are taken for alike.</summary>
internal static class OverlapEvidence
{
    private const int MaxWords = 5;

    public static string OfOperations(IndexedOperation a, IndexedOperation b, WordWeights words)
    {
        List<string> reasons = [$"{Does(a, b)} {What(a, words)}"];
        if (Named(a.Keys.Shared(b.Keys), words) is { Length: > 0 } keys)
            reasons.Add($"both by {keys}");
        if (Named(a.Schemas.Shared(b.Schemas), words) is { Length: > 0 } schemas)
            reasons.Add($"schemas say {schemas}");
        return string.Join("; ", reasons);
    }

    public static IReadOnlyList<string> OfApis(IndexedFootprint a, IndexedFootprint b, WordWeights words)
    {
        List<string> evidence = [];
        if (a.Entity is not null && a.Entity == b.Entity)
            evidence.Add($"both are mainly about {a.Entity}");
        Add(evidence, "words of paths", a.Nouns.Shared(b.Nouns), words);
        Add(evidence, "identifiers", a.Keys.Shared(b.Keys), words);
        Add(evidence, "words of schema names", a.Schemas.Shared(b.Schemas), words);
        Add(evidence, "fields", a.Fields.Shared(b.Fields), words);
        return evidence;
    }

    private static string Does(IndexedOperation a, IndexedOperation b) => a.Verb == b.Verb
        ? $"both {OperationVerbs.Name(a.Verb)}"
        : $"one {OperationVerbs.Name(a.Verb)}s, the other {OperationVerbs.Name(b.Verb)}s";

    private static string What(IndexedOperation operation, WordWeights words) =>
        operation.Entity is null ? Named(operation.Nouns.Numbers, words)
        : operation.SubResource.Length == 0 ? operation.Entity
        : $"{operation.Entity} ({operation.SubResource})";

    private static void Add(List<string> evidence, string name, IEnumerable<int> shared, WordWeights words)
    {
        if (shared.Any())
            evidence.Add($"{name}: {Named(shared, words)}{(shared.Count() > MaxWords ? " ..." : "")}");
    }

    // The weightiest first, by name among equals: numbers of words differ with the order of arrival.
    private static string Named(IEnumerable<int> numbers, WordWeights words)
    {
        double[] squares = words.Weighing().Squares;
        return string.Join(", ", numbers
            .Select(number => (Word: words.WordOf(number), Weight: squares[number]))
            .OrderByDescending(word => word.Weight)
            .ThenBy(word => word.Word, StringComparer.Ordinal)
            .Take(MaxWords)
            .Select(word => word.Word));
    }
}
