using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Business;

/// <summary>A catalog with an API that takes orders and one that takes their shipments.</summary>
internal static class TradeFiles
{
    public const string Orders = "trade/orders/v1/orders";

    public static string Order(string number) => $$"""{"poNumber":"{{number}}"}""";

    public static string Shipment(string number) => $"trade/shipments/v1/orders/{number}/shipments";

    public static CatalogFiles Write(TempFolder folder, Uri backend)
    {
        CatalogFiles files = new CatalogFiles(folder).Backend("erp", backend);
        Api(files, folder, "orders", Contract("/orders", ""), "POST /orders", "event: order-placed, channel: 'header:X-Channel', channels: [web, edi], id: 'request:/poNumber'");
        Api(
            files, folder, "shipments", Contract("/orders/{orderId}/shipments", "parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]"),
            "POST /orders/{orderId}/shipments", "event: shipment-confirmed, id: 'path:orderId'");
        return files;
    }

    private static void Api(CatalogFiles files, TempFolder folder, string name, string contract, string operation, string measure)
    {
        files.Api(name, $"/trade/{name}", "erp", contract, anonymous: true);
        string spec = CatalogFiles.ApiSpec($"/trade/{name}", "erp", anonymous: true)
            + $"\n  operations:\n    - operation: {operation}\n      policy:\n        measure: {{{measure}}}";
        folder.Write($"catalog/apis/{name}/api.yaml", CatalogFiles.Descriptor("Api", name, spec));
    }

    private static string Contract(string path, string more) => $$"""
        openapi: 3.1.0
        info: { title: Trade, version: 1.0.0 }
        paths:
          {{path}}:
            post:
              {{more}}
              requestBody: { content: { application/json: { schema: { type: object } } } }
              responses: { '200': { description: ok } }
        """;
}
