using System.Collections.Frozen;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Finds identifiers of other systems, and of other entities where the own is missing.</summary>
internal static class IdentifierCheck
{
    private static readonly FrozenSet<string> Identifiers =
        new[] { "id", "ids", "number", "no", "num", "code", "key", "ref", "reference", "uuid", "guid", "identifier" }.ToFrozenSet(StringComparer.Ordinal);

    // Widely used systems and words for "somebody else's"; a name with one of them and a word for an identifier is not ours.
    private static readonly FrozenSet<string> Systems =
        new[]
        {
            "amazon", "asin", "ebay", "etsy", "walmart", "zalando", "shopify", "bigcommerce", "magento", "woocommerce", "prestashop", "shopware", "spree",
            "commercetools", "medusa", "vendure", "salesforce", "hubspot", "netsuite", "sap", "dynamics", "navision", "odoo", "tryton", "xero", "quickbooks",
            "moysklad", "plentymarkets", "akeneo", "stripe", "paypal", "adyen", "klarna", "mollie", "shipengine", "easypost", "sendcloud", "fedex", "ups",
            "dhl", "usps", "external", "ext", "foreign", "legacy", "thirdparty", "remote", "erp", "crm", "wms", "tms", "pim",
        }.ToFrozenSet(StringComparer.Ordinal);

    public static void Run(EntityComparison comparison, CanonicalEntity entity, CanonicalModel model, SchemaView view, IReadOnlyList<FieldConformance> fields)
    {
        FieldAlignment alignment = FieldAlignment.Of(entity.Type.Fields, view.Properties, entity);
        bool hasOwn = entity.Identifiers.Count == 0 || fields.Any(f => f.Here is not null && entity.Identifiers.Contains(f.Field));
        foreach (ViewProperty property in alignment.Unmatched.Where(p => IsIdentifier(p, comparison.Views)))
        {
            IReadOnlyList<string> stem = [.. property.Words.Take(property.Words.Count - 1)];
            if (stem.Any(Systems.Contains) || IsQualifiedOwn(stem, entity))
                Report(comparison, entity, property, $"`{property.Name}` looks like another system's identifier of the {entity.Name}.");
            else if (!hasOwn && OwnerOf(stem, entity, model) is { } other)
                Report(comparison, entity, property, $"`{property.Name}` identifies the {other.Name}; the {entity.Name} has no identifier of its own here.");
        }
    }

    private static void Report(EntityComparison comparison, CanonicalEntity entity, ViewProperty property, string message) => comparison.ReportAt(
        ConformanceRules.ForeignIdentifier, property.Schema, $"{entity.Name}.externalIds", message,
        entity.Identifiers.Count == 0 ? "externalIds" : $"{string.Join(", ", entity.Identifiers)}, externalIds", property.Name);

    /// <summary>A scalar whose name ends with a word for an identifier and says whose.</summary>
    private static bool IsIdentifier(ViewProperty property, SchemaViews views) =>
        property.Words.Count > 1 && Identifiers.Contains(property.Words[^1])
        && (views.Of(property.Schema).Types & (JsonTypes.Object | JsonTypes.Array | JsonTypes.Boolean)) == 0;

    /// <summary><c>webOrderId</c> in an order: an id of the entity that is not simply its id.</summary>
    private static bool IsQualifiedOwn(IReadOnlyList<string> stem, CanonicalEntity entity) =>
        stem.Count > 1 && NameWords.Singular(stem[^1]) == entity.Key && !entity.NameKeys.Contains(NameWords.Key(stem))
        && stem[0] is not ("parent" or "original" or "related" or "replaced" or "previous" or "next");

    private static CanonicalEntity? OwnerOf(IReadOnlyList<string> stem, CanonicalEntity entity, CanonicalModel model) =>
        model.Entities.FirstOrDefault(other => other != entity && other.NameKeys.Contains(NameWords.Key(stem)));
}
