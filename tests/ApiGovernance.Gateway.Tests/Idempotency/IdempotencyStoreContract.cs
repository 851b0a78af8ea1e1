using ApiGovernance.Gateway.Idempotency;
using CsCheck;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>What every store of keys must do; one class per provider runs it.</summary>
public abstract class IdempotencyStoreContract
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly StoredResponse Answer = new(201, """{"Content-Type":["application/json"]}""", "{\"id\":7}"u8.ToArray());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An empty, open store, and a way to let time pass for it.</summary>
    private protected abstract Task<StoreHarness> StartAsync();

    [Fact]
    public async Task The_first_claim_has_the_call_and_the_second_waits()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest first = Claim("k");

        (await world.Store.ClaimAsync(first, Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
        ClaimResult second = await world.Store.ClaimAsync(Claim("k"), Cancel);

        second.Outcome.ShouldBe(ClaimOutcome.InFlight);
        second.Record!.Key.ShouldBe(first.Key);
        second.Record.Fence.ShouldBe(first.Fence);
        second.Record.Node.ShouldBe("node-1");
        (second.Record.LeaseUntil - second.Record.ClaimedAt).ShouldBe(Long);
        (await world.Store.ClaimAsync(Claim("other"), Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task A_completed_call_is_known_with_all_of_its_answer()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");

        (await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, Long, Cancel)).ShouldBeTrue();
        ClaimResult again = await world.Store.ClaimAsync(Claim("k"), Cancel);

        again.Outcome.ShouldBe(ClaimOutcome.Known);
        again.Record!.State.ShouldBe(IdempotencyState.Completed);
        again.Record.Response!.Status.ShouldBe(201);
        again.Record.Response.Headers.ShouldBe(Answer.Headers);
        again.Record.Response.Body.ShouldBe(Answer.Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(300_000)]
    public async Task Bodies_come_back_as_they_were(int length)
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");
        byte[]? body = length < 0 ? null : [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer with { Body = body }, Long, Cancel);

        (await world.Store.ClaimAsync(Claim("k"), Cancel)).Record!.Response!.Body.ShouldBe(body);
    }

    [Fact]
    public async Task Another_request_under_the_key_is_told_from_the_first_in_every_state()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");
        async Task Reused() => (await world.Store.ClaimAsync(Claim("k", fingerprint: 'b'), Cancel)).Outcome.ShouldBe(ClaimOutcome.Reused);

        await Reused();
        await world.Store.LoseAsync(claim.Id, claim.Fence, "gone", Long, Cancel);
        await Reused();
        await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, Long, Cancel);
        await Reused();
    }

    [Fact]
    public async Task A_released_key_is_free()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");

        (await world.Store.ReleaseAsync(claim.Id, claim.Fence, Cancel)).ShouldBeTrue();

        (await world.Store.ListOpenAsync(10, Cancel)).ShouldBeEmpty();
        (await world.Store.ClaimAsync(Claim("k", fingerprint: 'b'), Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task A_lease_that_has_ended_leaves_an_unknown_outcome_which_the_late_answer_settles()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k", Short);
        await world.PassAsync(Short * 2);

        ClaimResult meanwhile = await world.Store.ClaimAsync(Claim("k"), Cancel);
        meanwhile.Outcome.ShouldBe(ClaimOutcome.Unknown);
        meanwhile.Record!.State.ShouldBe(IdempotencyState.Unknown);

        (await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, Long, Cancel)).ShouldBeTrue();
        (await world.Store.ClaimAsync(Claim("k"), Cancel)).Outcome.ShouldBe(ClaimOutcome.Known);
    }

    [Fact]
    public async Task Whoever_takes_over_shuts_out_the_one_before()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest before = await ClaimedAsync(world, "k", Short);
        await world.PassAsync(Short * 2);

        ClaimRequest after = Claim("k") with { TakesOver = before.Fence };
        (await world.Store.ClaimAsync(after, Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);

        // A second one that had seen the same state comes too late.
        (await world.Store.ClaimAsync(Claim("k") with { TakesOver = before.Fence }, Cancel)).Outcome.ShouldBe(ClaimOutcome.InFlight);
        (await world.Store.CompleteAsync(before.Id, before.Fence, Answer, Long, Cancel)).ShouldBeFalse();
        (await world.Store.ReleaseAsync(before.Id, before.Fence, Cancel)).ShouldBeFalse();
        (await world.Store.LoseAsync(before.Id, before.Fence, "late", Long, Cancel)).ShouldBeFalse();
        (await world.Store.CompleteAsync(after.Id, after.Fence, Answer, Long, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_live_call_is_taken_over_by_nobody()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");

        (await world.Store.ClaimAsync(Claim("k") with { TakesOver = claim.Fence }, Cancel)).Outcome.ShouldBe(ClaimOutcome.InFlight);
        (await world.Store.ResolveAsync(claim.Id, claim.Fence, new Resolution(null, "ann", null), Long, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_open_is_listed_oldest_first()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest lost = await ClaimedAsync(world, "a");
        await world.PassAsync(TimeSpan.FromMilliseconds(5));
        await ClaimedAsync(world, "b");
        await world.PassAsync(TimeSpan.FromMilliseconds(5));
        ClaimRequest done = await ClaimedAsync(world, "c");
        await world.Store.CompleteAsync(done.Id, done.Fence, Answer, Long, Cancel);
        await world.Store.LoseAsync(lost.Id, lost.Fence, "the connection broke", Long, Cancel);

        IReadOnlyList<IdempotencyRecord> open = await world.Store.ListOpenAsync(10, Cancel);

        open.Select(record => (record.Key.Key, record.State)).ShouldBe([("a", IdempotencyState.Unknown), ("b", IdempotencyState.InFlight)]);
        open[0].Reason.ShouldBe("the connection broke");
        (await world.Store.ListOpenAsync(1, Cancel)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(IdempotencyState.Succeeded)]
    [InlineData(IdempotencyState.Failed)]
    public async Task A_person_says_how_it_ended(IdempotencyState outcome)
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k");
        await world.Store.LoseAsync(claim.Id, claim.Fence, "timeout", Long, Cancel);

        (await world.Store.ResolveAsync(claim.Id, new string('0', 32), new Resolution(outcome, "eve", null), Long, Cancel)).ShouldBeFalse();
        (await world.Store.ResolveAsync(claim.Id, claim.Fence, new Resolution(outcome, "ann", "seen in the ERP"), Long, Cancel)).ShouldBeTrue();

        ClaimResult again = await world.Store.ClaimAsync(Claim("k"), Cancel);
        again.Outcome.ShouldBe(ClaimOutcome.Known);
        (again.Record!.State, again.Record.ResolvedBy, again.Record.Reason).ShouldBe((outcome, "ann", "seen in the ERP"));
        (await world.Store.ListOpenAsync(10, Cancel)).ShouldBeEmpty();
        // What a person has said, a gateway that wakes up late does not change.
        (await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, Long, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_frees_a_key()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest claim = await ClaimedAsync(world, "k", Short);
        await world.PassAsync(Short * 2);

        (await world.Store.ResolveAsync(claim.Id, claim.Fence, new Resolution(null, "ann", null), Long, Cancel)).ShouldBeTrue();

        (await world.Store.ClaimAsync(Claim("k"), Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task A_new_life_of_a_gateway_declares_unknown_what_the_last_had_under_way()
    {
        await using StoreHarness world = await StartAsync();
        ClaimRequest mine = await ClaimedAsync(world, "mine");
        ClaimRequest others = Claim("others") with { Run = new GatewayRun("node-2", new string('2', 32)) };
        await world.Store.ClaimAsync(others, Cancel);

        await using IIdempotencyStore next = await world.ReopenAsync(new GatewayRun("node-1", new string('9', 32)));

        ClaimResult again = await next.ClaimAsync(Claim("mine"), Cancel);
        again.Outcome.ShouldBe(ClaimOutcome.Unknown);
        again.Record!.Reason!.ShouldContain("restarted");
        (await next.ClaimAsync(Claim("others"), Cancel)).Outcome.ShouldBe(ClaimOutcome.InFlight);
        (await next.CompleteAsync(mine.Id, mine.Fence, Answer, Long, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_has_expired_is_forgotten_and_removed()
    {
        await using StoreHarness world = await StartAsync();
        for (int i = 0; i < 5; i++)
        {
            ClaimRequest claim = await ClaimedAsync(world, $"k{i}");
            await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, i < 4 ? TimeSpan.FromSeconds(1) : Long, Cancel);
        }

        await world.PassAsync(TimeSpan.FromSeconds(1.2));

        (await world.Store.ClaimAsync(Claim("k0", fingerprint: 'b'), Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
        if (!world.RemovesByItself)
        {
            (await world.Store.RemoveExpiredAsync(2, Cancel)).ShouldBe(2);
            (await world.Store.RemoveExpiredAsync(2, Cancel)).ShouldBe(1);
        }

        (await world.Store.RemoveExpiredAsync(2, Cancel)).ShouldBe(0);
        (await world.Store.ClaimAsync(Claim("k4"), Cancel)).Outcome.ShouldBe(ClaimOutcome.Known);
    }

    /// <summary>Whatever comes at once: of all claims of a key one has the call, until it says that it has not sent it.</summary>
    [Fact]
    public async Task Of_claims_at_the_same_moment_one_has_the_call()
    {
        await using StoreHarness world = await StartAsync();
        int round = 0;
        await Gen.Select(Gen.Int[1, 4], Gen.Int[2, 24], Gen.Int[0, 2]).SampleAsync(
            async (keys, callers, ending) =>
            {
                int now = Interlocked.Increment(ref round);
                int[] winners = new int[keys];
                await Task.WhenAll(Enumerable.Range(0, keys * callers).Select(i => Task.Run(
                    async () =>
                    {
                        ClaimRequest claim = Claim($"r{now}-{i % keys}");
                        ClaimResult result = await world.Store.ClaimAsync(claim, Cancel);
                        if (result.Outcome != ClaimOutcome.Claimed)
                            return;
                        Interlocked.Increment(ref winners[i % keys]);
                        // None of these endings lets another have it.
                        _ = ending switch
                        {
                            0 => await world.Store.CompleteAsync(claim.Id, claim.Fence, Answer, Long, Cancel),
                            1 => await world.Store.LoseAsync(claim.Id, claim.Fence, "lost", Long, Cancel),
                            _ => true,
                        };
                    },
                    Cancel)));
                winners.ShouldAllBe(count => count == 1);
            },
            iter: 40, threads: 1);
    }

    private static async Task<ClaimRequest> ClaimedAsync(StoreHarness world, string key, TimeSpan? lease = null)
    {
        ClaimRequest claim = Claim(key) with { Lease = lease ?? Long };
        (await world.Store.ClaimAsync(claim, Cancel)).Outcome.ShouldBe(ClaimOutcome.Claimed);
        return claim;
    }

    private static ClaimRequest Claim(string key, char fingerprint = 'a')
    {
        IdempotencyKey full = new("app", "orders", "v1", "POST /orders", key);
        return new ClaimRequest(full, full.Id(), new string(fingerprint, 64), Guid.NewGuid().ToString("N"), StoreHarness.Run, Long, Long);
    }
}

/// <param name="reopen">Opens the same data once more.</param>
internal sealed class StoreHarness(IIdempotencyStore store, Func<IIdempotencyStore> reopen, Func<TimeSpan, Task> pass, Func<ValueTask> dispose) : IAsyncDisposable
{
    public static readonly GatewayRun Run = new("node-1", new string('1', 32));

    public IIdempotencyStore Store { get; } = store;

    /// <summary>Nothing is left to be removed.</summary>
    public bool RemovesByItself { get; init; }

    public Task PassAsync(TimeSpan time) => pass(time);

    public async Task<IIdempotencyStore> ReopenAsync(GatewayRun run)
    {
        IIdempotencyStore again = reopen();
        await again.OpenAsync(run, TestContext.Current.CancellationToken);
        return again;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await dispose();
    }
}
