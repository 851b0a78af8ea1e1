using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>The adaptive limit against a back end as queueing has it: up to its knee it is quick, beyond it every call waits for the others.</summary>
public class AdaptiveLimitTests
{
    private const double Base = 0.02;

    /// <summary>Runs so many answers with as many calls in flight as are let through, and callers that always want more.</summary>
    private static void Run(AdaptiveLimit limit, Random dice, int knee, int answers, double slower = 1, int wanted = int.MaxValue)
    {
        for (int i = 0; i < answers; i++)
        {
            int inFlight = Math.Min(limit.Limit, wanted);
            double noise = 0.9 + (dice.NextDouble() * 0.3);
            // Two operations, one of which takes five times as long by nature.
            string operation = i % 3 == 0 ? "slow" : "quick";
            limit.Answered(operation, Base * slower * (operation == "slow" ? 5 : 1) * Math.Max(1, (double)inFlight / knee) * noise, inFlight);
        }
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(20, 2)]
    [InlineData(60, 3)]
    [InlineData(150, 4)]
    public void It_finds_the_knee_and_stays_there(int knee, int seed)
    {
        AdaptiveLimit limit = new(new AdaptiveConcurrency(1, 1000));
        Random dice = new(seed);
        Run(limit, dice, knee, 60_000);

        List<int> found = [];
        for (int i = 0; i < 200; i++)
        {
            Run(limit, dice, knee, 100);
            found.Add(limit.Limit);
        }

        // At the knee all of the back end is used; at twice as much every answer takes twice as long.
        found.Order().ElementAt(100).ShouldBeInRange((int)(knee * 0.9), (int)(knee * 2.2) + 2);
        found.Max().ShouldBeLessThanOrEqualTo((knee * 3) + 5);
    }

    [Fact]
    public void It_follows_a_back_end_that_becomes_smaller_or_slower_for_good()
    {
        AdaptiveLimit limit = new(new AdaptiveConcurrency(1, 1000));
        Random dice = new(5);
        Run(limit, dice, 100, 60_000);
        int large = limit.Limit;

        Run(limit, dice, 10, 20_000);
        limit.Limit.ShouldBeLessThan(40);
        // Three times slower, with the same number of workers: that is no overload once it is known.
        Run(limit, dice, 100, 200_000, slower: 3);
        limit.Limit.ShouldBeInRange(large / 3, large * 2);
    }

    [Fact]
    public void It_holds_its_bounds_and_does_not_grow_on_calls_that_nobody_makes()
    {
        AdaptiveLimit limit = new(new AdaptiveConcurrency(5, 30));
        Run(limit, new Random(6), 1000, 20_000);
        limit.Limit.ShouldBeInRange(15, 30);
        for (int i = 0; i < 200; i++)
        {
            limit.Overloaded();
            Run(limit, new Random(7), 1, Math.Max(10, limit.Limit));
        }

        limit.Limit.ShouldBe(5);
        AdaptiveLimit idle = new(new AdaptiveConcurrency(1, 1000));
        Run(idle, new Random(8), 1000, 900, wanted: 2);
        idle.Limit.ShouldBe(10);
    }

    [Fact]
    public void Signs_of_overload_from_calls_that_were_under_way_together_count_once()
    {
        AdaptiveLimit limit = new(new AdaptiveConcurrency(1, 100));
        for (int i = 0; i < 50; i++)
            limit.Overloaded();
        limit.Limit.ShouldBe(8);
    }
}
