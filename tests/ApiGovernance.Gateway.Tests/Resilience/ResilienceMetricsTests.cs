using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class ResilienceMetricsTests
{
    [Fact]
    public async Task Everything_that_the_gateway_does_about_failures_is_measured()
    {
        ConcurrentQueue<string> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "ApiGovernance.Gateway")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Enqueue(Line(instrument, tags)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Enqueue($"{Line(instrument, tags)} = {value}"));
        listener.Start();
        await using FaultyBackend failing = FaultyBackend.Start(call => call.AnswerAsync(call.Number == 0 ? 200 : 503));
        await using FaultyBackend slow = FaultyBackend.Start(async call =>
        {
            await call.PauseAsync(TimeSpan.FromMilliseconds(200));
            await call.AnswerAsync(200);
        });
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend(Yaml.Backend("failing", failing.Address, "breaker: {minimumCalls: 4}, health: {}"))
            .Backend("slow", slow.Address)
            .Api("watched", "v1", Contracts.Get("/items"), part => part with
            {
                Backend = "failing",
                Policy = Yaml.Policy("{retry: {backoffMilliseconds: 1}, cache: {staleSeconds: 60}}"),
            })
            .Api("bare", "v1", Contracts.Get("/items"), part => part with { Backend = "failing" })
            .Api("slow", "v1", Contracts.Get("/items"), part => part with { Backend = "slow", Policy = Yaml.Policy("{hedge: {afterMilliseconds: 10}}") }));

        // The first has its answer; from the second on there is the kept one, and with the third the circuit opens.
        for (int i = 0; i < 4; i++)
            (await world.GetAsync("/commerce/watched/v1/items")).EnsureSuccessStatusCode();
        await world.GetAsync("/commerce/bare/v1/items");
        await world.GetAsync("/commerce/slow/v1/items");

        string[] expected =
        [
            "apigov.gateway.retries backend=failing cause=503 result=made",
            "apigov.gateway.hedges backend=slow result=",
            "apigov.gateway.degraded api=watched version=v1 operation=GET /items kind=stale cause=503",
            "apigov.gateway.degraded api=watched version=v1 operation=GET /items kind=stale cause=refused",
            "apigov.gateway.circuit.changes backend=failing class=reads state=open",
            "apigov.gateway.circuit.state backend=failing class=reads = 2",
            "apigov.gateway.circuit.state backend=failing class=writes = 0",
            "apigov.gateway.backend.healthy backend=failing address=0 = 1",
            "apigov.gateway.refused problem=backend-circuit-open",
        ];
        await Eventually.HoldsAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                expected.Where(line => !seen.Any(measured => measured.StartsWith(line, StringComparison.Ordinal))).ShouldBeEmpty();
                return true;
            },
            GatewayWorld.Bound, "everything is measured");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_counted_as_the_back_ends_failure()
    {
        ConcurrentQueue<string> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "ApiGovernance.Gateway")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Enqueue(Line(instrument, tags)));
        listener.Start();
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            await call.PauseAsync(TimeSpan.FromMilliseconds(100));
            call.Reset();
        });
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("wms", faulty.Address).Api("torn", "v1", Contracts.Get("/torn"), part => part with { Backend = "wms" }));

        await RawHttp.SendAsync(world.Address, "GET /commerce/torn/v1/torn HTTP/1.1\r\nHost: g\r\n\r\n");

        await Eventually.HoldsAsync(() => seen.Contains("apigov.gateway.refused problem=backend-unreachable api=torn version=v1"), GatewayWorld.Bound, "it is counted");
    }

    private static string Line(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string line = instrument.Name;
        foreach (var (name, value) in tags)
            line += $" {name}={value}";
        return line;
    }
}
