namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// How alike two APIs are, part by part, each from 0 to 1. The parts and their weights are explained and measured in
/// <c>docs/overlap.md</c>.
/// </summary>
/// <param name="Operations">Matched operations, half of the smaller API's, half of both.</param>
/// <param name="Entity">1 for the same main entity, 0 for another.</param>
/// <param name="EntityCertainty">How certain <paramref name="Entity"/> is: 0 where one of the APIs has none.</param>
public sealed record OverlapScore(double Operations, double Entity, double EntityCertainty, double Nouns, double Schemas, double Fields, double Keys, double Title)
{
    public const double OperationsWeight = 0.25;
    public const double EntityWeight = 0.15;
    public const double NounsWeight = 0.2;
    public const double SchemasWeight = 0.15;
    public const double FieldsWeight = 0.1;
    public const double KeysWeight = 0.05;
    public const double TitleWeight = 0.1;

    /// <summary>The parts by their weights, from 0 to 1. What is not certain does not count: without entities the other parts are the whole.</summary>
    public double Total => Sum((OperationsWeight * Operations) + Names(this));

    /// <summary>Everything but operations and fields, which cost the most to compare.</summary>
    internal static OverlapScore OfNames(IndexedFootprint a, IndexedFootprint b, Weighing weighing) => new(
        0,
        a.Entity is not null && ReferenceEquals(a.Entity, b.Entity) ? 1 : 0,
        Math.Round(Math.Sqrt(a.Confidence * b.Confidence), 6),
        a.Nouns.Cosine(b.Nouns, weighing),
        a.Schemas.Cosine(b.Schemas, weighing),
        0,
        0,
        a.Title.Cosine(b.Title, weighing));

    internal OverlapScore WithFields(IndexedFootprint a, IndexedFootprint b, Weighing weighing) =>
        this with { Fields = a.Fields.Cosine(b.Fields, weighing), Keys = a.Keys.Cosine(b.Keys, weighing) };

    /// <param name="matched">The likeness of all matched pairs together.</param>
    internal OverlapScore With(IndexedFootprint a, IndexedFootprint b, double matched)
    {
        int smaller = Math.Min(a.Operations.Length, b.Operations.Length);
        return smaller == 0
            ? this
            : this with { Operations = Math.Round(((matched / smaller) + (2 * matched / (a.Operations.Length + b.Operations.Length))) / 2, 6) };
    }

    private double Sum(double parts) => Math.Round(parts / (1 - EntityWeight + (EntityWeight * EntityCertainty)), 4);

    private static double Names(OverlapScore score) =>
        (EntityWeight * score.Entity * score.EntityCertainty) + (NounsWeight * score.Nouns) + (SchemasWeight * score.Schemas) + (FieldsWeight * score.Fields) +
        (KeysWeight * score.Keys) + (TitleWeight * score.Title);
}
