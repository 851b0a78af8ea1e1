using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>One value that is compared: what it should be, and where it stands.</summary>
/// <param name="Label">The canonical field from the entity (or the shared type) on: <c>lines.quantity</c>.</param>
/// <param name="Owner">The entity or the shared type: <c>order</c>, <c>Money</c>.</param>
/// <param name="Place">The property, or the items of a list.</param>
/// <param name="Around">The object in which it stands; null for items of a list.</param>
internal sealed record ValueSite(CanonicalField Field, CanonicalType Type, string Label, string Owner, ResolvedNode Place, SchemaView View, SchemaView? Around)
{
    public string Subject => $"{Owner}.{Label}";

    /// <summary>What people see first in a message.</summary>
    public string Title => $"`{Label}` of the canonical {Owner}";
}
