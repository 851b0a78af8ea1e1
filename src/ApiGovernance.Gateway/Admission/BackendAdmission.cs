using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Admission;

/// <summary>
/// Whether the back end can be called now: the gateway is let in, the circuit is closed, an address is healthy, there is room. What is
/// known to be in vain takes no room of the back end, and where nothing is kept for the case it costs its consumer nothing either.
/// </summary>
internal sealed class BackendAdmission(OnwardIdentity onward, BackendCalls calls)
{
    /// <summary>Gets what the back end lets the gateway in with; before that, the body where the business is to be told something of it.</summary>
    public ValueTask<Problem?> PrepareAsync(Exchange exchange) =>
        exchange.Settings!.Measure is { ReadsRequest: true } ? HoldAsync(exchange) : GetInAsync(exchange);

    private async ValueTask<Problem?> HoldAsync(Exchange exchange) =>
        await BusinessReading.HoldRequestAsync(exchange).ConfigureAwait(false) ?? await GetInAsync(exchange).ConfigureAwait(false);

    private ValueTask<Problem?> GetInAsync(Exchange exchange)
    {
        ValueTask<Problem?> preparing = onward.PrepareAsync(exchange);
        return preparing.IsCompletedSuccessfully ? ValueTask.FromResult(Prepared(exchange, preparing.Result)) : PrepareAsync(exchange, preparing);
    }

    /// <summary>Takes a place at the back end, and waits for one where it has a queue. Comes after validation, so that a body sent slowly holds none.</summary>
    public ValueTask<Problem?> AdmitAsync(Exchange exchange)
    {
        if ((exchange.Call = calls.Begin(exchange)) is { Failure: not null } call)
            return ValueTask.FromResult(InVain(exchange, call));
        BackendModel backend = exchange.Version!.Backend;
        bool isSafe = IsSafe(exchange);
        ValueTask<Refusal?> place = backend.Gate.EnterAsync(backend.Rules, exchange.Settings!.PriorityOf(isSafe), !isSafe, exchange.Context.RequestAborted);
        return place.IsCompletedSuccessfully ? ValueTask.FromResult(Enter(exchange, backend, place.Result)) : WaitAsync(exchange, backend, place);
    }

    public static bool IsSafe(Exchange exchange) =>
        exchange.Context.Request.Method is var method && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    private static async ValueTask<Problem?> PrepareAsync(Exchange exchange, ValueTask<Problem?> preparing) =>
        Prepared(exchange, await preparing.ConfigureAwait(false));

    private static Problem? Prepared(Exchange exchange, Problem? problem)
    {
        if (problem is not null)
            Admitter.GiveBack(exchange);
        return problem;
    }

    private async ValueTask<Problem?> WaitAsync(Exchange exchange, BackendModel backend, ValueTask<Refusal?> place)
    {
        if (Enter(exchange, backend, await place.ConfigureAwait(false)) is { } refused)
            return refused;
        if (exchange.Slot is null)
            return null;
        // While it waited the circuit may have opened, and its token may have come to its end.
        if (exchange.Call is { } call && call.LookAgain() is not null)
        {
            Leave(exchange, backend);
            return InVain(exchange, call);
        }

        Problem? problem = await PrepareAsync(exchange).ConfigureAwait(false);
        if (problem is not null)
            Leave(exchange, backend);
        return problem;
    }

    private static Problem? InVain(Exchange exchange, BackendCall call)
    {
        if (call.TryGiveInstead(call.Failure!))
        {
            exchange.Note(GatewayPipeline.AdmitBackend, $"backends/{call.Backend.Name}", null, "It is known to fail, so it is not called and no room is taken.");
            return null;
        }

        Admitter.GiveBack(exchange);
        return BackendProblems.Of(exchange, call.Failure!, call.RetryAfter);
    }

    private static Problem? Enter(Exchange exchange, BackendModel backend, Refusal? refusal)
    {
        if (refusal is null)
        {
            exchange.Slot = backend.Gate;
            exchange.SlotTakenAt = backend.Gate.Timestamp;
            return null;
        }

        if (exchange.Call?.TryGiveInstead(CallFailure.NoRoom) == true)
        {
            exchange.Note(GatewayPipeline.AdmitBackend, $"backends/{backend.Name}", refusal.Policy, $"'{backend.Name}' {refusal.Reason}.");
            return null;
        }

        Admitter.GiveBack(exchange);
        return new Problem(ProblemTypes.TemporaryReducedCapacity, $"'{backend.Name}' {refusal.Reason}.")
        {
            Members =
            [
                Problem.Member("violated-policies", new[] { refusal.Policy }),
                Problem.Member("priority", BusinessPriorities.WordOf(exchange.Settings!.PriorityOf(IsSafe(exchange)))),
            ],
            Headers = [Admitter.RetryAfter(Math.Max(1, AdmissionClock.Seconds(refusal.Wait)))],
        };
    }

    private static void Leave(Exchange exchange, BackendModel backend)
    {
        backend.Gate.GiveBack(backend.Rules, !IsSafe(exchange));
        backend.Gate.Leave();
        exchange.Slot = null;
    }
}
