using System.Globalization;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Compares one API with others: entities first, then inside an entity what is done to which part of it. Deterministic: the same
/// footprints give the same report, in whatever order they come.
/// </summary>
public static class OverlapAnalysis
{
    /// <summary>An overlap is reported when at least this share of the proposed or of the other API's operations match.</summary>
    public const double LeastShare = 0.3;

    public static OverlapReport Compare(ApiFootprint proposed, IEnumerable<ApiFootprint> others) => OverlapIndex.Of(others).Compare(proposed);

    internal static IReadOnlyList<ApiOverlap> Overlaps(IndexedFootprint proposed, IReadOnlyList<IndexedFootprint> others, WordWeights words, double[] weights)
    {
        List<(IndexedFootprint Other, OverlapScore Score, List<MatchedPair> Pairs)> found = [];
        foreach (IndexedFootprint other in others)
        {
            List<MatchedPair> pairs = OperationMatching.Pairs(proposed, other, weights);
            if (pairs.Count == 0 || pairs.Count < LeastShare * Math.Min(proposed.Operations.Length, other.Operations.Length))
                continue;
            OverlapScore score = OverlapScore.Of(proposed, other, pairs, weights);
            if (score.Total >= OverlapScore.Threshold)
                found.Add((other, score, pairs));
        }

        return
        [
            .. found
                .GroupBy(pair => pair.Other.Api, StringComparer.Ordinal)
                .Select(versions => versions
                    .OrderByDescending(pair => pair.Score.Total)
                    .ThenByDescending(pair => pair.Other.Version, VersionNames)
                    .First())
                .OrderByDescending(pair => pair.Score.Total)
                .ThenBy(pair => pair.Other.Api, StringComparer.Ordinal)
                .Select(pair => Describe(proposed, pair.Other, pair.Score, pair.Pairs, words)),
        ];
    }

    private static StringComparer VersionNames { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    private static ApiOverlap Describe(
        IndexedFootprint proposed, IndexedFootprint other, OverlapScore score, List<MatchedPair> pairs, WordWeights words) => new(
        other.Api,
        other.Version,
        other.Entity,
        proposed.Operations.Length,
        other.Operations.Length,
        score,
        [
            .. pairs.OrderBy(pair => pair.First).Select(pair => new OperationMatch(
                proposed.Operations[pair.First].Label,
                other.Operations[pair.Second].Label,
                Math.Round(pair.Likeness, 2),
                OverlapEvidence.OfOperations(proposed.Operations[pair.First], other.Operations[pair.Second], words))),
        ],
        OverlapEvidence.OfApis(proposed, other, words));
}
