using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The simulated logistics provider: shipments and returns.</summary>
internal static class LogisticsSystem
{
    public static void Map(WebApplication app)
    {
        MapShipments(app);
        MapReturns(app);
    }

    private static void MapShipments(WebApplication app)
    {
        RecordStore shipments = new("logistics/shipments.json", "id");
        app.MapRecords("/shipments", shipments, new Dictionary<string, string> { ["status"] = "status", ["carrierCode"] = "carrier.code" });
        app.MapPost("/shipments", async (HttpContext context) =>
        {
            JsonObject shipment = RecordEndpoints.NewRecord(shipments.NextId("shp-{0}"), "logistics", await RecordEndpoints.BodyAsync(context.Request));
            shipment["number"] = shipments.NextId("SH-2026-{0}");
            shipment["status"] = "created";
            shipment["events"] = new JsonArray();
            shipment["isReturn"] ??= false;
            shipments.Add(shipment);
            return RecordEndpoints.Created(context, shipment, $"shipments/{shipment["id"]}");
        });
        app.MapGet("/shipments/{key}/events", (string key) => shipments.Find(key) is { } shipment
            ? RecordEndpoints.Json(new JsonObject { ["items"] = shipment["events"]?.DeepClone() ?? new JsonArray() })
            : RecordEndpoints.One(null, key));
        app.MapPost("/shipments/{key}/events", async (HttpContext context, string key) =>
        {
            JsonObject reported = await RecordEndpoints.BodyAsync(context.Request);
            JsonObject? changed = shipments.Change(key, shipment =>
            {
                if (shipment["events"] is not JsonArray events)
                    shipment["events"] = events = [];
                events.Add(reported.DeepClone());
            });
            return changed is null ? RecordEndpoints.One(null, key) : RecordEndpoints.Created(context, reported, $"shipments/{key}/events");
        });
    }

    private static void MapReturns(WebApplication app)
    {
        RecordStore returns = new("logistics/returns.json", "id");
        app.MapRecords("/returns", returns, new Dictionary<string, string> { ["orderId"] = "orderId", ["status"] = "status" });
        app.MapPost("/returns", async (HttpContext context) =>
        {
            JsonObject request = RecordEndpoints.NewRecord(returns.NextId("ret-{0}"), "logistics", await RecordEndpoints.BodyAsync(context.Request));
            request["number"] = returns.NextId("RMA-2026-{0}");
            request["status"] = "requested";
            returns.Add(request);
            return RecordEndpoints.Created(context, request, $"returns/{request["id"]}");
        });
        app.MapPost("/returns/{key}/decisions", async (HttpContext context, string key) =>
        {
            JsonObject decision = await RecordEndpoints.BodyAsync(context.Request);
            bool authorized = RecordEndpoints.Text(decision, "decision") is null or "authorized" or "authorize";
            return Changed(context, key, returns.Change(key, request =>
            {
                request["status"] = authorized ? "authorized" : "rejected";
                if (authorized)
                    request["authorizedAt"] = RecordStore.Now();
            }));
        });
        app.MapPost("/returns/{key}/receipts", (HttpContext context, string key) => Changed(context, key, returns.Change(key, request =>
        {
            request["status"] = "received";
            request["receivedAt"] = RecordStore.Now();
        })));
    }

    private static IResult Changed(HttpContext context, string key, JsonObject? changed) =>
        changed is null ? RecordEndpoints.One(null, key) : RecordEndpoints.Created(context, changed, $"returns/{key}");
}
