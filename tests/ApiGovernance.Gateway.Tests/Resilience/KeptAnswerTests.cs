using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

/// <summary>Whose a kept answer is, and what is not kept because it may have no end.</summary>
public class KeptAnswerTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private static OperationRule Rule(string policy) => new("GET /orders", [], Yaml.Policy(policy));

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, string policy, string? contract = null) => GatewayWorld.StartAsync(world => world.Estate
        .Backend(Yaml.Backend("wms", faulty.Address, ""))
        .Api("orders", "v1", contract ?? Contracts.Orders, part => part with { Backend = "wms", Operations = [Rule(policy)] }));

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Who_asks_with_another_cookie_gets_not_what_the_first_one_was_answered()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, call.Head.Contains("session=ann", StringComparison.Ordinal) ? "[1]" : "[2]"));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600}}");
        (await TextAsync(await world.GetAsync(Orders, null, ("Cookie", "session=ann")))).ShouldBe("[1]");
        faulty.Behave = call => call.AnswerAsync(503);

        (await world.GetAsync(Orders, null, ("Cookie", "session=bob"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await TextAsync(await world.GetAsync(Orders, null, ("Cookie", "session=ann")))).ShouldBe("[1]");
    }

    [Fact]
    public async Task What_was_meant_for_the_gateway_alone_is_not_kept()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, "[1]", "Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\nX-Kept: 1\r\n"));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600}}");
        (await world.GetAsync(Orders)).Headers.Contains("X-Hop").ShouldBeFalse();
        faulty.Behave = call => call.AnswerAsync(503);

        HttpResponseMessage stale = await world.GetAsync(Orders);

        (stale.Headers.Contains("X-Kept"), stale.Headers.Contains("X-Hop")).ShouldBe((true, false));
    }

    [Fact]
    public async Task What_was_kept_for_one_field_is_not_given_for_another_when_the_policy_changes()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, "[1]"));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, vary: [X-Region]}}");
        (await world.GetAsync(Orders, null, ("X-Region", "de"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        faulty.Behave = call => call.AnswerAsync(503);
        (await world.GetAsync(Orders, null, ("X-Region", "de"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms", Operations = [Rule("{cache: {staleSeconds: 600, vary: [Accept-Language]}}")] });
        await world.PublishAsync();

        (await world.GetAsync(Orders, null, ("Accept-Language", "de"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task An_answer_that_just_does_not_fit_takes_no_others_place()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, call.Head.Contains("limit=9", StringComparison.Ordinal) ? new string('1', 19_900) : "[1]"));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, maxBytes: 20000}}");
        for (int i = 1; i <= 3; i++)
            (await world.GetAsync($"{Orders}?limit={i}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await world.GetAsync($"{Orders}?limit=9")).StatusCode.ShouldBe(HttpStatusCode.OK);
        faulty.Behave = call => call.AnswerAsync(503);

        (await world.GetAsync($"{Orders}?limit=9")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        for (int i = 1; i <= 3; i++)
            (await world.GetAsync($"{Orders}?limit={i}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("multipart/x-mixed-replace; boundary=b", false)]
    [InlineData("text/event-stream; charset=utf-8", false)]
    [InlineData("application/json", true)]
    public async Task A_stream_passes_as_it_comes_and_is_not_kept(string contentType, bool isStream)
    {
        string contract = isStream ? Contracts.Get("/orders", "x-apigov-stream: true") : Contracts.Orders;
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n");
            await goOn.Task;
            await call.WriteAsync("1\r\n]\r\n0\r\n\r\n");
        });
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600}}", contract);

        using HttpResponseMessage answer = await world.Client.GetAsync(Orders, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken)
            .WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        (await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask().WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken)).ShouldBe(1);
        goOn.SetResult();
        using StreamReader rest = new(stream);
        (await rest.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("]");

        faulty.Behave = call => call.AnswerAsync(503);
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
