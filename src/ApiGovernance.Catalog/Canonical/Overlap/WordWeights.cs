using System.Runtime.InteropServices;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Where a word stands. It is counted apart for each kind: one that is common in paths may be rare in titles.</summary>
internal enum WordKind
{
    Path,
    Schema,
    Field,
    Key,
    Title,
}

/// <summary>
/// Numbers for words, and how much each says in this estate: a word that every API has says little. APIs are counted, not their versions.
/// Counts do not depend on the order in which footprints came, so weights do not either.
/// </summary>
internal sealed class WordWeights
{
    // In an estate of a few APIs nothing is common yet: as if this many others had been seen.
    private const double Prior = 20;
    private const double Least = 0.2;

    private readonly Dictionary<string, int>[] _numbers = [.. Enum.GetValues<WordKind>().Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<(WordKind Kind, string Word)> _words = [];
    private readonly List<int> _apis = [];
    private readonly Dictionary<string, Dictionary<int, int>> _perApi = new(StringComparer.Ordinal);
    private Weighing? _weighing;
    private long _weighings;

    public int Count => _words.Count;

    public string WordOf(int number) => _words[number].Word;

    /// <summary>Sorted, each number once.</summary>
    public int[] NumbersOf(WordKind kind, IEnumerable<string> words)
    {
        int[] numbers = [.. words.Select(word => NumberOf(kind, word))];
        Array.Sort(numbers);
        return Distinct(numbers);
    }

    /// <summary>One instance of a text that many footprints have.</summary>
    public string Shared(string text) => WordOf(NumberOf(WordKind.Path, text));

    public void Add(string api, IndexedFootprint footprint)
    {
        ref Dictionary<int, int>? counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_perApi, api, out _);
        counts ??= [];
        foreach (int word in footprint.All)
        {
            ref int versions = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _);
            if (versions++ == 0)
                _apis[word]++;
        }

        _weighing = null;
    }

    public void Remove(string api, IndexedFootprint footprint)
    {
        Dictionary<int, int> counts = _perApi[api];
        foreach (int word in footprint.All)
        {
            if (--counts[word] > 0)
                continue;
            counts.Remove(word);
            _apis[word]--;
        }

        if (counts.Count == 0)
            _perApi.Remove(api);
        _weighing = null;
    }

    /// <summary>Forgets the words that came after a <see cref="Count"/>: a question leaves no trace.</summary>
    public void ForgetFrom(int count)
    {
        if (count == _words.Count)
            return;
        for (int i = count; i < _words.Count; i++)
            _numbers[(int)_words[i].Kind].Remove(_words[i].Word);
        _words.RemoveRange(count, _words.Count - count);
        _apis.RemoveRange(count, _apis.Count - count);
        _weighing = null;
    }

    /// <summary>The weights as they are now; the same until a footprint or a word comes or goes.</summary>
    public Weighing Weighing()
    {
        if (_weighing is { } known)
            return known;
        double all = _perApi.Count + Prior;
        double[] squares = new double[_apis.Count];
        for (int i = 0; i < squares.Length; i++)
        {
            double weight = Least + Math.Log(all / (_apis[i] + Prior));
            squares[i] = weight * weight;
        }

        return _weighing = new Weighing(++_weighings, squares);
    }

    private int NumberOf(WordKind kind, string word)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers[(int)kind], word, out bool known);
        if (known)
            return number;
        number = _words.Count;
        _words.Add((kind, word));
        _apis.Add(0);
        _weighing = null;
        return number;
    }

    private static int[] Distinct(int[] sorted)
    {
        int kept = 0;
        foreach (int number in sorted)
        {
            if (kept == 0 || sorted[kept - 1] != number)
                sorted[kept++] = number;
        }

        return kept == sorted.Length ? sorted : sorted[..kept];
    }
}

/// <param name="Number">Another one for other weights; never 0.</param>
/// <param name="Squares">The square of each word's weight, by the word's number.</param>
internal sealed record Weighing(long Number, double[] Squares);
