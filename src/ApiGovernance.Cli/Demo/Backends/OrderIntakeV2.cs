using System.Globalization;
using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The second generation of the order intake: exact decimals, taxes, three status axes, cancellation and history.</summary>
internal static class OrderIntakeV2
{
    private const decimal TaxRate = 0.21m;

    public static void Map(WebApplication app)
    {
        RecordStore orders = new("commerce/orders.json", "id");
        app.MapRecords(
            "/v2/orders",
            orders,
            new Dictionary<string, string>
            {
                ["status"] = "status",
                ["customerNumber"] = "customer.id",
                ["purchaseOrderNumber"] = "purchaseOrderNumber",
            },
            Summary);
        app.MapPost("/v2/orders", async (HttpContext context) =>
        {
            JsonObject order = Taken(orders, await RecordEndpoints.BodyAsync(context.Request));
            orders.Add(order);
            context.Response.Headers.ETag = "\"1\"";
            return RecordEndpoints.Created(context, order, $"orders/{order["id"]}");
        });
        app.MapPost("/v2/orders/{key}/cancellations", async (HttpContext context, string key) =>
        {
            JsonObject sent = await RecordEndpoints.BodyAsync(context.Request);
            if (orders.Change(key, order => order["status"] = "cancelled") is null)
                return RecordEndpoints.One(null, key);
            JsonObject cancellation = new() { ["id"] = orders.NextId("can-50{0}"), ["orderId"] = key };
            RecordEndpoints.Merge(cancellation, sent);
            cancellation["cancelledAt"] = RecordStore.Now();
            return RecordEndpoints.Created(context, cancellation, $"orders/{key}");
        });
        app.MapGet("/v2/orders/{key}/history", (string key) => orders.Find(key) is { } order
            ? RecordEndpoints.Json(new JsonObject
            {
                ["orderId"] = key,
                ["entries"] = new JsonArray(new JsonObject { ["status"] = order["status"]!.DeepClone(), ["since"] = order["updatedAt"]!.DeepClone() }),
            })
            : RecordEndpoints.One(null, key));
    }

    private static JsonObject Taken(RecordStore orders, JsonObject sent)
    {
        string currency = sent["currency"]!.GetValue<string>();
        decimal net = 0;
        JsonArray lines = [];
        foreach (JsonNode? submitted in sent["lines"]!.AsArray())
        {
            JsonObject line = submitted!.DeepClone().AsObject();
            decimal amount = Round(Number(line["quantity"]!["value"]) * Number(line["unitPrice"]!["amount"]));
            decimal tax = Round(amount * TaxRate);
            net += amount;
            line["netAmount"] = Money(amount, currency);
            line["taxAmount"] = Money(tax, currency);
            line["grossAmount"] = Money(amount + tax, currency);
            line["tax"] = new JsonArray(new JsonObject { ["code"] = "S", ["rate"] = "21", ["amount"] = Money(tax, currency) });
            line["status"] = "open";
            lines.Add(line);
        }

        decimal totalTax = Round(net * TaxRate);
        JsonObject order = new() { ["id"] = orders.NextId("ord-800{0}"), ["number"] = orders.NextId("SO-2026-01{0}") };
        foreach ((string name, JsonNode? value) in RecordEndpoints.NewRecord(order["id"]!.GetValue<string>(), "commerce", []))
            order[name] = value?.DeepClone();
        order["purchaseOrderNumber"] = sent["purchaseOrderNumber"]?.DeepClone();
        order["channel"] = sent["channel"]?.DeepClone();
        order["customer"] = new JsonObject { ["id"] = RecordEndpoints.Text(sent, "customer.number"), ["name"] = RecordEndpoints.Text(sent, "customer.name") };
        order["placedAt"] = sent["placedAt"]?.DeepClone() ?? RecordStore.Now();
        order["currency"] = currency;
        order["status"] = "submitted";
        order["fulfillmentStatus"] = "unfulfilled";
        order["paymentStatus"] = "pending";
        order["lines"] = lines;
        order["totals"] = new JsonObject
        {
            ["net"] = Money(net, currency),
            ["tax"] = Money(totalTax, currency),
            ["gross"] = Money(net + totalTax, currency),
            ["shipping"] = Money(0, currency),
            ["discount"] = Money(0, currency),
        };
        order["shipTo"] = sent["shipTo"]?.DeepClone();
        return order;
    }

    private static JsonObject Summary(JsonObject order) => new()
    {
        ["id"] = order["id"]?.DeepClone(),
        ["number"] = order["number"]?.DeepClone(),
        ["purchaseOrderNumber"] = order["purchaseOrderNumber"]?.DeepClone(),
        ["customerNumber"] = RecordEndpoints.Text(order, "customer.id"),
        ["placedAt"] = order["placedAt"]?.DeepClone(),
        ["status"] = order["status"]?.DeepClone(),
        ["total"] = order["totals"]?["gross"]?.DeepClone(),
    };

    private static decimal Number(JsonNode? text) => decimal.Parse(text!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static JsonObject Money(decimal amount, string currency) =>
        new() { ["amount"] = amount.ToString("F2", CultureInfo.InvariantCulture), ["currency"] = currency };
}
