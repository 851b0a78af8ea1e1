namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Pairs the operations of two APIs that do the same to the same part of the same entity. Each operation has at most one partner; the
/// likest pairs are taken first.
/// </summary>
internal static class OperationMatching
{
    /// <summary>Pairs below this are no match.</summary>
    private const double Least = 0.5;

    public static List<MatchedPair> Pairs(IndexedFootprint a, IndexedFootprint b, double[] weights)
    {
        List<MatchedPair> all = [];
        for (int i = 0; i < a.Operations.Length; i++)
        {
            for (int j = 0; j < b.Operations.Length; j++)
            {
                double likeness = Likeness(a.Operations[i], b.Operations[j], weights);
                if (likeness >= Least)
                    all.Add(new MatchedPair(i, j, likeness));
            }
        }

        // Numbers of words differ with the order of arrival, so ties are broken by what people read.
        all.Sort((x, y) => Order(x, y, a, b));
        List<MatchedPair> taken = [];
        bool[] takenA = new bool[a.Operations.Length];
        bool[] takenB = new bool[b.Operations.Length];
        foreach (MatchedPair pair in all)
        {
            if (takenA[pair.First] || takenB[pair.Second])
                continue;
            takenA[pair.First] = takenB[pair.Second] = true;
            taken.Add(pair);
        }

        return taken;
    }

    private static double Likeness(IndexedOperation a, IndexedOperation b, double[] weights)
    {
        double verb = OperationVerbs.Likeness(a.Verb, b.Verb);
        if (verb == 0 || a.Entity != b.Entity)
            return 0;
        if (a.Entity is null)
        {
            // Nothing canonical to hold on to: the words of the paths must say the same.
            double same = SortedWords.Cosine(a.Nouns, b.Nouns, weights);
            return same < 0.6 ? 0 : verb * same;
        }

        double part = a.SubResource == b.SubResource ? 1 : SortedWords.Cosine(a.Sub, b.Sub, weights);
        if (part < 0.5)
            return 0;
        double context = 0.2 * SortedWords.Cosine(a.Nouns, b.Nouns, weights);
        if (SortedWords.Overlaps(a.Keys, b.Keys))
            context += 0.1;
        if (SortedWords.Overlaps(a.Schemas, b.Schemas))
            context += 0.1;
        return verb * part * (0.6 + context) / (verb < 1 ? 0.9 : 1);
    }

    private static int Order(MatchedPair x, MatchedPair y, IndexedFootprint a, IndexedFootprint b)
    {
        int order = y.Likeness.CompareTo(x.Likeness);
        if (order != 0)
            return order;
        order = string.CompareOrdinal(a.Operations[x.First].Label, a.Operations[y.First].Label);
        return order != 0 ? order : string.CompareOrdinal(b.Operations[x.Second].Label, b.Operations[y.Second].Label);
    }
}

/// <param name="First">The index of the one operation in its API.</param>
/// <param name="Second">The index of the other.</param>
internal readonly record struct MatchedPair(int First, int Second, double Likeness);
