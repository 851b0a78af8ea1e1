using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The simulated commerce platform: products, prices, and two generations of its order intake.</summary>
internal static class CommerceSystem
{
    public static void Map(WebApplication app)
    {
        RecordStore products = new("commerce/products.json", "sku");
        app.MapRecords("/products", products, new Dictionary<string, string> { ["status"] = "status", ["gtin"] = "gtin", ["brand"] = "brand" });
        MapWrites(app, "/products", products, "prd-{0}", "sku");

        RecordStore prices = new("commerce/prices.json", "id");
        app.MapRecords("/prices", prices, new Dictionary<string, string> { ["sku"] = "sku", ["priceListId"] = "priceListId" });
        MapWrites(app, "/prices", prices, "prc-{0}", "id");

        OrderIntakeV1.Map(app);
        OrderIntakeV2.Map(app);
    }

    private static void MapWrites(WebApplication app, string path, RecordStore store, string idFormat, string keyMember)
    {
        app.MapPost(path, async (HttpContext context) =>
        {
            JsonObject record = RecordEndpoints.NewRecord(store.NextId(idFormat), "commerce", await RecordEndpoints.BodyAsync(context.Request));
            store.Add(record);
            return RecordEndpoints.Created(context, record, $"{path.TrimStart('/')}/{record[keyMember]}");
        });
        app.MapPut(path + "/{key}", async (HttpRequest request, string key) =>
        {
            JsonObject sent = await RecordEndpoints.BodyAsync(request);
            return RecordEndpoints.One(store.Change(key, record => RecordEndpoints.Merge(record, sent)), key);
        });
    }
}
