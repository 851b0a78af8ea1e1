using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Bodies that satisfy their contract, held against this repository's canonical order as well.</summary>
public class CanonicalValidationTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody: { content: { application/json: { schema: { type: object, properties: { orders: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
              responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
          /other:
            post:
              requestBody: { content: { application/json: { schema: { type: object } } } }
              responses: { '200': { description: ok } }
        components:
          schemas:
            Order:
              x-canonical: MARK
              type: object
              properties:
                number: { type: string }
                currency: { type: string }
                ourOwn: { type: string }
                lines:
                  type: array
                  items: { type: object, properties: { sku: { type: string }, unitPrice: { type: object } } }
        """;

    private static async Task<GatewayWorld> StartAsync(ScriptedBackend backend, ValidationMode mode, string api = "orders", string mark = "order")
    {
        byte[] schema = DocumentBundle.FromFile(RepositoryPaths.At("catalog/canonical/order.schema.yaml")).ToSingleDocument();
        return await GatewayWorld.StartAsync(world =>
        {
            world.Estate.Canonical[("order", 1)] = schema;
            world.Estate.Backend("erp", backend.Address).Api(api, "v1", Contract.Replace("MARK", mark, StringComparison.Ordinal), part => part with
            {
                Policy = new OperationPolicy { Validation = new ValidationPolicy { Response = ValidationMode.Enforce, Canonical = mode } },
            });
        });
    }

    private static string Orders(string order) => $$"""{"orders":[{"number":"1"},{{order}}]}""";

    [Theory]
    [InlineData("""{"number":"SO-1","currency":"EUR","ourOwn":"x","lines":[{"sku":"a","unitPrice":{"amount":"1.50","currency":"EUR"}}]}""", null)]
    [InlineData("""{"currency":"euro"}""", "/currency")]
    [InlineData("""{"number":"12345678901234567890123456789012345678901"}""", "/number")]
    [InlineData("""{"lines":[{"unitPrice":{"amount":1.5,"currency":"EUR"}}]}""", "/lines/0/unitPrice/amount")]
    [InlineData("""{"lines":[{"unitPrice":{"amount":"1.50"}}]}""", "/lines/0/unitPrice")]
    public async Task A_marked_schema_is_held_against_its_entity_wherever_it_stands(string order, string? place)
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend, ValidationMode.Enforce);
        backend.Say(200, "application/json", order);

        HttpResponseMessage request = await world.PostAsync("/commerce/orders/v1/orders", Orders(order));
        HttpResponseMessage answer = await world.PostAsync("/commerce/orders/v1/orders", "{}");

        if (place is null)
        {
            (request.StatusCode, answer.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK), await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return;
        }

        JsonElement error = (await request.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation")).GetProperty("errors")[0];
        error.GetProperty("keyword").GetString().ShouldBe("x-canonical");
        error.GetProperty("pointer").GetString().ShouldBe("/orders/1");
        error.GetProperty("detail").GetString().ShouldStartWith($"The canonical order at '{place}': ");
        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid")).GetProperty("errors")[0].GetProperty("keyword").GetString().ShouldBe("x-canonical");
    }

    [Fact]
    public async Task A_mark_holds_in_whichever_alternative_it_stands_and_in_every_charset()
    {
        const string either = """
            openapi: 3.1.0
            info: { title: Orders, version: 1.0.0 }
            paths:
              /orders:
                post:
                  requestBody: { content: { application/json: { schema: { anyOf: [{ $ref: '#/components/schemas/Other' }, { $ref: '#/components/schemas/Order' }] } } } }
                  responses: { '200': { description: ok } }
            components:
              schemas:
                # Breaks in one place where the other one breaks the mark, and is the one that is told about.
                Other: { type: object, properties: { currency: { type: string, maxLength: 3 } } }
                Order: { x-canonical: order, type: object, required: [currency], properties: { currency: { type: string } } }
            """;
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend, ValidationMode.Enforce);
        await world.StopGatewayAsync();
        world.Options = options => options with { TranscodeBodies = true };
        world.Estate.Api("orders", "v1", either, part => part with
        {
            Policy = new OperationPolicy { Validation = new ValidationPolicy { Canonical = ValidationMode.Enforce } },
        });
        await world.StartGatewayAsync();
        await world.PublishAsync();

        async Task<HttpResponseMessage> Post(string body, Encoding charset)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/commerce/orders/v1/orders") { Content = new StringContent(body, charset, "application/json") };
            return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        foreach (Encoding charset in new[] { Encoding.UTF8, Encoding.Latin1, Encoding.BigEndianUnicode })
        {
            (await Post("""{"currency":"EUR"}""", charset)).StatusCode.ShouldBe(HttpStatusCode.OK, charset.WebName);
            (await Post("""{"other":"euro"}""", charset)).StatusCode.ShouldBe(HttpStatusCode.OK, charset.WebName);
            JsonElement problem = await (await Post("""{"currency":"euro"}""", charset)).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
            problem.GetProperty("detail").GetString().ShouldBe("The body is not in the canonical form of the entity that it carries.");
            problem.GetProperty("errors").EnumerateArray().ShouldContain(error => error.GetProperty("keyword").GetString() == "maxLength");
            await (await Post("""{"currency":"EUR","n":1e400}""", charset)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        }
    }

    [Fact]
    public async Task Report_counts_and_off_does_not_look()
    {
        foreach ((ValidationMode mode, int counted) in new[] { (ValidationMode.Report, 2), (ValidationMode.Off, 0) })
        {
            string api = "canonical-" + mode.ToString().ToLowerInvariant();
            using MetricLog metrics = new(api);
            await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
            await using GatewayWorld world = await StartAsync(backend, mode, api);
            backend.Say(200, "application/json", """{"currency":"euro"}""");

            (await world.PostAsync($"/commerce/{api}/v1/orders", Orders("""{"currency":"euro"}"""))).StatusCode.ShouldBe(HttpStatusCode.OK);

            metrics.Count("apigov.gateway.validation.failures", ("mode", "report")).ShouldBe(counted);
        }
    }

    [Theory]
    [InlineData("order@1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("order@2", HttpStatusCode.OK)]
    [InlineData("invoice", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task A_mark_names_an_entity_and_perhaps_its_version(string mark, HttpStatusCode status)
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend, ValidationMode.Enforce, mark: mark);
        backend.Say(200, "application/json", "{}");

        (await world.PostAsync("/commerce/orders/v1/orders", Orders("""{"currency":"euro"}"""))).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_changed_entity_takes_effect_and_survives_a_restart_without_a_control_plane()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend, ValidationMode.Enforce);
        backend.Say(200, "application/json", "{}");
        string body = Orders("""{"currency":"EUR"}""");
        (await world.PostAsync("/commerce/orders/v1/orders", body)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Canonical[("order", 1)] = Encoding.UTF8.GetBytes("""{"type":"object","properties":{"currency":{"const":"USD"}}}""");
        await world.PublishAsync();
        (await world.PostAsync("/commerce/orders/v1/orders", body)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await world.StopGatewayAsync();
        world.ControlPlane.IsGone = true;
        await world.StartGatewayAsync();

        await Eventually.HoldsAsync(
            async () => (await world.PostAsync("/commerce/orders/v1/orders", body)).StatusCode == HttpStatusCode.UnprocessableEntity,
            GatewayWorld.Bound, "the last good snapshot is served with its entity");
    }
}
