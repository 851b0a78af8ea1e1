namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// How alike two APIs are, from 0 to 1, and of what that is made. The parts and their weights are explained and measured in
/// <c>docs/overlap.md</c>.
/// </summary>
/// <param name="Operations">Matched operations, of the smaller API and of both.</param>
/// <param name="Entity">The same main entity, as far as that is certain.</param>
public sealed record OverlapScore(double Operations, double Entity, double Nouns, double Schemas, double Fields, double Keys, double Title)
{
    /// <summary>From here on an overlap is reported, when enough operations match (<see cref="OverlapAnalysis"/>).</summary>
    public const double Threshold = 0.35;

    public double Total => Math.Round(
        (0.25 * Operations) + (0.2 * Entity) + (0.25 * Nouns) + (0.1 * Schemas) + (0.05 * Fields) + (0.05 * Keys) + (0.1 * Title), 4);

    internal static OverlapScore Of(IndexedFootprint a, IndexedFootprint b, IReadOnlyList<MatchedPair> pairs, double[] weights)
    {
        double matched = pairs.Sum(pair => pair.Likeness);
        int smaller = Math.Min(a.Operations.Length, b.Operations.Length);
        double ofSmaller = smaller == 0 ? 0 : matched / smaller;
        double ofBoth = smaller == 0 ? 0 : 2 * matched / (a.Operations.Length + b.Operations.Length);
        return new OverlapScore(
            (ofSmaller + ofBoth) / 2,
            a.Entity is not null && a.Entity == b.Entity ? Math.Sqrt(a.Confidence * b.Confidence) : 0,
            SortedWords.Cosine(a.Nouns, b.Nouns, weights),
            SortedWords.Cosine(a.Schemas, b.Schemas, weights),
            SortedWords.Cosine(a.Fields, b.Fields, weights),
            SortedWords.Cosine(a.Keys, b.Keys, weights),
            SortedWords.Cosine(a.Title, b.Title, weights));
    }
}
