using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Idempotency;

public class ClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_is_set_forward_does_not_end_a_call_that_is_under_way(bool honours)
    {
        IdempotencyPolicy policy = new() { Mode = IdempotencyMode.Natural, Key = "/orderNumber", Reconcile = new ReconcilePolicy("GET /orders/{orderNumber}") { AfterSeconds = 60 } };
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(policy, fakeClock: true, honours: honours);
        Task<HttpResponseMessage> slow = world.PostAsync("PO-1", null, "hold");
        await Eventually.HoldsAsync(() => !world.System.Requests.IsEmpty, GatewayWorld.Bound, "the call has arrived");

        // As time servers do: without a timer that rings.
        world.Clock.AdjustTime(world.Clock.GetUtcNow().AddMinutes(4));
        await (await world.PostAsync("PO-1", null)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-key-in-flight");

        world.System.Hold.SetResult();
        (await slow).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.PostAsync("PO-1", null)).IsReplay().ShouldBeTrue();
        world.System.EffectsOf("PO-1").ShouldBe(1);
        world.System.Requests.Count.ShouldBe(1);
    }
}
