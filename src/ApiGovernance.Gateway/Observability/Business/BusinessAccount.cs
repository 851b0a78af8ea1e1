using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>Counts a call for what it means to the business: once, however often its answer is given.</summary>
internal sealed class BusinessAccount(BusinessMetrics metrics, BusinessMarks marks, TimeProvider clock)
{
    private const string Accepted = "accepted";
    private const string Refused = "refused";
    private const string Failed = "failed";
    private const string NoReason = "none";

    /// <summary>The end of a call.</summary>
    public void Add(Exchange exchange)
    {
        if (exchange.Settings?.Measure is not { } rule || IsRepetition(exchange))
            return;
        (string outcome, string reason) = OutcomeOf(exchange);
        string api = exchange.Version!.Part.Api;
        string channel = metrics.Bound(exchange.Business?.Channel ?? MeasureRule.UnknownChannel);
        metrics.Happened(api, rule.Entity, channel, outcome, reason);
        if (outcome == Accepted && exchange.Business?.Digest is { } digest)
            marks.Add(new BusinessMark(rule.Event, digest, clock.GetUtcNow(), api, channel));
    }

    /// <summary>The call under the same key was counted already, or is being carried out and will be.</summary>
    private static bool IsRepetition(Exchange exchange) =>
        exchange.IsAnswered
        || (exchange.Problem?.Type is { } type && (type == ProblemTypes.IdempotencyKeyInFlight || type == ProblemTypes.IdempotencyOutcomeUnknown
            || type == ProblemTypes.IdempotencyResponseNotKept));

    private static (string Outcome, string Reason) OutcomeOf(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        if (exchange.Problem is { } problem)
            return (problem.Type.Side == ProblemSide.Client ? Refused : Failed, problem.Type.Id);
        // A call under a key goes on without its client, and its status is what the back end said.
        if (exchange.Idempotent is null && context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
            return (Failed, "client-gone");
        return context.Response.StatusCode switch
        {
            >= 500 => (Failed, "backend-5xx"),
            >= 400 => (Refused, "backend-4xx"),
            _ => (Accepted, NoReason),
        };
    }
}
