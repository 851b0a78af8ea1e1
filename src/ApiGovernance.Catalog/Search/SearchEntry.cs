namespace ApiGovernance.Catalog.Search;

internal enum SearchKind
{
    Api,
    Operation,
    Field,
}

/// <summary>
/// Words with how much each says about what they describe. Things with the same words are one entry: versions of an API share nearly all
/// of theirs.
/// </summary>
internal sealed class SearchEntry(SearchKind kind, int[] terms, byte[] weights)
{
    private (int Slot, int Item)[] _uses = new (int, int)[1];

    public SearchKind Kind => kind;

    /// <summary>Sorted.</summary>
    public int[] OwnTerms => terms;

    public byte[] OwnWeights => weights;

    /// <summary>Where it stands: which contract, which item of it.</summary>
    public ReadOnlySpan<(int Slot, int Item)> Uses => _uses.AsSpan(0, Count);

    public int Count { get; private set; }

    public void AddUse(int slot, int item)
    {
        if (Count == _uses.Length)
            Array.Resize(ref _uses, Count * 2);
        _uses[Count++] = (slot, item);
    }

    /// <summary>0 for a word that it does not have.</summary>
    public int WeightOf(int term)
    {
        int at = Array.BinarySearch(terms, term);
        return at < 0 ? 0 : weights[at];
    }

    public bool Is(SearchKind other, ReadOnlySpan<int> otherTerms, ReadOnlySpan<byte> otherWeights) =>
        kind == other && otherTerms.SequenceEqual(terms) && otherWeights.SequenceEqual(weights);

    public static int HashOf(SearchKind kind, ReadOnlySpan<int> terms, ReadOnlySpan<byte> weights)
    {
        HashCode hash = default;
        hash.Add(kind);
        foreach (int term in terms)
            hash.Add(term);
        hash.AddBytes(weights);
        return hash.ToHashCode();
    }
}
