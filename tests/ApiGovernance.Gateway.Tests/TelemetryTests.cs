using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

public class TelemetryTests
{
    [Fact]
    public async Task The_servers_own_metric_has_the_contracts_route_and_a_trace_goes_through()
    {
        ConcurrentQueue<string?> routes = [];
        using MeterListener meters = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "http.server.request.duration")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => routes.Enqueue(tags.ToArray().ToDictionary().GetValueOrDefault("http.route") as string));
        meters.Start();
        using ActivityListener activities = new()
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(activities);
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("traced", "v1", Contracts.Get("/items({id})")));

        // The test's client would send a trace of its own; this is somebody else's.
        string answer = await RawHttp.SendAsync(
            world.Address,
            "GET /commerce/traced/v1/items(7) HTTP/1.1\r\nHost: g\r\nConnection: close\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");

        answer.ShouldContain("00-0af7651916cd43dd8448eb211c80319c-");
        answer.ShouldNotContain("b7ad6b7169203331");
        answer.ShouldContain("X-Correlation-Id: 0af7651916cd43dd8448eb211c80319c");
        await Eventually.HoldsAsync(() => routes.Contains("/commerce/traced/v1/items({id})"), GatewayWorld.Bound, "the request is measured under its route");
    }

    [Fact]
    public async Task The_access_log_has_one_line_per_request()
    {
        ConcurrentQueue<string> lines = [];
        using LineProvider provider = new(lines);
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("stock", "v1", Contracts.Get("/items/{id}")), services => services.AddLogging(logging => logging.AddProvider(provider)));

        await world.GetAsync("/commerce/stock/v1/items/7", null, ("X-Correlation-Id", "first"));
        await world.GetAsync("/commerce/stock/v1/nothing", null, ("X-Correlation-Id", "second"));

        await Eventually.HoldsAsync(() => lines.Count >= 2, GatewayWorld.Bound, "both requests are logged");
        lines.Count.ShouldBe(2);
        string first = lines.Single(line => line.Contains("first", StringComparison.Ordinal));
        first.ShouldStartWith("GET /commerce/stock/v1/items/{id} answered 200 in ");
        first.ShouldContain("operation GET /items/{id}");
        lines.Single(line => line.Contains("second", StringComparison.Ordinal)).ShouldContain("answered 404");
    }

    [Fact]
    public async Task The_access_log_tells_of_each_call_in_fields_of_their_own()
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("stock", "v1", Contracts.Get("/items/{id}"), part => part with { AuthenticationRequired = true })
                .Consumer("app", subscriptions: Estate.Subscription("stock")),
            services => services.AddLogging(logging => logging.AddProvider(log)));

        await world.GetAsync("/commerce/stock/v1/items/secret-7?note=hidden", world.Issuer.Token("app"), ("X-Correlation-Id", "first"), ("X-Note", "unseen"));
        await world.GetAsync("/commerce/stock/v1/items/8", null, ("X-Correlation-Id", "second"));

        await Eventually.HoldsAsync(() => Line(log, "second") is not null, GatewayWorld.Bound, "both requests are logged");
        string first = Line(log, "first").ShouldNotBeNull();
        foreach (string field in (string[])
            ["Method=GET", "Route=/commerce/stock/v1/items/{id}", "Status=200", "Outcome=forwarded", "Api=stock", "Version=v1", "Consumer=app", "Plan=standard",
                "Backend=erp", "Client=127.0.0.1", $"Snapshot={world.ControlPlane.Acknowledgements.Last().Revision}", "CorrelationId=first"])
        {
            first.ShouldContain($" {field}");
        }

        string second = Line(log, "second").ShouldNotBeNull();
        second.ShouldContain(" Status=401 ");
        second.ShouldContain(" Outcome=refused ");
        second.ShouldContain(" Problem=token-missing ");
        foreach (string said in (string[])["secret-7", "hidden", "unseen", "Bearer"])
            first.ShouldNotContain(said);
    }

    private static string? Line(LogLines log, string id) =>
        log.All.SingleOrDefault(line => line.StartsWith("ApiGovernance.Gateway.Access ", StringComparison.Ordinal) && line.Contains($"CorrelationId={id}", StringComparison.Ordinal));

    private sealed class LineProvider(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "ApiGovernance.Gateway.Access" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
