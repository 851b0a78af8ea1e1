using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>
/// Schemas of published documents with the examples that those documents publish: unchanged, save for PayPal's, whose website
/// `www.test.com` is not the URI that its own schema asks for. The documents are not part of this repository; where they are not found there
/// are no such sets.
/// </summary>
internal static class PublicBodies
{
    public static IReadOnlyList<BodySet> All() => BenchPaths.Specs is null
        ? []
        : [AmazonEvent(), PayPalInvoice(), AdyenTransfers(), AmazonCatalog()];

    private static BodySet AmazonEvent() => Create("amazon-event", "events/amazon-OrderChangeNotification.schema.json",
        SchemaDialect.Draft7, "", "/examples/0", null,
        ("/Payload/OrderChangeNotification/Summary/OrderItems/0/Quantity", "\"ten\""), ("/NotificationMetadata/NotificationId", null), ("/Payload", "[]"));

    private static BodySet PayPalInvoice() => Create("paypal-invoice", "docs/paypal-invoicing-v2.oas30.json",
        SchemaDialect.OpenApi30, "/components/schemas/invoice", "/components/examples/invoice_draft/value", ("/invoicer/website", "\"https://www.test.com\""),
        ("/amount/breakdown/shipping/amount/currency_code", "\"DOLLARS\""), ("/items/1/name", null), ("/primary_recipients", "{}"));

    private static BodySet AdyenTransfers() => Create("adyen-transfers", "docs/adyen-transfers-v4.oas31.json",
        SchemaDialect.OpenApi31, "/components/schemas/FindTransfersResponse", "/components/examples/get-transfers-success-200/value", null,
        ("/data/0/balances/0/balance", "\"1\""), ("/data/0/amount/currency", null), ("/data/0/direction", "\"sideways\""));

    private static BodySet AmazonCatalog() => Create("amazon-catalog", "docs/amazon-catalog-items.swagger2.json",
        SchemaDialect.Swagger20, "/definitions/ItemSearchResults", "/paths/~1catalog~12022-04-01~1items/get/responses/200/examples/application~1json", null,
        ("/items/0/asin", "7"), ("/numberOfResults", "\"1\""), ("/items/0/images/0/marketplaceId", null));

    private static BodySet Create(
        string name, string file, SchemaDialect dialect, string schema, string instance, (string Pointer, string? Json)? repair,
        params (string Pointer, string? Json)[] faults)
    {
        byte[] document = File.ReadAllBytes(Path.Combine(BenchPaths.Specs!, file));
        JsonNode root = JsonNode.Parse(document)!;
        byte[] valid = JsonEdit.Bytes(JsonEdit.At(root, instance)!);
        if (repair is var (place, json))
            valid = JsonEdit.With(valid, place, json);
        return new BodySet(
            name, new PublishedSchema(document, schema, dialect), PortableSchema.Of(root, schema), valid,
            [.. faults.Select(fault => JsonEdit.With(valid, fault.Pointer, fault.Json))]);
    }
}
