namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>A footprint with numbers for words, as it is compared.</summary>
internal sealed record IndexedFootprint(string Api, string Version, string? Entity, double Confidence, IndexedOperation[] Operations)
{
    /// <summary>The operations about each entity, as indexes.</summary>
    public required (string? Entity, int[] Operations)[] ByEntity { get; init; }

    /// <summary>Words of paths; and so on.</summary>
    public required WordSet Nouns { get; init; }

    public required WordSet Schemas { get; init; }

    public required WordSet Fields { get; init; }

    public required WordSet Title { get; init; }

    public required WordSet Keys { get; init; }

    /// <summary>Everything that is counted, each once.</summary>
    public IEnumerable<int> All => [.. Nouns.Numbers, .. Schemas.Numbers, .. Fields.Numbers, .. Title.Numbers, .. Keys.Numbers];

    public static IndexedFootprint Of(ApiFootprint footprint, WordWeights words)
    {
        var sets = new WordSets(words);
        IndexedOperation[] operations = [.. footprint.Operations.Select(operation => IndexedOperation.Of(operation, words, sets))];
        string? entity = footprint.Entity is { } main ? words.Shared(main.Name) : null;
        return new IndexedFootprint(footprint.Api, footprint.Version, entity, footprint.Entity?.Confidence ?? 0, operations)
        {
            ByEntity =
            [
                .. Enumerable.Range(0, operations.Length)
                    .GroupBy(i => operations[i].Entity, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.ToArray())),
            ],
            Nouns = sets.Of(WordKind.Path, footprint.Operations.SelectMany(operation => operation.Nouns)),
            Schemas = sets.Of(WordKind.Schema, footprint.Schemas),
            Fields = sets.Of(WordKind.Field, footprint.Fields),
            Title = sets.Of(WordKind.Title, footprint.Title),
            Keys = sets.Of(WordKind.Key, footprint.Identifiers.Concat(footprint.Operations.SelectMany(operation => operation.Keys))),
        };
    }
}

/// <param name="Label">As people know it.</param>
/// <param name="Part">The words of <paramref name="SubResource"/>; where there is no entity, those of the resource itself.</param>
internal sealed record IndexedOperation(
    string Label, string? Entity, OperationVerb Verb, string SubResource, WordSet Part, WordSet Nouns, WordSet Keys, WordSet Schemas)
{
    public static IndexedOperation Of(FootprintOperation operation, WordWeights words, WordSets sets) => new(
        operation.Operation,
        operation.Entity is { } entity ? words.Shared(entity) : null,
        operation.Verb,
        words.Shared(operation.SubResource),
        sets.Of(WordKind.Path, operation.SubResource.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        sets.Of(WordKind.Path, operation.Nouns),
        sets.Of(WordKind.Key, operation.Keys),
        sets.Of(WordKind.Schema, operation.Schemas));
}
