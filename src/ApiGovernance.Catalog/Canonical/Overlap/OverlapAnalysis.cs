namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Compares one API with others: entities first, then inside an entity what is done to which part of it. Deterministic: the same
/// footprints give the same report, in whatever order they come.
/// </summary>
public static class OverlapAnalysis
{
    /// <summary>An overlap is reported when at least this share of the proposed or of the other API's operations match.</summary>
    public const double LeastShare = 0.3;

    /// <summary>The score from which on an overlap is reported.</summary>
    public const double Threshold = 0.35;

    /// <summary>The same when nearly all of the smaller API is matched, and that is more than an accident.</summary>
    public const double ThresholdWhenCovered = 0.25;

    private const double Covered = 0.8;
    private const int NoAccident = 3;

    public static OverlapReport Compare(ApiFootprint proposed, IEnumerable<ApiFootprint> others) => OverlapIndex.Of(others).Compare(proposed);

    internal static IReadOnlyList<ApiOverlap> Overlaps(IndexedFootprint proposed, IReadOnlyList<IndexedFootprint> others, WordWeights words)
    {
        Weighing weighing = words.Weighing();
        List<(IndexedFootprint Other, OverlapScore Score, List<MatchedPair> Pairs)> found = [];
        foreach (IndexedFootprint other in others)
        {
            if (CandidateOf(proposed, other, weighing) is not { } names)
                continue;
            List<MatchedPair> pairs = OperationMatching.Pairs(proposed, other, weighing);
            OverlapScore score = names.With(proposed, other, pairs.Sum(pair => pair.Likeness));
            if (IsOverlap(score.Total, pairs.Count, Math.Min(proposed.Operations.Length, other.Operations.Length)))
                found.Add((other, score, pairs));
        }

        return
        [
            .. found
                .GroupBy(pair => pair.Other.Api, StringComparer.Ordinal)
                .Select(versions => versions
                    .OrderByDescending(pair => pair.Pairs.Count)
                    .ThenByDescending(pair => pair.Score.Total)
                    .ThenByDescending(pair => pair.Other.Version, VersionOrder.Instance)
                    .First())
                .OrderByDescending(pair => pair.Score.Total)
                .ThenBy(pair => pair.Other.Api, StringComparer.Ordinal)
                .Select(pair => Describe(proposed, pair.Other, pair.Score, pair.Pairs, words)),
        ];
    }

    /// <summary>Everything but operations; null where no operations could make it enough. Most of the estate ends here, so the cheap comes first.</summary>
    private static OverlapScore? CandidateOf(IndexedFootprint proposed, IndexedFootprint other, Weighing weighing)
    {
        int most = OperationMatching.Most(proposed, other);
        if (most == 0 || most < LeastShare * Math.Min(proposed.Operations.Length, other.Operations.Length))
            return null;
        OverlapScore score = OverlapScore.OfNames(proposed, other, weighing).With(proposed, other, most);
        if ((score with { Fields = 1, Keys = 1 }).Total < ThresholdWhenCovered)
            return null;
        score = score.WithFields(proposed, other, weighing);
        return score.Total < ThresholdWhenCovered ? null : score;
    }

    private static bool IsOverlap(double score, int matched, int ofSmaller) =>
        matched >= NoAccident && matched >= Covered * ofSmaller
            ? score >= ThresholdWhenCovered
            : matched > 0 && matched >= LeastShare * ofSmaller && score >= Threshold;

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
