namespace ApiGovernance.Catalog.Search;

/// <summary>Every word of the index, by a number.</summary>
internal sealed class SearchTerms
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public int Count => _words.Count;

    public int NumberOf(string word)
    {
        if (!_numbers.TryGetValue(word, out int number))
        {
            number = _words.Count;
            _numbers.Add(word, number);
            _words.Add(word);
        }

        return number;
    }

    public int? Find(string word) => _numbers.TryGetValue(word, out int number) ? number : null;

    /// <summary>Those that begin so.</summary>
    public IEnumerable<int> Beginning(string prefix) =>
        Enumerable.Range(0, _words.Count).Where(number => _words[number].StartsWith(prefix, StringComparison.Ordinal));

    public string Word(int number) => _words[number];
}
