using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>
/// A call's room within its back end's budget. The first try has what the call was admitted with; each further one takes a place and
/// units of its own, and is not made where there are none at that moment. Tells the gate what each try says about the back end.
/// </summary>
internal sealed class CallRoom
{
    private readonly Exchange exchange;
    private readonly BackendRules rules;
    private readonly BackendGate gate;
    private readonly CompiledOperation operation;
    private readonly BusinessPriority priority;
    private readonly bool changes;

    public CallRoom(Exchange exchange, BackendModel backend)
    {
        (this.exchange, rules, gate, operation) = (exchange, backend.Rules, backend.Gate, exchange.Operation!);
        changes = !BackendAdmission.IsSafe(exchange);
        priority = exchange.Settings!.PriorityOf(!changes);
    }

    public long Timestamp => gate.Timestamp;

    /// <summary>Lets others have the call's place while it waits for its next try.</summary>
    public void Vacate()
    {
        exchange.Slot?.Leave();
        exchange.Slot = null;
    }

    /// <summary>For the next try, after <see cref="Vacate"/>.</summary>
    public async ValueTask<bool> TryReturnAsync(CancellationToken cancellationToken)
    {
        if (await gate.TryEnterAsync(rules, priority, changes, cancellationToken).ConfigureAwait(false) is not null)
            return false;
        exchange.Slot = gate;
        return true;
    }

    /// <summary>For a try beside the first one; who gets it must <see cref="LeaveSecond"/>.</summary>
    public bool TryTakeSecond() => gate.TryEnter(rules, priority, changes);

    public void LeaveSecond() => gate.Leave();

    /// <summary>What was taken for a try that was not made after all.</summary>
    public void GiveBack() => gate.GiveBack(rules, changes);

    public void Answered(HttpResponseMessage answer, long startedAt) => gate.Answered(operation, startedAt, answer);

    public void TimedOut() => gate.TimedOut();
}
