using System.Globalization;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Problems;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Admission;

/// <summary>Whether there is room in the consumer's plan. Whether there is at the back end is asked right before the call, by <see cref="BackendAdmission"/>.</summary>
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

    /// <summary>A call that the back end never saw, and that is refused for it, costs its consumer nothing.</summary>
    public static void GiveBack(Exchange exchange)
    {
        if (exchange.Consumer is not { } consumer || exchange.RateLimit is null)
            return;
        LimitSet set = consumer.Limits.For(exchange.Version!.Part.Api, exchange.Operation!);
        exchange.RateLimit = Header(consumer.Limits.Group.Return(set.States, exchange.Settings!.Cost));
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

    private static string Header(in QuotaAnswer answer) => string.Create(
        CultureInfo.InvariantCulture, $"\"{answer.Tightest!.Limit.Name}\";r={answer.Remaining};t={answer.Seconds}{answer.Tightest.Partition}");

    public static KeyValuePair<string, StringValues> RetryAfter(int seconds) =>
        Problem.Header("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
