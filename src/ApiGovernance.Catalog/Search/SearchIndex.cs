namespace ApiGovernance.Catalog.Search;

/// <summary>What an API version is in the index.</summary>
/// <param name="Version">Null for an API that has no version yet.</param>
/// <param name="Context">Words that belong to everything in it, sorted.</param>
internal sealed record SearchSlot(string Api, string? Version, string Owner, string Entity, int[] Context)
{
    /// <summary>The contract whose items the slot's are; null without one.</summary>
    public string? Hash { get; init; }
}

/// <summary>Something that was found.</summary>
/// <param name="Item">0 is the API; then come its operations and its fields.</param>
internal sealed record SearchFind(SearchSlot Slot, SearchKind Kind, int Item, int Score);

/// <summary>
/// An inverted index: from words to the things that have them. Not safe for several threads. What was removed is skipped, and swept out
/// when there is much of it.
/// </summary>
internal sealed class SearchIndex
{
    private const int SweptFrom = 64;

    private readonly Dictionary<int, List<SearchEntry>> _byHash = [];
    private readonly List<List<SearchEntry>> _byTerm = [];
    private readonly List<(SearchSlot? Slot, SearchEntry[] Entries)> _slots = [];
    private readonly Dictionary<(string Api, string? Version), int> _numbers = [];

    public SearchTerms Terms { get; } = new();

    public int Count => _numbers.Count;

    /// <summary>Things with other words than all others.</summary>
    public int Entries => _byHash.Values.Sum(same => same.Count);

    public void Set(SearchSlot slot, IEnumerable<(SearchKind Kind, int[] Terms, byte[] Weights)> items)
    {
        Remove(slot.Api, slot.Version);
        Add(slot, [.. items.Select(item => EntryOf(item.Kind, item.Terms, item.Weights))]);
    }

    public void Remove(string api, string? version)
    {
        if (!_numbers.Remove((api, version), out int number))
            return;
        _slots[number] = (null, []);
        if (_slots.Count > SweptFrom && _numbers.Count < _slots.Count / 2)
            Sweep();
    }

    /// <summary>The best finds behind one, in the order of <see cref="SearchOrder"/>.</summary>
    public IReadOnlyList<SearchFind> Find(SearchQuery query, Func<SearchSlot, bool> takes, SearchKind? kind, SearchFind? after, int atMost)
    {
        if (query.Parts.Count == 0 || query.Parts.Any(part => part.Count == 0))
            return [];
        SearchAround around = new(query, _slots.Count);
        // The last of the best stands first, to be pushed out.
        PriorityQueue<SearchFind, SearchFind> best = new(Comparer<SearchFind>.Create((one, other) => SearchOrder.Compare(other, one)));
        foreach ((SearchEntry entry, int[] own, int most) in Candidates(query, kind))
        {
            // None of those that follow can push out any of the best.
            if (best.Count == atMost && most < best.Peek().Score)
                break;
            foreach ((int number, int item) in entry.Uses)
            {
                if (_slots[number].Slot is not { } slot || !takes(slot) || around.ScoreOf(number, slot, own) is not (> 0 and var score))
                    continue;
                SearchFind find = new(slot, entry.Kind, item, score);
                if (after is not null && SearchOrder.Compare(find, after) <= 0)
                    continue;
                if (best.Count < atMost)
                    best.Enqueue(find, find);
                else if (SearchOrder.Compare(find, best.Peek()) < 0)
                    best.EnqueueDequeue(find, find);
            }
        }

        return [.. best.UnorderedItems.Select(item => item.Element).Order(Comparer<SearchFind>.Create(SearchOrder.Compare))];
    }

