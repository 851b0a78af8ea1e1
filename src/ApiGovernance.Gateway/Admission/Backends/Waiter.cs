using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>A call that waits for a place. Its fate is decided once, under the gate's lock: let through (null) or refused.</summary>
internal sealed class Waiter(BackendGate gate, BusinessPriority priority, bool changes, long since, long deadline)
    : TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public BackendGate Gate { get; } = gate;

    public BusinessPriority Priority { get; } = priority;

    public bool Changes { get; } = changes;

    /// <summary>Microseconds, as <see cref="Deadline"/>.</summary>
    public long Since { get; } = since;

    public long Deadline { get; } = deadline;

    /// <summary>It waits only to hear from Redis: the back end has no queue.</summary>
    public bool IsOnlyForLease { get; init; }

    public LinkedListNode<Waiter>? Place { get; set; }
}
