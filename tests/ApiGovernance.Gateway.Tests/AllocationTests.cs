using System.Text;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace ApiGovernance.Gateway.Tests;

/// <summary>A body is read once into pooled memory, checked there and forwarded from there: what the gateway adds to a bare proxy is bounded.</summary>
[Collection(MemoryTests.Name)]
public class AllocationTests
{
    private const int Warmup = 300;
    private const int Measured = 1000;

    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      required: [lines]
                      properties:
                        lines: { type: array, items: { type: object, required: [sku, quantity], properties: { sku: { type: string, pattern: '^[A-Z]+-[0-9]+$' }, quantity: { type: integer, minimum: 1 }, note: { type: string, maxLength: 200 } } } }
              responses: { '200': { description: ok } }
        """;

    private static readonly byte[] Order = Encoding.UTF8.GetBytes(
        $$"""{"lines":[{{string.Join(',', Enumerable.Range(1, 130).Select(i => $$"""{"sku":"SKU-{{i}}","quantity":{{i}},"note":"{{new string('n', 70)}}"}"""))}}]}""");

    private static async Task<double> PerRequestAsync(HttpClient client, string target)
    {
        for (int i = 0; i < Warmup; i++)
            await PostAsync(client, target);
        GC.Collect();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Measured; i++)
            await PostAsync(client, target);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Measured;
    }

    private static async Task PostAsync(HttpClient client, string target)
    {
        using ByteArrayContent content = new(Order);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using HttpResponseMessage answer = await client.PostAsync(target, content, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_checked_post_of_15_KB_allocates_little_more_than_a_bare_proxy_does()
    {
        Order.Length.ShouldBeInRange(14_000, 17_000);
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null));
        await using LoopbackApp bare = await LoopbackApp.StartAsync(
            services => services.AddReverseProxy().LoadFromMemory(
                [new RouteConfig { RouteId = "r", ClusterId = "c", Match = new RouteMatch { Path = "{**all}" } }],
                [new ClusterConfig { ClusterId = "c", Destinations = new Dictionary<string, DestinationConfig> { ["d"] = new() { Address = backend.Address } } }]),
            app => app.MapReverseProxy());
        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Options = options => options with { FieldSampling = FieldSampling.Never };
            w.Estate.Backend("erp", backend.Address)
                .Api("checked", "v1", Contract)
                .Api("unchecked", "v1", Contract, part => part with { RequestValidation = ValidationMode.Off });
        });

        double proxy = await PerRequestAsync(bare.Client, "/orders");
        double off = await PerRequestAsync(world.Client, "/commerce/unchecked/v1/orders");
        double enforced = await PerRequestAsync(world.Client, "/commerce/checked/v1/orders");

        string told = $"bare proxy {proxy:0}, not checked {off:0}, checked {enforced:0} bytes per request";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        // Client and back end are in the same process, so only differences mean anything.
        (enforced - proxy).ShouldBeLessThan(4096, told);
        (enforced - off).ShouldBeLessThan(1024, told);
    }
}
