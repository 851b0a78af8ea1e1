using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Protocol.Descriptors;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>The limiter against what its limits say, on random plans and random traffic.</summary>
public class LimiterModelTests
{
    private static readonly Gen<PlanLimit> Limits = Gen.Select(
        Gen.Int[1, 20], Gen.Int[1, 60], Gen.Int[0, 2], (requests, seconds, window) => new PlanLimit($"l{requests}", requests, seconds) { Window = (LimitWindow)window });

    /// <summary>A call of some cost, so many milliseconds after the one before.</summary>
    private static readonly Gen<(int Milliseconds, int Cost)> Calls = Gen.Select(
        Gen.Frequency((3, Gen.Const(0)), (3, Gen.Int[1, 500]), (1, Gen.Int[1000, 40_000])), Gen.Int[1, 6]);

    private sealed record Admitted(long At, double Units);

    [Fact]
    public void Never_more_than_any_limit_says_and_a_refused_call_takes_nothing() => Gen.Select(Limits.Array[1, 4], Calls.Array[1, 120]).Sample((plan, calls) =>
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        AdmissionClock time = new(clock);
        (QuotaGroup group, LimitState[] set) = Group(plan, time);
        // The twin is only asked what the first one let through: were a refusal not free, they would differ.
        (QuotaGroup twin, LimitState[] twins) = Group(plan, time);
        List<(long At, int Cost)> admitted = [];
        foreach ((int milliseconds, int cost) in calls)
        {
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            QuotaAnswer answer = group.TryTake(set, cost);
            if (answer.Result != QuotaResult.Taken)
            {
                answer.Violated.ShouldNotBeEmpty();
                answer.Wait.ShouldBeGreaterThan(0);
                continue;
            }

            QuotaAnswer same = twin.TryTake(twins, cost);
            same.Result.ShouldBe(QuotaResult.Taken);
            same.Remaining.ShouldBe(answer.Remaining);
            admitted.Add((time.Now, cost));
        }

        foreach (PlanLimit limit in plan)
            ShouldHold(limit, [.. admitted.Select(call => new Admitted(call.At, Math.Min(call.Cost, limit.Requests)))]);
    }, iter: 2000);

    [Fact]
    public void Who_waits_as_told_is_let_through_and_who_comes_earlier_is_not() => Gen.Select(Limits, Calls.Array[1, 60]).Sample((limit, calls) =>
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        AdmissionClock time = new(clock);
        (QuotaGroup group, LimitState[] set) = Group([limit], time);
        foreach ((int milliseconds, int cost) in calls)
        {
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            QuotaAnswer answer = group.TryTake(set, cost);
            if (answer.Result == QuotaResult.Taken)
                continue;
            clock.Advance(TimeSpan.FromMicroseconds(answer.Wait - 5));
            group.TryTake(set, cost).Result.ShouldBe(QuotaResult.Refused);
            clock.Advance(TimeSpan.FromMicroseconds(6));
            group.TryTake(set, cost).Result.ShouldBe(QuotaResult.Taken);
        }
    }, iter: 2000);

    [Fact]
    public void Many_threads_get_exactly_what_is_there_of_the_tightest_limit()
    {
        FakeTimeProvider clock = new();
        (QuotaGroup group, LimitState[] set) = Group([new PlanLimit("a", 500, 3600), new PlanLimit("b", 300, 3600) { Window = LimitWindow.Sliding }], new AdmissionClock(clock));
        int taken = 0;
        Parallel.For(0, 2000, _ =>
        {
            if (group.TryTake(set, 1).Result == QuotaResult.Taken)
                Interlocked.Increment(ref taken);
        });

        taken.ShouldBe(300);
        // None of the 1700 refused calls took anything of the other limit.
        group.TryTake([set[0]], 1).Remaining.ShouldBe(199);
    }

    [Fact]
    public void Counters_of_one_owner_are_bounded_and_none_is_without_a_limit()
    {
        FakeTimeProvider clock = new();
        QuotaGroup group = new("app", new AdmissionClock(clock), null);
        CompiledLimit limit = new(new PlanLimit("per-operation", 1, 3600) { Per = LimitScope.Operation });
        HashSet<LimitState> states = [];
        for (int i = 0; i < 10_500; i++)
        {
            LimitState state = group.State(limit, $"operation {i}");
            // Used, so that it cannot be forgotten.
            group.TryTake([state], 1);
            states.Add(state);
        }

        states.Count.ShouldBe(10_001);
        group.TryTake([group.State(limit, "one more")], 1).Result.ShouldBe(QuotaResult.Refused);
        clock.Advance(TimeSpan.FromHours(1));
        // All are full again: they are forgotten, and the newcomer has one of its own.
        group.TryTake([group.State(limit, "one more")], 1).Result.ShouldBe(QuotaResult.Taken);
        group.TryTake([group.State(limit, "yet another")], 1).Result.ShouldBe(QuotaResult.Taken);
    }

    private static (QuotaGroup Group, LimitState[] Set) Group(IReadOnlyList<PlanLimit> plan, AdmissionClock time)
    {
        QuotaGroup group = new("app", time, null);
        // Two limits that are written alike are one; a plan's names keep them apart.
        return (group, [.. plan.Select((limit, i) => group.State(new CompiledLimit(limit with { Name = $"{limit.Name}-{i}" }), ""))]);
    }

    private static void ShouldHold(PlanLimit limit, IReadOnlyList<Admitted> admitted)
    {
        long period = limit.PerSeconds * AdmissionClock.Second;
        for (int first = 0; first < admitted.Count; first++)
        {
            double sum = 0;
            for (int last = first; last < admitted.Count; last++)
            {
                sum += admitted[last].Units;
                long length = admitted[last].At - admitted[first].At;
                double most = limit.Window switch
                {
                    LimitWindow.Bucket => limit.Requests + ((double)limit.Requests * length / period),
                    LimitWindow.Sliding => length < period ? limit.Requests : double.MaxValue,
                    _ => admitted[first].At / period == admitted[last].At / period ? limit.Requests : double.MaxValue,
                };
                sum.ShouldBeLessThanOrEqualTo(most + 1e-4, $"{limit} from {admitted[first].At} to {admitted[last].At}");
            }
        }
    }
}
