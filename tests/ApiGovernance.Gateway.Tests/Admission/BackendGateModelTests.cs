using System.Diagnostics;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>A back end's gate under callers that come, wait, go away and are refused as chance has it, while its rules change: no place is lost or given twice.</summary>
public class BackendGateModelTests
{
    private const int Callers = 60;
    private const int MaxWait = 60;

    private static SnapshotBackend Backend => new("model", "erp", "http://127.0.0.1:9", 100, null);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Every_place_comes_back_and_none_is_given_twice(int seed, bool rulesChange)
    {
        using TempFolder folder = new();
        FakeControlPlane controlPlane = new();
        await using ServiceProvider node = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton<ISnapshotSource>(controlPlane).AddSingleton<IUsageSink>(controlPlane)
            .AddGateway(new GatewayOptions { Node = "model", StateDirectory = folder["state"] })
            .BuildServiceProvider();
        BackendGate gate = node.GetRequiredService<Admissions>().ForBackend("model");
        BackendQueue queue = new(MaxWait, 20);
        BackendRules[] rules =
        [
            new BackendRules(Backend with { MaxConcurrency = 4, Queue = queue }, gate.Rates),
            new BackendRules(Backend with { MaxConcurrency = 7, Queue = queue, Limits = new BackendLimits { RequestsPerSecond = 200 } }, gate.Rates),
            new BackendRules(Backend with { MaxConcurrency = 2 }, gate.Rates),
        ];
        int most = rulesChange ? 7 : 4, present = 0, atOnce = 0, peak = 0, entered = 0, refused = 0, left = 0;
        double longest = 0;
        Lock noting = new();
        long began = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            Random dice = new((seed * 1000) + caller);
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3))
            {
                if (rulesChange && dice.Next(50) == 0)
                    Volatile.Write(ref present, dice.Next(rules.Length));
                using CancellationTokenSource leaving = new();
                if (dice.Next(4) == 0)
                    leaving.CancelAfter(dice.Next(MaxWait));
                long start = Stopwatch.GetTimestamp();
                Refusal? refusal;
                try
                {
                    refusal = await gate.EnterAsync(rules[Volatile.Read(ref present)], (BusinessPriority)dice.Next(5), dice.Next(2) == 0, leaving.Token);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref left);
                    continue;
                }

                double waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (refusal is not null)
                {
                    Interlocked.Increment(ref refused);
                    lock (noting)
                        longest = Math.Max(longest, waited);
                    await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(3)), TimeProvider.System);
                    continue;
                }

                Interlocked.Increment(ref entered);
                int now = Interlocked.Increment(ref atOnce);
                lock (noting)
                    peak = Math.Max(peak, now);
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(4)), TimeProvider.System);
                Interlocked.Decrement(ref atOnce);
                gate.Leave();
            }
        })));

        peak.ShouldBeLessThanOrEqualTo(most);
        (gate.InFlight, gate.Queued).ShouldBe((0, 0));
        entered.ShouldBeGreaterThan(50);
        (refused * left).ShouldBeGreaterThan(0, "chance had all of it");
        longest.ShouldBeLessThan(MaxWait + 2000, "a busy machine is late, but nobody is forgotten");
        // And the gate works as before.
        (await gate.EnterAsync(rules[0], BusinessPriority.OrderCapture, true, CancellationToken.None)).ShouldBeNull();
        gate.Leave();
    }
}
