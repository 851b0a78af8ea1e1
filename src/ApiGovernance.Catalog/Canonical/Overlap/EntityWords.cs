namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>A canonical entity and what teams call it.</summary>
/// <param name="Entity">Its name in the catalog, e.g. <c>order</c>.</param>
/// <param name="Words">Names and synonyms in any spelling: <c>salesOrder</c>, <c>purchase-order</c>, <c>RMA</c>. The entity's own name need not be among them.</param>
public sealed record EntityWords(string Entity, IReadOnlyList<string> Words)
{
    /// <summary>Words that mean the entity only where nothing else does: an <c>item</c> is a product, but the items of an order are not.</summary>
    public IReadOnlyList<string> WeakWords { get; init; } = [];

    /// <summary>Words for what belongs to the entity and is not the entity: a <c>parcel</c> is a part of a shipment.</summary>
    public IReadOnlyList<string> RelatedWords { get; init; } = [];
}
