using System.Globalization;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Admission;

/// <summary>Whether there is room: first in the consumer's plan, then, right before the call, at the back end.</summary>
internal static class Admitter
{
    /// <summary>Takes from every limit of the plan. Comes after authorization, so that a stranger cannot use up a consumer's quota.</summary>
    public static ValueTask<Problem?> AdmitConsumerAsync(Exchange exchange)
    {
        if (exchange.Consumer is not { } consumer)
            return default;
        LimitSet set = consumer.Limits.For(exchange.Version!.Part.Api, exchange.Operation!);
        if (set.States.Length == 0)
            return default;
        ValueTask<QuotaAnswer> answer = consumer.Limits.Group.TakeAsync(set.States, exchange.Settings!.Cost);
        return answer.IsCompletedSuccessfully ? ValueTask.FromResult(Answer(exchange, set, answer.Result)) : AnswerAsync(exchange, set, answer);
    }

    /// <summary>Takes a place at the back end, and waits for one where it has a queue. Comes after validation, so that a body sent slowly holds none.</summary>
    public static ValueTask<Problem?> AdmitBackendAsync(Exchange exchange)
    {
        BackendModel backend = exchange.Version!.Backend;
        bool isSafe = IsSafe(exchange.Context.Request.Method);
        ValueTask<Refusal?> place = backend.Gate.EnterAsync(backend.Rules, exchange.Settings!.PriorityOf(isSafe), !isSafe, exchange.Context.RequestAborted);
        return place.IsCompletedSuccessfully ? ValueTask.FromResult(Enter(exchange, backend, place.Result)) : EnterAsync(exchange, backend, place);
    }

    private static async ValueTask<Problem?> AnswerAsync(Exchange exchange, LimitSet set, ValueTask<QuotaAnswer> answer) =>
        Answer(exchange, set, await answer.ConfigureAwait(false));

    private static Problem? Answer(Exchange exchange, LimitSet set, in QuotaAnswer answer)
    {
        exchange.RateLimitPolicy = set.PolicyHeader;
        exchange.RateLimit = Header(answer);
        if (answer.Result == QuotaResult.Taken)
            return null;

        int seconds = Math.Max(1, AdmissionClock.Seconds(answer.Wait));
        string name = exchange.Consumer!.Name;
        return new Problem(
            answer.IsAbnormal ? ProblemTypes.AbnormalUsageDetected : ProblemTypes.QuotaExceeded,
            answer.IsAbnormal
                ? $"'{name}' has used up what its plan allows for now and calls on without waiting, over {Impatience.Tolerated} times within a minute. Wait {seconds} s."
                : $"'{name}' has used up what its plan allows for now. Try again in {seconds} s.")
        {
            Members = [Problem.Member("violated-policies", answer.Violated)],
            Headers = [RetryAfter(seconds)],
        };
    }

    private static async ValueTask<Problem?> EnterAsync(Exchange exchange, BackendModel backend, ValueTask<Refusal?> place) =>
        Enter(exchange, backend, await place.ConfigureAwait(false));

    private static Problem? Enter(Exchange exchange, BackendModel backend, Refusal? refusal)
    {
        if (refusal is null)
        {
            exchange.Slot = backend.Gate;
            exchange.SlotTakenAt = backend.Gate.Timestamp;
            return null;
        }

        // A call that the back end never saw costs its consumer nothing.
        if (exchange.Consumer is { } consumer && exchange.RateLimit is not null)
        {
            LimitSet set = consumer.Limits.For(exchange.Version!.Part.Api, exchange.Operation!);
            exchange.RateLimit = Header(consumer.Limits.Group.Return(set.States, exchange.Settings!.Cost));
        }

        return new Problem(ProblemTypes.TemporaryReducedCapacity, $"'{backend.Name}' {refusal.Reason}.")
        {
            Members =
            [
                Problem.Member("violated-policies", new[] { refusal.Policy }),
                Problem.Member("priority", BusinessPriorities.WordOf(exchange.Settings!.PriorityOf(IsSafe(exchange.Context.Request.Method)))),
            ],
            Headers = [RetryAfter(Math.Max(1, AdmissionClock.Seconds(refusal.Wait)))],
        };
    }

    private static string Header(in QuotaAnswer answer) => string.Create(
        CultureInfo.InvariantCulture, $"\"{answer.Tightest!.Limit.Name}\";r={answer.Remaining};t={answer.Seconds}{answer.Tightest.Partition}");

    private static KeyValuePair<string, StringValues> RetryAfter(int seconds) =>
        Problem.Header("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
