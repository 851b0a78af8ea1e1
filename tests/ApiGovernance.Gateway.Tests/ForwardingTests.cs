using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

public class ForwardingTests
{
    private const string Items = "/commerce/stock/v1/items";

    [Fact]
    public async Task Headers_that_only_the_gateway_may_set_are_taken_away()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));

        Echo echo = await Echo.ReadAsync(await world.GetAsync(
            Items, null, ("X-Consumer-Id", "admin"), ("X_Consumer_Id", "admin"), ("X-Original-URL", "/admin"), ("X-Real-IP", "10.0.0.1"),
            ("X-Forwarded-For", "10.0.0.1"), ("X-Custom", "stays"), ("Upgrade", "h2c"), ("Connection", "Upgrade")));

        foreach (string name in new[] { "x-consumer-id", "x_consumer_id", "x-original-url", "x-real-ip", "upgrade" })
            echo.Headers.ShouldNotContainKey(name);
        echo.Headers["x-forwarded-for"].ShouldBe("127.0.0.1");
        echo.Headers["x-custom"].ShouldBe("stays");
    }

    [Fact]
    public async Task A_sane_correlation_id_is_kept_and_any_other_replaced()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));

        HttpResponseMessage kept = await world.GetAsync(Items, null, ("X-Correlation-Id", "order-4711"));
        kept.Headers.GetValues("X-Correlation-Id").ShouldBe(["order-4711"]);
        (await Echo.ReadAsync(kept)).Headers["x-correlation-id"].ShouldBe("order-4711");
        foreach (string bad in new[] { new string('x', 129), "with space", "" })
        {
            HttpResponseMessage replaced = await world.GetAsync(Items, null, ("X-Correlation-Id", bad));
            string given = replaced.Headers.GetValues("X-Correlation-Id").Single();
            given.Length.ShouldBe(32);
            (await Echo.ReadAsync(replaced)).Headers["x-correlation-id"].ShouldBe(given);
        }
    }

    [Fact]
    public async Task Answers_of_the_back_end_pass_as_they_are_but_for_what_it_should_not_tell()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));

        HttpResponseMessage answer = await world.GetAsync(Items, null, ("Echo-Status", "503"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_back_end_that_is_down_is_502_with_an_owner_and_affects_no_other_API()
    {
        using TcpListener unused = new(IPAddress.Loopback, 0);
        unused.Start();
        int port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("dead", $"http://127.0.0.1:{port}")
            .Api("stock", "v1", Contracts.Get("/items"))
            .Api("broken", "v1", Contracts.Get("/items"), part => part with { Backend = "dead" }));

        for (int i = 0; i < 3; i++)
        {
            JsonElement problem = await (await world.GetAsync("/commerce/broken/v1/items")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
            problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
            problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldNotContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
            (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_back_end_that_makes_no_progress_is_504()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Backend("erp", w.Backend.Address, timeoutSeconds: 1).Api("stock", "v1", Contracts.Get("/items")));
        world.Backend.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

        await (await world.GetAsync(Items)).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");
    }

    [Fact]
    public async Task Usage_is_reported_by_operation_and_consumer_with_its_failures()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Api("stock", "v1", Contracts.Get("/items"))
            .Consumer("storefront", subscriptions: Estate.Subscription("orders")));
        string token = world.Issuer.Token();

        await world.GetAsync("/commerce/orders/v1/orders", token);
        await world.GetAsync("/commerce/orders/v1/orders?limit=0", token);
        await world.GetAsync("/commerce/orders/v1/orders/ord-1", token);
        await world.GetAsync("/commerce/orders/v1/orders");
        await world.GetAsync(Items);

        await Eventually.HoldsAsync(() => world.ControlPlane.Usage.SelectMany(report => report.Counts).Sum(count => count.Calls) >= 4, GatewayWorld.Bound, "usage is reported");
        world.ControlPlane.Usage.ShouldAllBe(report => report.Gateway == "node-1" && report.From <= report.To);
        world.ControlPlane.Usage.SelectMany(report => report.Counts)
            .GroupBy(count => (count.Api, count.Version, count.Operation, count.Consumer))
            .Select(group => (group.Key, group.Sum(count => count.Calls), group.Sum(count => count.Failures)))
            .ShouldBe(
                [
                    (("orders", "v1", "GET /orders", "storefront"), 2, 1),
                    (("orders", "v1", "GET /orders/{orderId}", "storefront"), 1, 0),
                    (("stock", "v1", "GET /items", null), 1, 0),
                ],
                ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_counted_is_reported_at_shutdown()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));

        for (int i = 0; i < 10; i++)
            await world.GetAsync(Items);
        await world.StopGatewayAsync();

        world.ControlPlane.Usage.SelectMany(report => report.Counts).Sum(count => count.Calls).ShouldBe(10);
    }

    [Fact]
    public async Task Metrics_tell_route_outcome_and_violations_also_where_they_are_only_reported()
    {
        List<(string Instrument, Dictionary<string, object?> Tags)> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "ApiGovernance.Gateway")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            lock (seen)
                seen.Add((instrument.Name, tags.ToArray().ToDictionary()));
        });
        listener.Start();
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api(
            "metered", "v1", Contracts.Get("/items", "parameters: [{ name: n, in: query, schema: { type: integer } }]"),
            part => part with { RequestValidation = ValidationMode.Report }));

        (await world.GetAsync("/commerce/metered/v1/items?n=x")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.GetAsync("/commerce/metered/v1/nothing");

        await Eventually.HoldsAsync(
            () =>
            {
                lock (seen)
                {
                    return seen.Any(entry => entry.Instrument == "apigov.gateway.requests" && "/commerce/metered/v1/items".Equals(entry.Tags.GetValueOrDefault("http.route"))
                            && "forwarded".Equals(entry.Tags["outcome"]) && 200.Equals(entry.Tags["http.response.status_code"]))
                        && seen.Any(entry => entry.Instrument == "apigov.gateway.validation.failures" && "metered".Equals(entry.Tags["api"]) && "report".Equals(entry.Tags["mode"]))
                        && seen.Any(entry => entry.Instrument == "apigov.gateway.refused" && "operation-not-found".Equals(entry.Tags["problem"]));
                }
            },
            GatewayWorld.Bound, "the three measurements are made");
    }
}
