namespace ApiGovernance.Catalog.Search;

/// <summary>Names of the index that stand for something that was asked for; all of its words must be there.</summary>
/// <param name="Factor">How surely it is what was meant.</param>
internal sealed record SearchAlternative(int[] Terms, int Factor);

/// <summary>What is asked for, in words of the index.</summary>
/// <param name="Parts">Each must be met by one of its alternatives; none at all when nothing can meet it.</param>
internal sealed record SearchQuery(IReadOnlyList<IReadOnlyList<SearchAlternative>> Parts, IReadOnlySet<string> Words)
{
    public const int Exact = 3;
    public const int Synonym = 2;
    public const int Beginning = 1;

    /// <summary>The least that a word must have for others to be found by it as their beginning.</summary>
    private const int ShortestBeginning = 3;
    private const int MostBeginnings = 50;

    // What a question has besides what it asks for.
    private static readonly HashSet<string> Silent = new(
        [
            "a", "all", "an", "and", "any", "api", "are", "by", "do", "doe", "does", "each", "every", "expose", "field", "for", "from", "give", "has", "have", "how", "in", "is", "it",
            "of", "on", "or", "our", "return", "show", "that", "the", "their", "there", "to", "us", "use", "we", "what", "where", "which", "who", "whose", "with", "contain", "carry", "hold",
        ],
        StringComparer.Ordinal);

    public static SearchQuery Of(string text, SearchSynonyms synonyms, SearchTerms terms)
    {
        IReadOnlyList<string> all = SearchWord.Of(text);
        string[] telling = [.. all.Where(word => !Silent.Contains(word))];
        List<IReadOnlyList<SearchAlternative>> parts = [];
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string phrase in synonyms.Phrases(telling.Length > 0 ? telling : all).Distinct(StringComparer.Ordinal))
        {
            List<SearchAlternative> alternatives = [];
            Add(alternatives, phrase, Exact, terms);
            foreach (string other in synonyms.Of(phrase))
                Add(alternatives, other, Synonym, terms);
            if (alternatives.Count == 0 && phrase.Length >= ShortestBeginning && !phrase.Contains(' ', StringComparison.Ordinal))
                alternatives.AddRange(terms.Beginning(phrase).Order().Take(MostBeginnings).Select(term => new SearchAlternative([term], Beginning)));
            parts.Add(alternatives);
            words.UnionWith(alternatives.SelectMany(alternative => alternative.Terms).Select(terms.Word));
        }

        return new SearchQuery(parts, words);
    }

    /// <summary>How well an entry meets a part; 0 for not at all.</summary>
    public static int Meets(SearchEntry entry, IReadOnlyList<SearchAlternative> part)
    {
        int best = 0;
        foreach (SearchAlternative alternative in part)
        {
            int weight = int.MaxValue;
            foreach (int term in alternative.Terms)
                weight = Math.Min(weight, entry.WeightOf(term));
            best = Math.Max(best, weight * alternative.Factor);
        }

        return best;
    }

    /// <summary>How well the words around an entry meet a part.</summary>
    public static int Meets(int[] context, IReadOnlyList<SearchAlternative> part) => part
        .Where(alternative => alternative.Terms.All(term => Array.BinarySearch(context, term) >= 0))
        .Select(alternative => SearchWeights.Mention * alternative.Factor)
        .DefaultIfEmpty(0).Max();

    /// <summary>The most that the words around anything can meet a part.</summary>
    public static int MostAround(IReadOnlyList<SearchAlternative> part) => SearchWeights.Mention * part.Max(alternative => alternative.Factor);

    private static void Add(List<SearchAlternative> alternatives, string phrase, int factor, SearchTerms terms)
    {
        int?[] numbers = [.. phrase.Split(' ').Select(terms.Find)];
        if (numbers.All(number => number is not null))
            alternatives.Add(new SearchAlternative([.. numbers.Select(number => number!.Value)], factor));
    }
}
