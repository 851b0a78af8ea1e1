namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Says in words why operations and APIs are taken for alike.</summary>
internal static class OverlapEvidence
{
    private const int MaxWords = 5;

    public static string OfOperations(IndexedOperation a, IndexedOperation b, WordWeights words)
    {
        List<string> reasons = [$"{Does(a, b)} {What(a, words)}"];
        if (Named(SortedWords.Shared(a.Keys, b.Keys), words) is { Length: > 0 } keys)
            reasons.Add($"both by {keys}");
        if (Named(SortedWords.Shared(a.Schemas, b.Schemas), words) is { Length: > 0 } schemas)
            reasons.Add($"schemas say {schemas}");
        return string.Join("; ", reasons);
    }

    public static IReadOnlyList<string> OfApis(IndexedFootprint a, IndexedFootprint b, WordWeights words)
    {
        List<string> evidence = [];
        if (a.Entity is not null && a.Entity == b.Entity)
            evidence.Add($"both are mainly about {a.Entity}");
        Add(evidence, "words of paths", SortedWords.Shared(a.Nouns, b.Nouns), words);
        Add(evidence, "identifiers", SortedWords.Shared(a.Keys, b.Keys), words);
        Add(evidence, "words of schema names", SortedWords.Shared(a.Schemas, b.Schemas), words);
        Add(evidence, "fields", SortedWords.Shared(a.Fields, b.Fields), words);
        return evidence;
    }

    private static string Does(IndexedOperation a, IndexedOperation b) => a.Verb == b.Verb
        ? $"both {OperationVerbs.Name(a.Verb)}"
        : $"one {OperationVerbs.Name(a.Verb)}s, the other {OperationVerbs.Name(b.Verb)}s";

    private static string What(IndexedOperation operation, WordWeights words) =>
        operation.Entity is null ? Named(operation.Nouns, words)
        : operation.SubResource.Length == 0 ? operation.Entity
        : $"{operation.Entity} ({operation.SubResource})";

    private static void Add(List<string> evidence, string name, int[] shared, WordWeights words)
    {
        if (shared.Length > 0)
            evidence.Add($"{name}: {Named(shared, words)}{(shared.Length > MaxWords ? " ..." : "")}");
    }

    // The weightiest first, by name among equals: numbers of words differ with the order of arrival.
    private static string Named(int[] numbers, WordWeights words)
    {
        double[] weights = words.Weights();
        return string.Join(", ", numbers
            .Select(number => (Word: words.WordOf(number)[2..], Weight: weights[number]))
            .OrderByDescending(word => word.Weight)
            .ThenBy(word => word.Word, StringComparer.Ordinal)
            .Take(MaxWords)
            .Select(word => word.Word));
    }
}
