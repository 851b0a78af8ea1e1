using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Rollouts;

/// <summary>What is decided of which reports at which moment.</summary>
public sealed class RolloutStepTests
{
    private const string Stable = "stable";
    private const string Candidate = "candidate";

    private static readonly DateTimeOffset Start = CatalogWorld.Start;
    private static readonly IReadOnlySet<string> Served = new HashSet<string> { "orders/v1" };
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with { BakeSeconds = 60, MinRequests = 100, MaxWaitSeconds = 300 };

    [Fact]
    public void Waves_grow_by_number_and_share_of_the_gateways_that_live()
    {
        Rollout rollout = Begin(Policy with { Waves = [new WaveSize(1, false), new WaveSize(25, true), new WaveSize(60, true), WaveSize.All] });
        List<int> sizes = [];
        for (int minute = 0; minute < 8 && rollout.Status == RolloutStatus.Running; minute++)
        {
            rollout = Next(rollout, Policy, Start.AddMinutes(minute), [.. Names(10).Select(name => Serving(name, rollout, 1000, at: Start.AddMinutes(minute)))]);
            sizes.Add(rollout.Waves.Sum(wave => wave.Gateways.Count));
        }

        sizes.Distinct().ShouldBe([1, 3, 6, 10]);
    }

    [Fact]
    public void The_order_is_that_of_the_names_hashes_whoever_is_heard_first_and_canaries_come_before()
    {
        string[] names = Names(5);
        string first = FirstOf(Policy, names);
        FirstOf(Policy, [.. names.Reverse()]).ShouldBe(first);

        string other = names.First(name => name != first);
        FirstOf(Policy with { CanaryGateways = ["gw-absent", other] }, names).ShouldBe(other);
    }

    [Fact]
    public void A_single_gateway_is_one_wave()
    {
        Rollout rollout = Next(Begin(Policy), Policy, Start, [Report("gw-1", Stable, 0)]);

        (rollout.Wave, rollout.Waves.Count).ShouldBe((3, 3));
        rollout.Waves.Select(wave => wave.Gateways.Count).ShouldBe([0, 0, 1]);
    }

    [Fact]
    public void Gateways_that_may_only_not_have_been_heard_again_are_waited_for()
    {
        StoredReleaseReport silent = Report("gw-2", Stable, 0, at: Start.AddMinutes(-10));
        Rollout rollout = Begin(Policy);

        Next(rollout, Policy, Start, [Report("gw-1", Stable, 0), silent]).ShouldBeSameAs(rollout);

        // It does not come back: the one that lives is all there is.
        Rollout later = Next(rollout, Policy, Start.AddSeconds(40), [Report("gw-1", Stable, 0, at: Start.AddSeconds(39)), silent]);
        later.Waves[^1].Gateways.ShouldBe(["gw-1"]);
        // All are silent: it is the control plane that is cut off.
        Next(rollout, Policy, Start.AddSeconds(40), [silent]).ShouldBeSameAs(rollout);
        Next(rollout, Policy, Start.AddHours(2), [silent]).Status.ShouldBe(RolloutStatus.Completed);
    }

    [Theory]
    [InlineData(false, 100, "waits")]
    [InlineData(false, 400, "goes on")]
    [InlineData(true, 400, "pauses")]
    public void A_wave_with_too_few_calls_waits_and_then_does_what_the_policy_says(bool pauses, int seconds, string expected)
    {
        RolloutPolicy policy = Policy with { PausesOnTooFew = pauses };
        Rollout rollout = Baked(policy, requests: 99);

        Rollout next = Next(rollout, policy, Start.AddSeconds(seconds), Three(rollout, 99, at: Start.AddSeconds(seconds)));

        (next.Wave > 1 ? "goes on" : next.Status == RolloutStatus.Paused ? "pauses" : "waits").ShouldBe(expected);
    }

    [Fact]
    public void A_wave_with_calls_enough_goes_on_when_it_has_baked()
    {
        Rollout rollout = Baked(Policy, requests: 100);

        Next(rollout, Policy, Start.AddSeconds(59), Three(rollout, 100, at: Start.AddSeconds(59))).Wave.ShouldBe(1);
        Next(rollout, Policy, Start.AddSeconds(60), Three(rollout, 100, at: Start.AddSeconds(60))).Wave.ShouldBe(3);
    }

    [Fact]
    public void A_wave_that_a_gateway_never_applies_pauses()
    {
        Rollout rollout = Next(Begin(Policy), Policy, Start, Three(null, 0));

        Rollout next = Next(rollout, Policy, Start.AddSeconds(301), [.. Names(3).Select(name => Report(name, Stable, 0, at: Start.AddSeconds(301)))]);

        next.Status.ShouldBe(RolloutStatus.Paused);
        next.Reason.ShouldBe($"Not served after 300 s by {rollout.Waves[0].Gateways[0]}.");
    }

    [Theory]
    // No failure before: more than a point of the least number of calls.
    [InlineData(1000, 10, 1000, 0, false)]
    [InlineData(1000, 11, 1000, 0, true)]
    // Many before: half as many again.
    [InlineData(1000, 150, 1000, 100, false)]
    [InlineData(1000, 151, 1000, 100, true)]
    // Few calls: those that are lacking are taken for good ones.
    [InlineData(2, 1, 1000, 0, false)]
    [InlineData(2, 2, 1000, 0, true)]
    // Nobody called before: what fails cannot have been fine.
    [InlineData(1000, 20, 0, 0, true)]
    public void A_rate_may_rise_by_so_many_points_and_so_much_of_itself(int calls, int failures, int stableCalls, int stableFailures, bool withdrawn)
    {
        Rollout rollout = Baked(Policy, 0);
        string first = rollout.Waves[0].Gateways[0];

        Rollout next = Next(rollout, Policy, Start.AddSeconds(1),
        [
            Report(first, Candidate, calls, failures), .. Names(3).Where(name => name != first).Take(1).Select(name => Report(name, Stable, stableCalls, stableFailures)),
        ]);

        (next.Status == RolloutStatus.RolledBack).ShouldBe(withdrawn, next.Reason);
    }

