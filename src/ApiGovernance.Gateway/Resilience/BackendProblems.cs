using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Says of a call without an answer what happened, whether it may have had an effect, and whether it may come again.</summary>
internal static class BackendProblems
{
    public static Problem Of(Exchange exchange, CallFailure failure, TimeSpan retryAfter = default)
    {
        BackendModel backend = exchange.Version!.Backend;
        bool reached = failure.Reached || exchange.Call is { Reached: true };
        bool harmless = !reached || BackendResilience.IsRead(exchange.Context.Request.Method);
        return new Problem(TypeOf(failure), DetailOf(exchange, backend, failure, reached ? "" : "; nothing was sent"))
        {
            RetrySafe = harmless || backend.Resilience.IsRepeatable(exchange.Context.Request),
            ProxyError = failure.Error ?? "proxy_internal_error",
            Members = [Problem.Member("effect", harmless ? "none" : "unknown")],
            Headers = failure.Reason == FailureReason.Refused ? [Problem.Header("Retry-After", Seconds(backend, failure, retryAfter))] : [],
        };
    }

    /// <summary>The same, of a call that was answered with what cannot be passed on, or that reached the back end in part.</summary>
    public static Problem OfAnswer(Exchange exchange, Problem problem)
    {
        bool harmless = BackendResilience.IsRead(exchange.Context.Request.Method);
        return problem with
        {
            RetrySafe = harmless || exchange.Version!.Backend.Resilience.IsRepeatable(exchange.Context.Request),
            Members = [.. problem.Members, Problem.Member("effect", harmless ? "none" : "unknown")],
        };
    }

    private static ProblemType TypeOf(CallFailure failure)
    {
        if (failure == CallFailure.CircuitOpen)
            return ProblemTypes.BackendCircuitOpen;
        if (failure == CallFailure.Unhealthy)
            return ProblemTypes.BackendUnhealthy;
        if (failure.Reason == FailureReason.Timeout || failure == CallFailure.ConnectionTimeout)
            return ProblemTypes.BackendTimeout;
        return failure.Reason == FailureReason.Protocol ? ProblemTypes.BackendAnswerMalformed : ProblemTypes.BackendUnreachable;
    }

    private static string DetailOf(Exchange exchange, BackendModel backend, CallFailure failure, string sent)
    {
        string name = $"'{backend.Name}'";
        CallPolicy? policy = exchange.Settings?.Call;
        if (failure == CallFailure.CircuitOpen)
            return $"Too many calls to {name} failed, so none is sent for a while.";
        if (failure == CallFailure.Unhealthy)
            return $"{name} has no healthy address{sent}.";
        if (failure == CallFailure.TotalTimeout)
            return string.Create(CultureInfo.InvariantCulture, $"{name} did not answer completely within {policy?.Total?.TotalMilliseconds} ms, all tries together.");
        if (failure == CallFailure.TryTimeout)
            return string.Create(CultureInfo.InvariantCulture, $"{name} did not answer within {policy?.PerTry?.TotalMilliseconds} ms.");
        if (failure == CallFailure.Idle)
            return $"{name} made no progress for {backend.TimeoutSeconds} s.";
        if (failure == CallFailure.Unfinished)
            return $"{name} did not finish its answer within {backend.TimeoutSeconds} s.";
        if (failure == CallFailure.ConnectionTimeout)
            return $"{name} did not accept a connection in time{sent}.";
        if (failure == CallFailure.HeadersTooLarge)
            return $"{name} answered with more headers than are taken.";
        return failure.Reason switch
        {
            FailureReason.Connect => $"{name} cannot be reached{sent}.",
            FailureReason.Protocol => $"What {name} answered is not HTTP.",
            _ => $"{name} broke the connection before its answer was whole.",
        };
    }

    private static string Seconds(BackendModel backend, CallFailure failure, TimeSpan retryAfter)
    {
        if (failure == CallFailure.Unhealthy && backend.Resilience.Destinations.All[0].Health is { } health)
            retryAfter = TimeSpan.FromSeconds(health.IntervalSeconds);
        return Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
