using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.Business;

/// <summary>A gateway before a back end that answers as <c>Answer-*</c> fields of the call say, with measures for orders, shipments and the like.</summary>
internal sealed class BusinessWorld : IAsyncDisposable
{
    public const string Contract = """
        openapi: 3.1.0
        info: { title: Trade, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [poNumber]
                      properties: { poNumber: { type: string }, channel: { type: string }, note: { type: string, maxLength: 10 } }
              responses:
                '201': { description: ok, content: { application/json: { schema: { type: object, required: [id] } } } }
                4XX: { description: no }
            get: { responses: { '200': { description: ok } } }
          /orders/search:
            post: { responses: { '200': { description: ok } } }
          /orders/{orderId}/shipments:
            post:
              parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
              responses: { '201': { description: ok } }
        """;

    private BusinessWorld(GatewayWorld gateway, ScriptedBackend backend, string api)
    {
        (Gateway, Backend, Api, Metrics) = (gateway, backend, api, new MetricLog(api));
        Token = gateway.Issuer.Token("app");
    }

    public GatewayWorld Gateway { get; }

    public ScriptedBackend Backend { get; }

    public MetricLog Metrics { get; }

    public string Api { get; }

    public string Token { get; }

    public string Orders => $"/commerce/{Api}/v1/orders";

    /// <param name="api">One of its own for each test: the process counts all worlds.</param>
    /// <param name="measures">Operation and what stands under its <c>policy:</c>.</param>
    public static async Task<BusinessWorld> StartAsync(
        string api, (string Operation, string Policy)[] measures, Func<ApiVersionPart, ApiVersionPart>? change = null, Action<GatewayWorld>? more = null,
        Action<IServiceCollection>? services = null)
    {
        ScriptedBackend backend = await ScriptedBackend.StartAsync(AnswerAsync);
        GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Estate.Backend("erp", backend.Address);
                w.Estate.Api(api, "v1", Contract, part => (change ?? (same => same))(part with { Operations = [.. measures.Select(one => Yaml.Rule(one.Operation, one.Policy))] }));
                w.Estate.Consumer("app", subscriptions: Estate.Subscription(api));
                w.Estate.Consumers[^1] = w.Estate.Consumers[^1] with { Channel = "edi" };
                more?.Invoke(w);
            },
            services);
        return new BusinessWorld(world, backend, api);
    }

    public static string Order(string number, string more = "") => $$"""{"poNumber":"{{number}}"{{more}}}""";

    public Task<HttpResponseMessage> OrderAsync(string number, string more = "", string? token = null, params (string Name, string Value)[] headers) =>
        Gateway.PostAsync(Orders, Order(number, more), token, headers);

    /// <summary>Waits until so many events with these tags were counted: the end of a call is counted after its client has its answer.</summary>
    public async Task CountedAsync(int count, params (string Name, string Value)[] tags)
    {
        await Eventually.HoldsAsync(
            () => Metrics.Count("apigov.business.events", tags) >= count, GatewayWorld.Bound, $"{count} events with {string.Join(", ", tags)}");
        Metrics.Count("apigov.business.events", tags).ShouldBe(count);
    }

    /// <summary>Waits until so many requests were accounted for, and gives how many events were counted by then.</summary>
    public async Task<int> EventsAfterAsync(int requests)
    {
        // A request's own counter comes just before its event.
        await Eventually.HoldsAsync(() => Metrics.Count("apigov.gateway.requests") >= requests, GatewayWorld.Bound, $"{requests} requests");
        await Gateway.GetAsync($"/commerce/{Api}/v1/orders");
        await Eventually.HoldsAsync(() => Metrics.Count("apigov.gateway.requests") >= requests + 1, GatewayWorld.Bound, "one more request");
        return Metrics.Count("apigov.business.events");
    }

    public async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        await Gateway.DisposeAsync();
        await Backend.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Headers.TryGetValue("Answer-Status", out var status) ? int.Parse(status!, System.Globalization.CultureInfo.InvariantCulture) : 201;
        if (context.Request.Headers.ContainsKey("Answer-Never"))
        {
            context.Abort();
            return;
        }

        if (context.Response.StatusCode is 204)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(context.Request.Headers.TryGetValue("Answer-Body", out var body) ? body.ToString() : """{"id":"ERP-1"}""");
    }
}
