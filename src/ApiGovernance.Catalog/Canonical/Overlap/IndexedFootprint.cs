namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>A footprint with numbers for words, as it is compared.</summary>
internal sealed class IndexedFootprint
{
    public required string Api { get; init; }

    public required string Version { get; init; }

    public required string? Entity { get; init; }

    public required double Confidence { get; init; }

    public required IndexedOperation[] Operations { get; init; }

    /// <summary>Words of paths; and so on. Each sorted by number.</summary>
    public required int[] Nouns { get; init; }

    public required int[] Schemas { get; init; }

    public required int[] Fields { get; init; }

    public required int[] Title { get; init; }

    public required int[] Keys { get; init; }

    /// <summary>Everything that is counted. A word is counted apart for each kind of place: one that is common in paths may be rare in titles.</summary>
    public IEnumerable<int> All => Nouns.Concat(Schemas).Concat(Fields).Concat(Title).Concat(Keys);

    public static IndexedFootprint Of(ApiFootprint footprint, WordWeights words)
    {
        IndexedOperation[] operations = [.. footprint.Operations.Select(operation => IndexedOperation.Of(operation, words))];
        return new IndexedFootprint
        {
            Api = footprint.Api,
            Version = footprint.Version,
            Entity = footprint.Entity?.Name,
            Confidence = footprint.Entity?.Confidence ?? 0,
            Operations = operations,
            Nouns = [.. operations.SelectMany(operation => operation.Nouns).Distinct().Order()],
            Schemas = words.NumbersOf(footprint.Schemas.Select(word => "s:" + word)),
            Fields = words.NumbersOf(footprint.Fields.Select(word => "f:" + word)),
            Title = words.NumbersOf(footprint.Title.Select(word => "t:" + word)),
            Keys = words.NumbersOf(footprint.Identifiers.Concat(footprint.Operations.SelectMany(operation => operation.Keys)).Select(word => "k:" + word)),
        };
    }
}

/// <param name="Label">As people know it.</param>
/// <param name="Sub">The words of <paramref name="SubResource"/>; with the entity and the verb it says what the operation does.</param>
internal sealed record IndexedOperation(string Label, string? Entity, OperationVerb Verb, string SubResource, int[] Sub, int[] Nouns, int[] Keys, int[] Schemas)
{
    public static IndexedOperation Of(FootprintOperation operation, WordWeights words) => new(
        operation.Operation,
        operation.Entity is { } entity ? words.Shared(entity) : null,
        operation.Verb,
        words.Shared(operation.SubResource),
        words.NumbersOf(operation.SubResource.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => "p:" + word)),
        words.NumbersOf(operation.Nouns.Select(word => "p:" + word)),
        words.NumbersOf(operation.Keys.Select(word => "k:" + word)),
        words.NumbersOf(operation.Schemas.Select(word => "s:" + word)));
}
