using System.Globalization;
using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The first generation of the order intake: whole-number quantities, one total.</summary>
internal static class OrderIntakeV1
{
    public static void Map(WebApplication app)
    {
        RecordStore orders = new("commerce/orders-v1.json", "id");
        app.MapRecords("/v1/orders", orders, new Dictionary<string, string> { ["status"] = "status" });
        app.MapPost("/v1/orders", async (HttpContext context) =>
        {
            JsonObject sent = await RecordEndpoints.BodyAsync(context.Request);
            JsonObject order = new() { ["id"] = orders.NextId("ord-700{0}"), ["number"] = orders.NextId("SO-2026-{0}") };
            RecordEndpoints.Merge(order, sent);
            order["status"] = "submitted";
            order["totalNet"] = sent["lines"]!.AsArray()
                .Sum(line => line!["quantity"]!.GetValue<int>() * decimal.Parse(line["unitPrice"]!.GetValue<string>(), CultureInfo.InvariantCulture))
                .ToString("F2", CultureInfo.InvariantCulture);
            order["createdAt"] = RecordStore.Now();
            orders.Add(order);
            return RecordEndpoints.Created(context, order, $"orders/{order["id"]}");
        });
    }
}