    /// <summary>What has a word that was asked for: how well it meets each part by itself, and the most that it can score; the highest first.</summary>
    private List<(SearchEntry Entry, int[] Own, int Most)> Candidates(SearchQuery query, SearchKind? kind)
    {
        HashSet<SearchEntry> found = [];
        foreach (SearchAlternative alternative in query.Parts.SelectMany(part => part))
        {
            // Who has all the words has the rarest.
            int rarest = alternative.Terms.MinBy(term => term < _byTerm.Count ? _byTerm[term].Count : 0);
            if (rarest < _byTerm.Count)
                found.UnionWith(_byTerm[rarest]);
        }

        int[] around = [.. query.Parts.Select(SearchQuery.MostAround)];
        List<(SearchEntry Entry, int[] Own, int Most)> candidates = new(found.Count);
        foreach (SearchEntry entry in found)
        {
            if (kind is not null && entry.Kind != kind)
                continue;
            int[] own = [.. query.Parts.Select(part => SearchQuery.Meets(entry, part))];
            candidates.Add((entry, own, own.Select((met, part) => met > 0 ? met : around[part]).Sum()));
        }

        candidates.Sort((one, other) => other.Most.CompareTo(one.Most));
        return candidates;
    }

    private void Add(SearchSlot slot, SearchEntry[] entries)
    {
        int number = _slots.Count;
        _slots.Add((slot, entries));
        _numbers.Add((slot.Api, slot.Version), number);
        for (int item = 0; item < entries.Length; item++)
            entries[item].AddUse(number, item);
    }

    private SearchEntry EntryOf(SearchKind kind, int[] terms, byte[] weights)
    {
        int hash = SearchEntry.HashOf(kind, terms, weights);
        if (!_byHash.TryGetValue(hash, out List<SearchEntry>? same))
            _byHash.Add(hash, same = new List<SearchEntry>(1));
        foreach (SearchEntry known in same)
        {
            if (known.Is(kind, terms, weights))
                return known;
        }

        SearchEntry entry = new(kind, terms, weights);
        same.Add(entry);
        foreach (int term in terms)
        {
            while (_byTerm.Count <= term)
                _byTerm.Add(new List<SearchEntry>(1));
            _byTerm[term].Add(entry);
        }

        return entry;
    }

    private void Sweep()
    {
        (SearchSlot Slot, SearchEntry[] Entries)[] kept = [.. _slots.Where(slot => slot.Slot is not null).Select(slot => (slot.Slot!, slot.Entries))];
        _byHash.Clear();
        foreach (List<SearchEntry> entries in _byTerm)
            entries.Clear();
        _slots.Clear();
        _numbers.Clear();
        foreach ((SearchSlot slot, SearchEntry[] entries) in kept)
            Add(slot, [.. entries.Select(entry => EntryOf(entry.Kind, entry.OwnTerms, entry.OwnWeights))]);
    }
}

/// <summary>How well things with what is around them meet a query; what is around is looked up once for each API version.</summary>
internal sealed class SearchAround(SearchQuery query, int slots)
{
    private readonly int[]?[] _around = new int[]?[slots];

    /// <summary>0 when a part is met neither by the thing nor by what is around it.</summary>
    public int ScoreOf(int number, SearchSlot slot, ReadOnlySpan<int> own)
    {
        int score = 0;
        for (int part = 0; part < own.Length; part++)
        {
            int met = own[part];
            if (met == 0)
                met = (_around[number] ??= [.. query.Parts.Select(alternatives => SearchQuery.Meets(slot.Context, alternatives))])[part];
            if (met == 0)
                return 0;
            score += met;
        }

        return score;
    }
}

/// <summary>The better first; what is as good by kind, API, version and place in the contract. No two finds are equal.</summary>
internal static class SearchOrder
{
    public static int Compare(SearchFind one, SearchFind other)
    {
        int order = other.Score.CompareTo(one.Score);
        if (order == 0)
            order = one.Kind.CompareTo(other.Kind);
        if (order == 0)
            order = string.CompareOrdinal(one.Slot.Api, other.Slot.Api);
        if (order == 0)
            order = string.CompareOrdinal(one.Slot.Version, other.Slot.Version);
        return order != 0 ? order : one.Item.CompareTo(other.Item);
    }
}
