using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The simulated ERP: customers, sales orders, invoices, inventory.</summary>
internal static class ErpSystem
{
    public static void Map(WebApplication app)
    {
        RecordStore customers = new("erp/customers.json", "id");
        app.MapRecords("/customers", customers, new Dictionary<string, string> { ["status"] = "status" });
        app.MapPost("/customers", async (HttpContext context) =>
        {
            JsonObject customer = RecordEndpoints.NewRecord(customers.NextId("cus-{0}"), "erp", await RecordEndpoints.BodyAsync(context.Request));
            customer["number"] ??= customers.NextId("C-{0}");
            customer["status"] ??= "active";
            customers.Add(customer);
            return RecordEndpoints.Created(context, customer, $"customers/{customer["id"]}");
        });
        app.MapPatch("/customers/{key}", async (HttpRequest request, string key) =>
        {
            JsonObject sent = await RecordEndpoints.BodyAsync(request);
            return RecordEndpoints.One(customers.Change(key, customer => RecordEndpoints.Merge(customer, sent)), key);
        });

        app.MapRecords("/invoices", new RecordStore("erp/invoices.json", "id"), new Dictionary<string, string>
        {
            ["status"] = "status",
            ["type"] = "type",
            ["customerId"] = "customer.id",
        });

        RecordStore orders = new("erp/sales-orders.json", "id");
        app.MapRecords("/sales-orders", orders, new Dictionary<string, string> { ["status"] = "status", ["customerId"] = "customer.id" });
        app.MapPost("/sales-orders/{key}/confirmations", async (HttpContext context, string key) =>
        {
            JsonObject sent = await RecordEndpoints.BodyAsync(context.Request);
            if (orders.Change(key, order => order["status"] = "confirmed") is null)
                return RecordEndpoints.One(null, key);
            JsonObject confirmation = new() { ["id"] = orders.NextId("cnf-{0}"), ["orderId"] = key, ["orderStatus"] = "confirmed" };
            RecordEndpoints.Merge(confirmation, sent);
            confirmation["confirmedAt"] = RecordStore.Now();
            return RecordEndpoints.Created(context, confirmation, $"sales-orders/{key}");
        });
        MapInventory(app);
    }

    private static void MapInventory(WebApplication app)
    {
        RecordStore levels = new("erp/levels.json", "id");
        app.MapRecords("/inventory/levels", levels, new Dictionary<string, string> { ["sku"] = "sku", ["locationId"] = "locationId" });
        app.MapGet("/inventory/levels/{location}/{sku}", (string location, string sku) => RecordEndpoints.One(levels.Find($"inv-{location}-{sku}"), $"{location}/{sku}"));

        RecordStore adjustments = new("erp/adjustments.json", "id");
        app.MapRecords("/inventory/adjustments", adjustments, new Dictionary<string, string> { ["locationId"] = "locationId", ["reason"] = "reason" });
        app.MapPost("/inventory/adjustments", async (HttpContext context) =>
        {
            JsonObject adjustment = new() { ["id"] = adjustments.NextId("adj-{0}") };
            RecordEndpoints.Merge(adjustment, await RecordEndpoints.BodyAsync(context.Request));
            adjustment["recordedAt"] = RecordStore.Now();
            adjustments.Add(adjustment);
            return RecordEndpoints.Created(context, adjustment, $"adjustments/{adjustment["id"]}");
        });
    }
}
