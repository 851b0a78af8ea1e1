using System.Globalization;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission;

/// <summary>All limits of one consumer's plan; a call takes one token of each or none of any.</summary>
internal sealed class ConsumerLimits
{
    private readonly TokenBucket[] buckets;

    /// <param name="previous">The consumer's limits in the snapshot before: a bucket whose limit is the same goes on as it is.</param>
    public ConsumerLimits(IReadOnlyList<PlanLimit> limits, ConsumerLimits? previous, TimeProvider clock)
    {
        buckets = [.. limits.Select(limit => Array.Find(previous?.buckets ?? [], bucket => bucket.Limit == limit) ?? new TokenBucket(limit, clock))];
        PolicyHeader = string.Join(", ", limits.Select(limit =>
            string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={limit.Requests};w={limit.PerSeconds}")));
    }

    /// <summary>The value of <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10).</summary>
    public string PolicyHeader { get; }

    /// <returns>True when the call may go on.</returns>
    public bool TryTake()
    {
        for (int i = 0; i < buckets.Length; i++)
        {
            if (buckets[i].TryTake())
                continue;
            while (--i >= 0)
                buckets[i].Return();
            return false;
        }

        return true;
    }

    /// <summary>The value of <c>RateLimit</c>: of all limits the one with the least left. Null without limits.</summary>
    public string? Header()
    {
        TokenBucket? tightest = null;
        (int Remaining, int Seconds) least = (int.MaxValue, 0);
        foreach (TokenBucket bucket in buckets)
        {
            var look = bucket.Look();
            if (tightest is null || look.Remaining < least.Remaining)
                (tightest, least) = (bucket, look);
        }

        return tightest is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"\"{tightest.Limit.Name}\";r={least.Remaining};t={least.Seconds}");
    }

    /// <summary>The limits with nothing left, and the seconds until all of them have.</summary>
    public (IReadOnlyList<string> Names, int Seconds) Violated()
    {
        List<string> names = [];
        int seconds = 1;
        foreach (TokenBucket bucket in buckets)
        {
            var (remaining, wait) = bucket.Look();
            if (remaining > 0)
                continue;
            names.Add(bucket.Limit.Name);
            seconds = Math.Max(seconds, wait);
        }

        // Refilled between the refusal and the look: the limit that is named no longer matters, that one is does.
        if (names.Count == 0)
            names.Add(buckets[0].Limit.Name);
        return (names, seconds);
    }
}
