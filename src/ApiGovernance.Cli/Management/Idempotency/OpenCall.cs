using ApiGovernance.Gateway.Idempotency;

namespace ApiGovernance.Cli.Management.Idempotency;

/// <summary>A call that is open, as scripts read it.</summary>
internal sealed record OpenCall(
    string Record, string State, string Consumer, string Api, string Version, string Operation, string Key, DateTimeOffset Sent, string Node, string? Reason)
{
    /// <summary>As much of the id as the gateway tells its callers.</summary>
    private const int Shown = 16;

    public static OpenCall Of(IdempotencyRecord record) => new(
        record.Id[..Shown], record.State == IdempotencyState.InFlight ? "in-flight" : "unknown", record.Key.Consumer, record.Key.Api, record.Key.Version,
        record.Key.Operation, record.Key.Key, record.ClaimedAt, record.Node,
        record.Reason ?? (record.State == IdempotencyState.Unknown ? "the gateway did not finish it in time" : null));
}
