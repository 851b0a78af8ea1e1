using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>A gateway before an order system, with a policy for <c>POST /orders</c>.</summary>
internal sealed class IdempotencyWorld : IAsyncDisposable
{
    public const string Path = "/commerce/orders/v1/orders";

    public const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [orderNumber]
                      properties: { orderNumber: { type: [string, integer] }, note: { type: string } }
              responses: { '201': { description: ok } }
          /orders/{orderNumber}:
            get:
              parameters: [ { name: orderNumber, in: path, required: true, schema: { type: string } } ]
              responses: { '200': { description: ok } }
        """;

    private readonly bool ownsSystem;

    private IdempotencyWorld(GatewayWorld gateway, OrderSystem system, bool ownsSystem, FakeTimeProvider? clock)
    {
        (Gateway, System, this.ownsSystem, Clock) = (gateway, system, ownsSystem, clock!);
        Token = gateway.Issuer.Token("app");
    }

    public GatewayWorld Gateway { get; }

    public OrderSystem System { get; }

    /// <summary>The gateway's clock, where the test has asked for one.</summary>
    public FakeTimeProvider Clock { get; }

    public string Token { get; }

    public static async Task<IdempotencyWorld> StartAsync(
        IdempotencyPolicy policy, Action<GatewayWorld>? change = null, OrderSystem? system = null, bool fakeClock = false, bool honours = false)
    {
        OrderSystem orders = system ?? await OrderSystem.StartAsync();
        FakeTimeProvider? clock = fakeClock ? new FakeTimeProvider(TimeProvider.System.GetUtcNow()) : null;
        GatewayWorld gateway = await GatewayWorld.StartAsync(
            world =>
            {
                world.Estate.Api("orders", "v1", Contract, part => part with
                {
                    AuthenticationRequired = true,
                    Operations = [new OperationRule("POST /orders", [], new OperationPolicy { Idempotency = policy })],
                });
                world.Estate.Backends.RemoveAll(backend => backend.Name == "erp");
                world.Estate.Backends.Add(new SnapshotBackend("erp", "erp", orders.Address, 100, null) { HonoursIdempotencyKey = honours });
                world.Estate.Consumer("app", subscriptions: Estate.Subscription("orders")).Consumer("other", subscriptions: Estate.Subscription("orders"));
                change?.Invoke(world);
            },
            services =>
            {
                if (clock is not null)
                    services.AddSingleton<TimeProvider>(clock);
            });
        return new IdempotencyWorld(gateway, orders, system is null, clock);
    }

    public static string Order(string number) => $$"""{"orderNumber":"{{number}}"}""";

    public Task<HttpResponseMessage> PostAsync(string order, string? key, string? fault = null, string? token = null) =>
        SendAsync(Order(order), key, fault, token);

    public Task<HttpResponseMessage> SendAsync(string json, string? key, string? fault = null, string? token = null)
    {
        List<(string, string)> headers = [];
        if (key is not null)
            headers.Add(("Idempotency-Key", key));
        if (fault is not null)
            headers.Add(("Fault", fault));
        return Gateway.PostAsync(Path, json, token ?? Token, [.. headers]);
    }

    public async ValueTask DisposeAsync()
    {
        if (ownsSystem)
            await System.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}

internal static class ReplayAssertions
{
    public static bool IsReplay(this HttpResponseMessage response) => response.Headers.Contains("Idempotency-Replayed");

    public static async Task<string> TextAsync(this HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
