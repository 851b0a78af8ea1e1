namespace ApiGovernance.Catalog.Search;

/// <summary>How much a word says, by where it stands; the whole ranking is in this table and in <see cref="SearchQuery"/>.</summary>
internal static class SearchWeights
{
    /// <summary>The own name of a thing: the last word of a path, an API's name.</summary>
    public const byte Name = 8;

    /// <summary>What a field is by its own word: <c>format</c>, <c>x-pii</c>.</summary>
    public const byte Nature = 6;

    /// <summary>What is around it: the path above it, a summary.</summary>
    public const byte Around = 4;

    /// <summary>The named schema, the tag that it belongs to.</summary>
    public const byte Group = 3;

    /// <summary>The path of an operation that gives or takes the field.</summary>
    public const byte Operation = 2;

    /// <summary>Anywhere in a description, or only in the API around it.</summary>
    public const byte Mention = 1;
}

/// <summary>The words of one thing while they are collected: each counts as much as its best place.</summary>
internal sealed class WeighedWords(SearchTerms terms)
{
    private const int MaxWords = 64;

    private readonly SortedDictionary<int, byte> _weights = [];

    public WeighedWords Add(string? text, byte weight)
    {
        foreach (SearchWord word in SearchWord.In(text))
        {
            int term = terms.NumberOf(word.Text);
            byte known = _weights.GetValueOrDefault(term);
            if (known > 0 || _weights.Count < MaxWords)
                _weights[term] = Math.Max(known, weight);
        }

        return this;
    }

    public (int[] Terms, byte[] Weights) Done() => ([.. _weights.Keys], [.. _weights.Values]);
}
