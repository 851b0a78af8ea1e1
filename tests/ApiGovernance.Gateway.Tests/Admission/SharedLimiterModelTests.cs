using System.Collections.Concurrent;
using System.Diagnostics;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Admission.Sharing;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>The stated bound, held against what three gateways really let through over a real Redis in some seconds of real time.</summary>
public class SharedLimiterModelTests
{
    private const int Gateways = 3;
    private const int MostCost = 3;

    /// <summary>A call that was let through at some moment between the two (microseconds).</summary>
    private sealed record Admitted(long Before, long After, int Cost);

    [Theory]
    [InlineData(11, false, 1)]
    [InlineData(12, false, 1)]
    [InlineData(13, false, 1)]
    [InlineData(14, true, 1)]
    [InlineData(15, true, 1)]
    [InlineData(16, true, 1)]
    [InlineData(17, false, 6)]
    [InlineData(18, true, 6)]
    public async Task In_no_stretch_of_time_more_than_the_limit_and_what_is_in_hand(int seed, bool pauses, int callers)
    {
        Random dice = new(seed);
        PlanLimit[] plan =
        [
            new PlanLimit("bucket", dice.Next(40, 400), 1),
            new PlanLimit("sliding", dice.Next(100, 600), 2) { Window = LimitWindow.Sliding },
            new PlanLimit("fixed", dice.Next(60, 300), 1) { Window = LimitWindow.Fixed },
        ];
        await using RedisServer redis = await RedisServer.StartAsync();
        using TempFolder folder = new();
        List<ServiceProvider> nodes = [.. Enumerable.Range(0, Gateways).Select(i => Node(redis, folder, $"node-{i}"))];
        try
        {
            List<QuotaSharing> sharings = nodes.ConvertAll(node => node.GetRequiredService<QuotaSharing>());
            await Eventually.HoldsAsync(
                async () =>
                {
                    foreach (QuotaSharing sharing in sharings)
                        await sharing.BeatAsync();
                    return sharings.TrueForAll(sharing => sharing.IsShared && sharing.Replicas == Gateways);
                },
                GatewayWorld.Bound, "all nodes are known");

            ConcurrentBag<Admitted> all = [];
            long began = Stopwatch.GetTimestamp();
            await Task.WhenAll(sharings.SelectMany((sharing, i) =>
            {
                QuotaGroup group = sharing.NewGroup("consumer:model");
                return Enumerable.Range(0, callers).Select(caller =>
                    Task.Run(() => RunAsync(sharing, group, plan, began, new Random((seed * 100) + (i * 10) + caller), pauses, callers, all)));
            }));

            Admitted[] admitted = [.. all.OrderBy(call => call.Before)];
            admitted.Length.ShouldBeGreaterThan(50);
            foreach (PlanLimit limit in plan)
                ShouldHold(limit, admitted, callers);
        }
        finally
        {
            foreach (ServiceProvider node in nodes)
                await node.DisposeAsync();
        }
    }

    private static ServiceProvider Node(RedisServer redis, TempFolder folder, string name)
    {
        FakeControlPlane controlPlane = new();
        return new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton<ISnapshotSource>(controlPlane).AddSingleton<IUsageSink>(controlPlane)
            .AddGateway(new GatewayOptions { Node = name, StateDirectory = folder[name], Redis = redis.ConnectionString, RedisPatience = TimeSpan.FromSeconds(10) })
            .BuildServiceProvider();
    }

    private static async Task RunAsync(
        QuotaSharing sharing, QuotaGroup group, PlanLimit[] plan, long began, Random dice, bool pauses, int callers, ConcurrentBag<Admitted> admitted)
    {
        LimitState[] set = [.. plan.Select(limit => group.State(new CompiledLimit(limit), ""))];
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5))
        {
            // What is in hand then goes back, and others get it.
            if (pauses && dice.Next(60) == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(600, 1600)), TimeProvider.System, TestContext.Current.CancellationToken);
            int cost = dice.Next(1, MostCost + 1);
            long before = Now();
            QuotaAnswer answer = await group.TakeAsync(set, cost);
            long after = Now();
            sharing.IsShared.ShouldBeTrue("Redis was there all the time");
            // A question that has to be asked again for one limit's sake takes no more of the others.
            foreach (LimitState state in set)
                state.Held.Total.ShouldBeLessThanOrEqualTo(Math.Max(state.Limit.Requests / 10.0 / Gateways, callers * MostCost), state.Limit.Name);
            if (answer.Result == QuotaResult.Taken)
                admitted.Add(new Admitted(before, after, cost));
        }
    }

    private static long Now() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    private static void ShouldHold(PlanLimit limit, Admitted[] admitted, int callers)
    {
        // Beside what calls that wait right then are about to use: of one caller at each gateway, its own.
        double inHand = Math.Max(limit.Requests / 10.0, Gateways * MostCost) + (Gateways * (callers - 1) * MostCost);
        long period = limit.PerSeconds * 1_000_000L;
        for (int first = 0; first < admitted.Length; first++)
        {
            // Calls that were certainly made between this one's beginning and that moment.
            Admitted[] later = [.. admitted.Skip(first).Where(call => call.After <= admitted[first].Before + (2 * period)).OrderBy(call => call.After)];
            double sum = 0;
            foreach (Admitted call in later)
            {
                sum += call.Cost;
                long length = call.After - admitted[first].Before;
                double most = limit.Window switch
                {
                    LimitWindow.Bucket => limit.Requests + ((double)limit.Requests * length / period),
                    LimitWindow.Sliding => length < period ? limit.Requests : double.MaxValue,
                    // A stretch of less than a window touches two of them.
                    _ => length < period ? 2 * limit.Requests : double.MaxValue,
                };
                if (sum > most + inHand + 1)
                    Assert.Fail($"{limit}: {sum} units in {length} us, at most {most} and {inHand} in hand.");
            }
        }
    }
}
