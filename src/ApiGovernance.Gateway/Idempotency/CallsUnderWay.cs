using System.Collections.Concurrent;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// The attempts that this gateway is carrying out at the moment. A store tells by a clock on the wall whether a lease has ended, and
/// such a clock may be set forward while a call is under way: of its own calls a gateway knows better.
/// </summary>
internal sealed class CallsUnderWay
{
    private readonly ConcurrentDictionary<string, byte> fences = new(StringComparer.Ordinal);

    public void Begin(string fence) => fences.TryAdd(fence, 0);

    public void End(string fence) => fences.TryRemove(fence, out _);

    /// <summary>What the store says, corrected.</summary>
    public ClaimResult Correct(ClaimResult result) =>
        result is { Outcome: ClaimOutcome.Unknown, Record: { } record } && fences.ContainsKey(record.Fence) ? result with { Outcome = ClaimOutcome.InFlight } : result;
}
