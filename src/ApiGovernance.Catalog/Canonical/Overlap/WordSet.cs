namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>A sorted set of word numbers of one kind. It remembers its length under the weights of the last comparison.</summary>
internal sealed class WordSet(int[] numbers)
{
    private long _weighed;
    private double _norm;

    public int[] Numbers => numbers;

    /// <summary>Weighted cosine, from 0 to 1.</summary>
    public double Cosine(WordSet other, Weighing weighing)
    {
        double[] squares = weighing.Squares;
        int[] a = numbers, b = other.Numbers;
        double shared = 0;
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared += squares[a[i]];
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        // Sums are made in the order of numbers, which is the order of arrival: rounding keeps their last digits out of reports.
        return shared == 0 ? 0 : Math.Round(shared / Math.Sqrt(Norm(weighing) * other.Norm(weighing)), 9);
    }

    public bool Overlaps(WordSet other)
    {
        int[] a = numbers, b = other.Numbers;
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                return true;
            if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return false;
    }

    public IEnumerable<int> Shared(WordSet other) => numbers.Intersect(other.Numbers);

    private double Norm(Weighing weighing)
    {
        // By number: a reference would keep the weights of long ago in memory.
        if (_weighed == weighing.Number)
            return _norm;
        double sum = 0;
        foreach (int number in numbers)
            sum += weighing.Squares[number];
        (_norm, _weighed) = (sum, weighing.Number);
        return sum;
    }
}

/// <summary>The sets of one API. Many of its operations have the same, and these are one.</summary>
internal sealed class WordSets(WordWeights words)
{
    private readonly Dictionary<(WordKind Kind, string Words), WordSet> _sets = [];

    public WordSet Of(WordKind kind, IEnumerable<string> names)
    {
        string key = string.Join('\n', names);
        if (!_sets.TryGetValue((kind, key), out WordSet? set))
            _sets.Add((kind, key), set = new WordSet(words.NumbersOf(kind, names)));
        return set;
    }
}