    [Fact]
    public void What_a_gateway_suffered_before_and_what_others_suffered_before_the_wave_are_told_from_now()
    {
        Rollout rollout = Baked(Policy, 0);
        string first = rollout.Waves[0].Gateways[0];
        string other = Names(3).First(name => name != first);
        // The gateway was as bad with the stable snapshot.
        Next(rollout, Policy, Start, [Report(first, Candidate, 500, 200) with { Before = Report(first, Stable, 1000, 400).Latest }, Report(other, Stable, 500)])
            .Status.ShouldBe(RolloutStatus.Running);
        // Of another release than the stable one it says nothing.
        Next(rollout, Policy, Start, [Report(first, Candidate, 500, 200) with { Before = Report(first, "older", 1000, 400).Latest }, Report(other, Stable, 500)])
            .Status.ShouldBe(RolloutStatus.RolledBack);
        // The others were bad, but are not since the wave began.
        Next(rollout, Policy, Start, [Report(first, Candidate, 500, 200), Report(other, Stable, 1500, 900) with { Mark = Report(other, Stable, 1000, 900).Latest }])
            .Status.ShouldBe(RolloutStatus.RolledBack);
    }

    [Fact]
    public void What_the_stable_snapshot_did_not_have_cannot_have_become_worse()
    {
        Rollout rollout = Baked(Policy, 0);
        StoredReleaseReport report = Report(rollout.Waves[0].Gateways[0], Candidate, 500, 500);

        Next(rollout, Policy, Start, [report], new HashSet<string>()).Status.ShouldBe(RolloutStatus.Running);
        Next(rollout, Policy, Start, [report]).Status.ShouldBe(RolloutStatus.RolledBack);
    }

    [Fact]
    public void One_that_is_paused_is_still_withdrawn_when_calls_fail()
    {
        Rollout rollout = Baked(Policy, 0) with { Status = RolloutStatus.Paused };

        Next(rollout, Policy, Start.AddHours(1), Three(rollout, 500, at: Start.AddHours(1))).ShouldBeSameAs(rollout);
        Next(rollout, Policy, Start, [Report(rollout.Waves[0].Gateways[0], Candidate, 500, 500)]).Status.ShouldBe(RolloutStatus.RolledBack);
    }

    [Fact]
    public void A_regression_counts_when_it_is_still_there_after_everybody_has_reported_again()
    {
        Rollout rollout = Baked(Policy, 0);
        string first = rollout.Waves[0].Gateways[0];
        string other = Names(3).First(name => name != first);
        Rollout early = Next(rollout, Policy, Start, [Report(first, Candidate, 500, 500), Report(other, Stable, 500)]);
        early.Status.ShouldBe(RolloutStatus.RolledBack);
        Suspicion suspicion = new();

        suspicion.IsBorneOut(early, Policy, Start).ShouldBeFalse();
        suspicion.IsBorneOut(early, Policy, Start.AddSeconds(5)).ShouldBeFalse();
        suspicion.IsBorneOut(early, Policy, Start.AddSeconds(6)).ShouldBeTrue();
        // The others have told meanwhile that it is the same with them.
        Rollout late = Next(rollout, Policy, Start, [Report(first, Candidate, 500, 500), Report(other, Stable, 1000, 900)]);
        suspicion.IsBorneOut(late, Policy, Start.AddSeconds(7)).ShouldBeTrue();
        late.Status.ShouldBe(RolloutStatus.Running);
        suspicion.IsBorneOut(early, Policy, Start.AddSeconds(8)).ShouldBeFalse();
    }

    private static Rollout Begin(RolloutPolicy policy) => RolloutSteps.Begin("revision", Candidate, "before", Stable, policy, Start);

    /// <summary>In its first wave, which serves it since the start.</summary>
    private static Rollout Baked(RolloutPolicy policy, int requests)
    {
        Rollout rollout = Next(Begin(policy), policy, Start, Three(null, 0));
        rollout = Next(rollout, policy, Start, Three(rollout, requests));
        rollout.Waves[0].Applied.ShouldBe(Start);
        return rollout;
    }

    private static string FirstOf(RolloutPolicy policy, string[] names) =>
        Next(Begin(policy), policy, Start, [.. names.Select(name => Report(name, Stable, 0))]).Waves[0].Gateways.ShouldHaveSingleItem();

    private static Rollout Next(Rollout rollout, RolloutPolicy policy, DateTimeOffset now, IReadOnlyList<StoredReleaseReport> reports, IReadOnlySet<string>? served = null) =>
        RolloutSteps.Next(rollout, policy, new Fleet(reports, policy, Start, now), served ?? Served, now);

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(number => $"gw-{number}")];

    private static StoredReleaseReport[] Three(Rollout? rollout, int requests, DateTimeOffset? at = null) => [.. Names(3).Select(name => Serving(name, rollout, requests, at))];

    private static StoredReleaseReport Serving(string name, Rollout? rollout, int requests, DateTimeOffset? at = null) =>
        Report(name, rollout is not null && Fleet.IsReached(rollout, name) ? Candidate : Stable, requests, at: at);

    private static StoredReleaseReport Report(string name, string release, int requests, int failures = 0, DateTimeOffset? at = null) => new(
        name, at ?? Start, new ReleaseReport(name, release, release, Start, [new VersionFigures("orders", "v1", requests, 0, failures, 0)]), null, null);
}
