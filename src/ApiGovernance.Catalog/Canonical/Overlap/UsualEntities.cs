namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>What the published models of ERP, commerce and logistics systems call the things of a distribution business.</summary>
internal static class UsualEntities
{
    public static IReadOnlyList<EntityWords> All { get; } =
    [
        new("product", ["product", "sku", "article", "material", "catalog", "catalog item", "listing", "listing item", "variant", "trade item", "merchandise"])
        {
            WeakWords = ["item", "goods"],
            RelatedWords = ["brand", "category", "asin", "gtin", "assortment"],
        },
        new("price", ["price", "pricing", "price list", "price book", "tariff", "rate card", "price rule", "price record"]) { RelatedWords = ["discount", "offer"] },
        new("inventory", ["inventory", "stock", "stock level", "stock item", "availability", "inventory level", "inventory item", "inventory entry", "on hand"])
        {
            RelatedWords = ["warehouse", "bin"],
        },
        new("customer", ["customer", "buyer", "shopper", "debtor", "business partner", "customer account", "client account"])
        {
            WeakWords = ["account", "client", "party"],
            RelatedWords = ["contact"],
        },
        new("order", ["order", "sales order", "purchase order", "customer order", "order intake", "backorder", "sale order"]) { RelatedWords = ["checkout", "cart", "basket"] },
        new("shipment", ["shipment", "shipping", "delivery", "dispatch", "dispatch advice", "consignment", "fulfillment", "ship notice", "asn", "freight"])
        {
            RelatedWords = ["parcel", "package", "tracking", "tracker", "carrier", "label", "ship", "transport"],
        },
        new("invoice", ["invoice", "invoicing", "bill", "billing", "billing document"]) { RelatedWords = ["credit note", "credit memo", "debit note"] },
        new("return", ["return", "rma", "return authorization", "return order", "return request", "customer return", "goods return"]),
        new("payment", ["payment", "settlement", "remittance", "finance", "financial transaction", "payment transaction"])
        {
            WeakWords = ["transaction"],
            RelatedWords = ["payout", "refund", "capture", "charge", "transfer", "wallet", "financial"],
        },
    ];
}
