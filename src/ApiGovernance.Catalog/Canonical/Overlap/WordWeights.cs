namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Numbers for words, and how much each says in this estate: a word that every API has says little. APIs are counted, not their versions.
/// Counts do not depend on the order in which footprints came, so weights do not either.
/// </summary>
internal sealed class WordWeights
{
    // In an estate of a few APIs nothing is common yet: as if this many others had been seen.
    private const double Prior = 20;
    private const double Least = 0.2;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _apis = [];
    private readonly Dictionary<string, Dictionary<int, int>> _perApi = new(StringComparer.Ordinal);
    private double[]? _weights;

    /// <summary>One instance of a text that many footprints have.</summary>
    public string Shared(string text) => _words[NumberOf(text)];

    public string WordOf(int number) => _words[number];

    public int[] NumbersOf(IEnumerable<string> words) => [.. words.Select(NumberOf).Distinct().Order()];

    public int NumberOf(string word)
    {
        if (_numbers.TryGetValue(word, out int known))
            return known;
        _numbers.Add(word, _words.Count);
        _words.Add(word);
        _apis.Add(0);
        _weights = null;
        return _words.Count - 1;
    }

    public void Count(string api, IEnumerable<int> words)
    {
        if (!_perApi.TryGetValue(api, out Dictionary<int, int>? counts))
            _perApi.Add(api, counts = []);
        foreach (int word in words.Distinct())
        {
            int before = counts.GetValueOrDefault(word);
            counts[word] = before + 1;
            if (before == 0)
                _apis[word]++;
        }

        _weights = null;
    }

    public void Discount(string api, IEnumerable<int> words)
    {
        Dictionary<int, int> counts = _perApi[api];
        foreach (int word in words.Distinct())
        {
            if (--counts[word] > 0)
                continue;
            counts.Remove(word);
            _apis[word]--;
        }

        if (counts.Count == 0)
            _perApi.Remove(api);
        _weights = null;
    }

    /// <summary>The weight of each word by its number; words that came later are not among them.</summary>
    public double[] Weights()
    {
        if (_weights is { } known)
            return known;
        double all = _perApi.Count + Prior;
        return _weights = [.. _apis.Select(apis => Least + Math.Log(all / (apis + Prior)))];
    }
}
