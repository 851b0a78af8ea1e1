namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Pairs the operations of two APIs that do the same to the same part of the same entity. Each operation has at most one partner; the
/// likest pairs are taken first.
/// </summary>
internal static class OperationMatching
{
    /// <summary>Pairs below this are no match.</summary>
    private const double Least = 0.5;

    public static List<MatchedPair> Pairs(IndexedFootprint a, IndexedFootprint b, Weighing weighing)
    {
        List<MatchedPair> all = [];
        foreach ((int[] first, int[] second) in Groups(a, b))
        {
            foreach (int i in first)
            {
                foreach (int j in second)
                {
                    double likeness = Likeness(a.Operations[i], b.Operations[j], weighing);
                    if (likeness >= Least)
                        all.Add(new MatchedPair(i, j, likeness));
                }
            }
        }

        // Places in the contract change with its order, so ties are broken by what people read.
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

    /// <summary>How many pairs there can be at most.</summary>
    public static int Most(IndexedFootprint a, IndexedFootprint b)
    {
        int most = 0;
        foreach ((int[] first, int[] second) in Groups(a, b))
            most += Math.Min(first.Length, second.Length);
        return most;
    }

    // Operations about one entity match only such ones. Names of entities are shared instances.
    private static IEnumerable<(int[] First, int[] Second)> Groups(IndexedFootprint a, IndexedFootprint b)
    {
        foreach ((string? entity, int[] first) in a.ByEntity)
        {
            foreach ((string? other, int[] second) in b.ByEntity)
            {
                if (ReferenceEquals(entity, other))
                    yield return (first, second);
            }
        }
    }

    private static double Likeness(IndexedOperation a, IndexedOperation b, Weighing weighing)
    {
        double verb = OperationVerbs.Likeness(a.Verb, b.Verb);
        if (verb == 0)
            return 0;
        double part = ReferenceEquals(a.SubResource, b.SubResource) ? 1 : a.Part.Cosine(b.Part, weighing);
        if (part < 0.5)
            return 0;
        double paths = a.Nouns.Cosine(b.Nouns, weighing);
        double context = (a.Keys.Overlaps(b.Keys) ? 0.1 : 0) + (a.Schemas.Overlaps(b.Schemas) ? 0.1 : 0);
        // Without an entity there is less to hold on to, so the words of the whole path have to carry more.
        double likeness = a.Entity is null
            ? verb * part * (0.3 + (0.5 * paths) + context)
            : verb * part * (0.6 + (0.2 * paths) + context);
        return Math.Round(likeness, 6);
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
