using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>When nobody knows how a call ended, nobody sends it again by himself.</summary>
public class ReconcileTests
{
    private static readonly IdempotencyPolicy Required = new() { Mode = IdempotencyMode.Required };

    private static readonly IdempotencyPolicy Natural = new()
    {
        Mode = IdempotencyMode.Natural,
        Key = "/orderNumber",
        Reconcile = new ReconcilePolicy("GET /orders/{orderNumber}") { AfterSeconds = 0 },
    };

    [Theory]
    [InlineData("drop-after")]
    [InlineData("drop-before")]
    public async Task A_connection_that_broke_leaves_an_unknown_outcome(string fault)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        JsonElement broken = await (await world.PostAsync("A1", "k-1", fault)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        broken.GetProperty("outcome").GetString().ShouldBe("unknown");
        int seen = world.System.Requests.Count;
        for (int i = 0; i < 3; i++)
        {
            JsonElement told = await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");
            told.GetProperty("detail").GetString()!.ShouldContain("commerce@example.com");
            told.GetProperty("record").GetString()!.Length.ShouldBe(16);
        }

        world.System.Requests.Count.ShouldBe(seen, "nothing was sent again");
        await (await world.PostAsync("A2", "k-1")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_timeout_leaves_an_unknown_outcome()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required, gateway =>
            gateway.Estate.Backends[0] = gateway.Estate.Backends[0] with { TimeoutSeconds = 1 });

        await (await world.PostAsync("A1", "k-1", "hold")).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");
        await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");

        world.System.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ServerErrorMeaning.Unknown, 409, 1)]
    [InlineData(ServerErrorMeaning.Final, 500, 1)]
    [InlineData(ServerErrorMeaning.Retry, 201, 2)]
    public async Task What_a_server_error_means_the_policy_says(ServerErrorMeaning meaning, int then, int effects)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required with { ServerErrors = meaning });

        HttpResponseMessage first = await world.PostAsync("A1", "k-1", "fail-500");
        HttpResponseMessage again = await world.PostAsync("A1", "k-1");

        ((int)first.StatusCode).ShouldBe(500);
        (await first.TextAsync()).ShouldBe("it broke");
        ((int)again.StatusCode).ShouldBe(then);
        world.System.EffectsOf("A1").ShouldBe(effects);
    }

    [Fact]
    public async Task What_the_back_end_has_is_found_by_its_natural_key()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural);

        await (await world.PostAsync("PO-1", null, "drop-after")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        HttpResponseMessage again = await world.PostAsync("PO-1", null);

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.IsReplay().ShouldBeTrue();
        (await again.TextAsync()).ShouldContain("taken");
        again.Content.Headers.GetValues("Content-Location").ShouldBe(["/orders/PO-1"]);
        world.System.EffectsOf("PO-1").ShouldBe(1);
        // Asked once: what was found out is written down.
        await world.PostAsync("PO-1", null);
        world.System.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(BackendIdentity.Headers, "", "app")]
    [InlineData(BackendIdentity.Token, "Bearer ey", "")]
    [InlineData(BackendIdentity.None, "", "")]
    public async Task The_back_end_is_looked_at_as_it_is_called(BackendIdentity identity, string authorization, string consumer)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural, gateway =>
        {
            SnapshotBackend erp = gateway.Estate.Backends.Single(backend => backend.Name == "erp");
            gateway.Estate.Backends.Remove(erp);
            gateway.Estate.Backends.Add(erp with { Identity = identity });
        });

        await world.PostAsync("PO-1", null, "drop-after");
        (await world.PostAsync("PO-1", null)).IsReplay().ShouldBeTrue();

        world.System.LookedAs.Authorization.ShouldStartWith(authorization, Case.Sensitive);
        (world.System.LookedAs.Authorization.Length > 0).ShouldBe(authorization.Length > 0);
        world.System.LookedAs.Consumer.ShouldBe(consumer);
    }

    [Fact]
    public async Task What_the_back_end_does_not_have_is_sent_again()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural);

        await (await world.PostAsync("PO-1", null, "drop-before")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        HttpResponseMessage again = await world.PostAsync("PO-1", null);

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        world.System.EffectsOf("PO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_back_end_that_may_still_be_busy_is_not_asked()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(
            Natural with { Reconcile = Natural.Reconcile! with { AfterSeconds = 60 } }, fakeClock: true);

        await world.PostAsync("PO-1", null, "drop-before");
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await (await world.PostAsync("PO-1", null)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");
        world.System.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(0);

        world.Clock.Advance(TimeSpan.FromSeconds(2));
        (await world.PostAsync("PO-1", null)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_that_come_again_at_once_send_it_again_once()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural);
        await world.PostAsync("PO-1", null, "drop-before");

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.PostAsync("PO-1", null)));

        world.System.EffectsOf("PO-1").ShouldBe(1);
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict);
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(IdempotencyMode.Required)]
    [InlineData(IdempotencyMode.Natural)]
    public async Task A_back_end_that_honours_keys_is_sent_it_again(IdempotencyMode mode)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(
            mode == IdempotencyMode.Natural ? Natural with { Reconcile = null } : Required, honours: true);
        world.System.HonoursKeys = true;
        string? key = mode == IdempotencyMode.Natural ? null : "k-1";

        await (await world.PostAsync("A1", key, "drop-after")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        HttpResponseMessage again = await world.PostAsync("A1", key);

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        world.System.Requests.Count.ShouldBe(2);
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task A_key_that_is_a_dot_segment_is_no_path_elsewhere(string key)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural);

        await world.PostAsync(key, null, "drop-before");
        await (await world.PostAsync(key, null)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");

        world.System.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task A_gateway_that_comes_up_again_does_not_send_what_it_had_under_way()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        _ = world.PostAsync("A1", "k-1", "hold");
        await Eventually.HoldsAsync(() => !world.System.Requests.IsEmpty, GatewayWorld.Bound, "the call has arrived");

        // The file as a gateway leaves it that is killed now.
        using TempFolder copy = new();
        foreach (string file in Directory.GetFiles(world.Gateway.StateFolder, "idempotency.db*"))
            File.Copy(file, copy[Path.GetFileName(file)]);
        await using IdempotencyWorld next = await IdempotencyWorld.StartAsync(
            Required, gateway => gateway.Options = options => options with { Idempotency = $"sqlite={copy["idempotency.db"]}" }, world.System);

        await (await next.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");
        world.System.Requests.Count.ShouldBe(1);
        world.System.Hold.SetResult();
    }

    [Fact]
    public async Task Another_back_end_than_the_call_went_to_settles_nothing()
    {
        await using OrderSystem other = await OrderSystem.StartAsync();
        other.HonoursKeys = true;
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(
            Required, gateway => gateway.Estate.Backend("other", other.Address, backend => backend with { HonoursIdempotencyKey = true }), honours: true);
        world.System.HonoursKeys = true;
        await (await world.PostAsync("A1", "k-1", "drop-after")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");

        var (part, contract) = world.Gateway.Estate.Versions.Single();
        world.Gateway.Estate.Versions[0] = (part with { Backend = "other" }, contract);
        await world.Gateway.PublishAsync();
        await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");
        other.Requests.ShouldBeEmpty();

        world.Gateway.Estate.Versions[0] = (part, contract);
        await world.Gateway.PublishAsync();
        // The snapshot is the one of the beginning, and acknowledged long ago.
        await Eventually.HoldsAsync(
            async () => (await world.PostAsync("A1", "k-1")).StatusCode == HttpStatusCode.Created, GatewayWorld.Bound, "the call is finished where it began");
        world.System.EffectsOf("A1").ShouldBe(1);
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_goes_to_an_address_that_is_healthy()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural, gateway =>
        {
            SnapshotBackend erp = gateway.Estate.Backends.Single(backend => backend.Name == "erp");
            gateway.Estate.Backend(erp with
            {
                Address = "http://127.0.0.1:1",
                Destinations = [erp.Address],
                Health = new BackendHealth { UnhealthyAfter = 2, IntervalSeconds = 3600 },
            });
        });
        // Until two calls were unlucky enough to find out that nobody is at the first one.
        int number = 0;
        int failures = 0;
        await Eventually.HoldsAsync(
            async () => (await world.PostAsync($"PO-{++number}", null)).StatusCode == HttpStatusCode.BadGateway && ++failures == 2,
            GatewayWorld.Bound,
            "the first address is left out");

        await (await world.PostAsync("PO-lost", null, "drop-after")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        (await world.PostAsync("PO-lost", null)).IsReplay().ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_back_end_that_is_not_to_be_called_is_not_looked_at(bool rests, int looks)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Natural, fakeClock: true);
        await world.PostAsync("PO-1", null, "drop-after");
        world.System.RetryAfter = rests ? "600" : null;
        await world.PostAsync("PO-2", null, "refuse-503");

        HttpResponseMessage again = await world.PostAsync("PO-1", null);

        world.System.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(looks);
        if (rests)
            await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-outcome-unknown");
        world.Clock.Advance(TimeSpan.FromSeconds(601));
        (await world.PostAsync("PO-1", null)).IsReplay().ShouldBeTrue();
        world.System.EffectsOf("PO-1").ShouldBe(1);
    }
}
