using System.Net;
using System.Text;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

public class RoutingTests
{
    [Fact]
    public async Task A_call_reaches_the_back_end_on_the_contracts_path_with_its_query()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders, part => part with { UpstreamPath = "/erp/v1" }));

        Echo echo = await Echo.ReadAsync(await world.GetAsync("/commerce/orders/v1/orders?limit=5&free=a%2Fb+c"));

        echo.Target.ShouldBe("/erp/v1/orders?limit=5&free=a%2Fb+c");
        echo.Method.ShouldBe("GET");
    }

    [Fact]
    public async Task A_literal_segment_beats_a_parameter_and_parameters_keep_their_encoding()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        (await Echo.ReadAsync(await world.GetAsync("/commerce/orders/v1/orders/mine"))).Target.ShouldBe("/orders/mine");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/orders/v1/orders/ord-a%20b%C3%A9"))).Target.ShouldBe("/orders/ord-a%20b%C3%A9");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/orders/v1/orders/mine/"))).Target.ShouldBe("/orders/mine");
    }

    [Fact]
    public async Task OData_segments_and_several_parameters_in_a_segment_match()
    {
        string contract = """
            openapi: 3.0.3
            info: { title: OData, version: 1.0.0 }
            paths:
              /companies({company_id})/items({item_id}):
                get:
                  parameters:
                    - { name: company_id, in: path, required: true, schema: { type: integer } }
                    - { name: item_id, in: path, required: true, schema: { type: string } }
                  responses: { '200': { description: ok } }
              /ranges/{from}-{to}:
                get:
                  parameters:
                    - { name: from, in: path, required: true, schema: { type: integer } }
                    - { name: to, in: path, required: true, schema: { type: integer } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("odata", "v1", contract));

        (await Echo.ReadAsync(await world.GetAsync("/commerce/odata/v1/companies(7)/items('a(b)')"))).Target.ShouldBe("/companies(7)/items('a(b)')");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/odata/v1/ranges/10-20"))).Target.ShouldBe("/ranges/10-20");
        (await (await world.GetAsync("/commerce/odata/v1/companies(x)/items(1)")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters"))
            .GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe("company_id");
        await (await world.GetAsync("/commerce/odata/v1/companies()/items(1)")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "operation-not-found");
    }

    [Fact]
    public async Task An_unknown_api_path_and_method_are_told_apart()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        await (await world.GetAsync("/commerce/stock/v1/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        // Only whole segments count.
        await (await world.GetAsync("/commerce/ordersx/v1/orders")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        var unknownPath = await (await world.GetAsync("/commerce/orders/v1/nothing")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "operation-not-found");
        unknownPath.GetProperty("api").GetString().ShouldBe("orders");
        unknownPath.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
        unknownPath.GetProperty("owner").GetProperty("contact").GetString().ShouldBe("commerce@example.com");

        HttpResponseMessage wrongMethod = await world.SendAsync(HttpMethod.Delete, "/commerce/orders/v1/orders");
        await wrongMethod.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        wrongMethod.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "POST"]);
        (await world.SendAsync(HttpMethod.Options, "/commerce/orders/v1/orders")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task The_proxys_own_paths_cannot_be_reached()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        await (await world.GetAsync("/orders@v1")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        await (await world.GetAsync("/orders%40v1")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Head_is_served_where_get_is_declared_and_its_problems_have_no_body()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        (await world.SendAsync(HttpMethod.Head, "/commerce/orders/v1/orders/mine")).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage refused = await world.SendAsync(HttpMethod.Head, "/commerce/orders/v1/nothing");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/commerce/orders/v1/orders/ord-1%2Fx")]
    [InlineData("/commerce/orders/v1/orders/ord-1%5cx")]
    [InlineData("/commerce/orders/v1/orders/ord-1\\x")]
    [InlineData("/commerce/orders/v1/orders/%2e%2e/orders")]
    [InlineData("/commerce/orders/v1/orders/../orders")]
    [InlineData("/commerce/orders/v1/orders/..;x/orders")]
    [InlineData("/commerce/orders/v1//orders")]
    [InlineData("/commerce/orders/v1/orders/ord-%ff")]
    [InlineData("/commerce/orders/v1/orders/ord-%zz")]
    [InlineData("/commerce/orders/v1/orders/ord-%0a")]
    [InlineData("/commerce/orders/v1/orders#x")]
    public async Task A_path_that_two_parsers_could_read_differently_is_refused(string target)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        string answer = await RawHttp.SendAsync(world.Address, $"GET {target} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("malformed-request");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Two_framings_in_one_request_are_refused()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        string answer = await RawHttp.SendAsync(
            world.Address,
            "POST /commerce/orders/v1/orders HTTP/1.1\r\nHost: gateway\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_field_that_nominates_headers_is_refused()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders));

        HttpResponseMessage answer = await world.GetAsync("/commerce/orders/v1/orders", null, ("Connection", "X-Consumer-Id"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-request");
        world.Backend.Calls.ShouldBe(0);
    }
}
