using System.Globalization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Admission;

/// <summary>Whether there is room: first in the consumer's plan, then, right before the call, at the back end.</summary>
internal static class Admitter
{
    private static readonly string[] ConcurrencyPolicy = ["backend-concurrency"];

    /// <summary>Takes from every limit of the plan. Comes after authorization, so that a stranger cannot use up a consumer's quota.</summary>
    public static Problem? AdmitConsumer(Exchange exchange)
    {
        if (exchange.Consumer is not { } consumer)
            return null;
        bool admitted = consumer.Limits.TryTake();
        exchange.RateLimit = consumer.Limits.Header();
        if (admitted)
            return null;

        var (names, seconds) = consumer.Limits.Violated();
        return new Problem(ProblemTypes.QuotaExceeded, $"'{consumer.Name}' has used up what its plan allows for now. Try again in {seconds} s.")
        {
            Members = [Problem.Member("violated-policies", names)],
            Headers = [Problem.Header("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))],
        };
    }

    /// <summary>Takes a slot of the back end. Comes after validation, so that a body sent slowly holds no slot.</summary>
    public static Problem? AdmitBackend(Exchange exchange)
    {
        BackendModel backend = exchange.Version!.Backend;
        if (!backend.Budget.TryEnter(backend.MaxConcurrency))
        {
            return new Problem(ProblemTypes.TemporaryReducedCapacity, $"'{backend.Name}' has {backend.MaxConcurrency} calls in flight, its limit.")
            {
                Members = [Problem.Member("violated-policies", ConcurrencyPolicy)],
                Headers = [Problem.Header("Retry-After", "1")],
            };
        }

        exchange.Slot = backend.Budget;
        return null;
    }
}
