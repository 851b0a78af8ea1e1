using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Tests.Business;

/// <summary>Orders by channel, outcome and reason.</summary>
public class BusinessMeasureTests
{
    private const string ByHeader = "{measure: {event: order-placed, channel: 'header:X-Channel', channels: [web, edi, marketplace]}}";

    [Fact]
    public async Task Orders_are_counted_by_outcome_and_reason()
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("measured", [("POST /orders", ByHeader)], part => part with { AuthenticationRequired = true });
        (string, string) web = ("X-Channel", "web");

        (await world.OrderAsync("PO-1", token: world.Token, headers: web)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.OrderAsync("PO-2", token: world.Token, headers: [web, ("Answer-Status", "409")])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await world.OrderAsync("PO-3", token: world.Token, headers: [web, ("Answer-Status", "500")])).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await world.OrderAsync("PO-4", ""","note":"far too long a note" """, world.Token, web)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await world.OrderAsync("PO-5", headers: web)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.OrderAsync("PO-6", token: world.Token, headers: [web, ("Answer-Never", "1")])).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        await world.CountedAsync(1, ("entity", "order"), ("channel", "web"), ("outcome", "accepted"), ("reason", "none"));
        await world.CountedAsync(1, ("channel", "web"), ("outcome", "refused"), ("reason", "backend-4xx"));
        await world.CountedAsync(1, ("channel", "web"), ("outcome", "failed"), ("reason", "backend-5xx"));
        await world.CountedAsync(1, ("channel", "web"), ("outcome", "refused"), ("reason", "contract-violation"));
        await world.CountedAsync(1, ("channel", "web"), ("outcome", "refused"), ("reason", "token-missing"));
        await world.CountedAsync(1, ("channel", "web"), ("outcome", "failed"), ("reason", "backend-unreachable"));
        // Nothing else of the API is an order.
        await world.Gateway.PostAsync(world.Orders + "/search", "{}", world.Token);
        (await world.EventsAfterAsync(7)).ShouldBe(6);
    }

    [Fact]
    public async Task An_answer_that_is_replayed_is_the_same_order()
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync(
            "replayed", [("POST /orders", "{measure: {event: order-placed}, idempotency: {mode: required}}")], part => part with { AuthenticationRequired = true });
        (string, string) key = ("Idempotency-Key", "one");

        (await world.OrderAsync("PO-1", token: world.Token, headers: key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        HttpResponseMessage again = await world.OrderAsync("PO-1", token: world.Token, headers: key);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        await world.CountedAsync(1, ("channel", "edi"), ("outcome", "accepted"));

        // Another order under the same key is refused, and that is told.
        (await world.OrderAsync("PO-2", token: world.Token, headers: key)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await world.CountedAsync(1, ("outcome", "refused"), ("reason", "idempotency-key-reused"));
        // What nobody knows the end of is counted once as well.
        (await world.OrderAsync("PO-3", token: world.Token, headers: [("Idempotency-Key", "two"), ("Answer-Status", "500")])).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await world.OrderAsync("PO-3", token: world.Token, headers: ("Idempotency-Key", "two"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await world.CountedAsync(1, ("outcome", "failed"), ("reason", "backend-5xx"));
        (await world.EventsAfterAsync(5)).ShouldBe(3);
    }

    [Theory]
    [InlineData("WEB", "web")]
    [InlineData("marketplace", "marketplace")]
    [InlineData("canary-7f3a", "other")]
    [InlineData(null, "unknown")]
    public async Task Only_channels_of_the_catalog_are_told_apart(string? sent, string counted)
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("channels-" + counted, [("POST /orders", ByHeader)]);

        await world.OrderAsync("PO-1", headers: sent is null ? [] : [("X-Channel", sent)]);

        await world.CountedAsync(1, ("channel", counted), ("outcome", "accepted"));
    }

    /// <summary>With and without somebody who reads the body anyway.</summary>
    [Theory]
    [InlineData(ValidationMode.Enforce)]
    [InlineData(ValidationMode.Off)]
    public async Task The_channel_may_stand_in_the_body(ValidationMode validation)
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync(
            "in-body-" + validation, [("POST /orders", "{measure: {event: order-placed, channel: /channel, channels: [web]}}")], part => part with { RequestValidation = validation });

        (await world.OrderAsync("PO-1", ""","channel":"web" """)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.OrderAsync("PO-2", ""","channel":"fax" """)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await world.CountedAsync(1, ("channel", "web"));
        await world.CountedAsync(1, ("channel", "other"));
    }

    [Fact]
    public async Task Where_nothing_is_said_a_post_to_orders_is_an_order_and_nothing_else()
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("unsaid", []);
        await world.OrderAsync("PO-1");
        await world.Gateway.PostAsync(world.Orders + "/search", "{}");
        await world.Gateway.PostAsync(world.Orders + "/7/shipments", "{}");
        await world.CountedAsync(1, ("entity", "order"), ("channel", "unknown"), ("outcome", "accepted"));
        (await world.EventsAfterAsync(3)).ShouldBe(1);

        await using BusinessWorld stock = await BusinessWorld.StartAsync("no-orders", [], part => part with { Entity = "product" });
        await stock.OrderAsync("PO-1");
        (await stock.EventsAfterAsync(1)).ShouldBe(0);

        await using BusinessWorld none = await BusinessWorld.StartAsync("none", [("POST /orders", "{measure: {event: none}}")]);
        await none.OrderAsync("PO-1");
        (await none.EventsAfterAsync(1)).ShouldBe(0);
    }

    [Fact]
    public async Task A_measure_is_of_one_operation()
    {
        OperationPolicy general = new() { Measure = new MeasurePolicy(BusinessEvent.OrderPlaced) };
        await using BusinessWorld world = await BusinessWorld.StartAsync("general", [], part => part with { Entity = "product", Policy = general });
        await world.OrderAsync("PO-1");
        (await world.EventsAfterAsync(1)).ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_goes_away_before_the_answer_is_told_as_such()
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("gone", [("POST /orders", ByHeader)]);
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Backend.Answer = async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using CancellationTokenSource client = new();
        Task<HttpResponseMessage> call = world.Gateway.Client.PostAsync(world.Orders, new StringContent(BusinessWorld.Order("PO-1"), System.Text.Encoding.UTF8, "application/json"), client.Token);
        await arrived.Task.WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);

        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await world.CountedAsync(1, ("outcome", "failed"), ("reason", "client-gone"));
    }
}
