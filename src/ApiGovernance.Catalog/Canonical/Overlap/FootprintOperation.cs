namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>What one operation is about, in words that other teams would use too.</summary>
/// <param name="Operation">As people know it: <c>GET /orders/{orderId}</c>.</param>
/// <param name="Entity">The canonical entity that it serves; null for none.</param>
/// <param name="Verb">What it does.</param>
/// <param name="SubResource">
/// What of the entity: <c>line</c>, <c>address</c>; for an action its verb. Empty for the entity itself; without an entity the resource.
/// </param>
/// <param name="Nouns">The words of its path, in their order.</param>
/// <param name="Keys">What it identifies its resource by: <c>order id</c>.</param>
/// <param name="Schemas">Words of the names of what it takes and gives.</param>
public sealed record FootprintOperation(
    string Operation,
    string? Entity,
    OperationVerb Verb,
    string SubResource,
    IReadOnlyList<string> Nouns,
    IReadOnlyList<string> Keys,
    IReadOnlyList<string> Schemas);
