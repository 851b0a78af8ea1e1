using System.Globalization;

namespace ApiGovernance.Benchmarks.Overlap;

/// <summary>How well a score tells versions, twins and APIs about the same entity from the rest.</summary>
internal sealed record OverlapMeasures(double Duplicates, double RPrecision, double SameEntity, double CrossVendor)
{
    public static OverlapMeasures Of(IReadOnlyList<LabelledContract> contracts, Func<int, int, double> score)
    {
        double[,] scores = new double[contracts.Count, contracts.Count];
        for (int i = 0; i < contracts.Count; i++)
        {
            for (int j = 0; j < i; j++)
                scores[i, j] = scores[j, i] = score(j, i);
        }

        (LabelledContract A, LabelledContract B, double Score)[] pairs =
            [.. Enumerable.Range(0, contracts.Count).SelectMany(i => Enumerable.Range(0, i).Select(j => (contracts[i], contracts[j], scores[i, j])))];
        var labelled = pairs.Where(pair => pair.A.Entity is not null && pair.B.Entity is not null).ToArray();
        return new OverlapMeasures(
            Auc(pairs.Select(pair => (pair.A.IsDuplicateOf(pair.B), pair.Score))),
            RPrecisionOf(contracts, scores),
            Auc(labelled.Select(pair => (pair.A.Entity == pair.B.Entity, pair.Score))),
            Auc(labelled.Where(pair => pair.A.Vendor != pair.B.Vendor).Select(pair => (pair.A.Entity == pair.B.Entity, pair.Score))));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Duplicates:0.000} | {RPrecision:0.00} | {SameEntity:0.000} | {CrossVendor:0.000}");

    /// <summary>The chance that a pair of the first kind scores above one of the second; ties count half.</summary>
    private static double Auc(IEnumerable<(bool IsPositive, double Score)> pairs)
    {
        double below = 0, rank = 0, positives = 0, negatives = 0;
        foreach (var tied in pairs.GroupBy(pair => pair.Score).OrderBy(group => group.Key))
        {
            int yes = tied.Count(pair => pair.IsPositive), no = tied.Count() - yes;
            rank += yes * (below + (no / 2.0));
            below += no;
            positives += yes;
            negatives += no;
        }

        return positives == 0 || negatives == 0 ? double.NaN : rank / (positives * negatives);
    }

    private static double RPrecisionOf(IReadOnlyList<LabelledContract> contracts, double[,] scores)
    {
        List<double> precisions = [];
        for (int i = 0; i < contracts.Count; i++)
        {
            int relevant = contracts.Where((other, j) => j != i && other.IsDuplicateOf(contracts[i])).Count();
            if (relevant == 0)
                continue;
            int self = i;
            int hits = Enumerable.Range(0, contracts.Count).Where(j => j != self)
                .OrderByDescending(j => scores[self, j]).ThenBy(j => contracts[j].Name, StringComparer.Ordinal)
                .Take(relevant).Count(j => contracts[j].IsDuplicateOf(contracts[self]));
            precisions.Add((double)hits / relevant);
        }

        return precisions.Count == 0 ? double.NaN : precisions.Average();
    }
}
