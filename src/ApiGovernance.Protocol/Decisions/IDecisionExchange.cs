namespace ApiGovernance.Protocol.Decisions;

/// <summary>
/// How the control plane asks gateways about single calls. The process boundary between the planes: gateways ask for questions and
/// answer them, so nobody needs a way into a gateway's network, and nothing is sent of calls that nobody asks about.
/// </summary>
public interface IDecisionExchange
{
    /// <summary>The ids of requests that somebody wants explained; empty when <paramref name="wait"/> has passed without any.</summary>
    Task<IReadOnlyList<string>> WaitForQuestionsAsync(string gateway, TimeSpan wait, CancellationToken cancellationToken);

    Task AnswerAsync(DecisionAnswer answer, CancellationToken cancellationToken);
}

/// <summary>What one gateway knows of a request id.</summary>
/// <param name="Calls">Empty when it does not remember any; several when a client used an id more than once.</param>
public sealed record DecisionAnswer(string Gateway, string RequestId, IReadOnlyList<CallDecision> Calls);

/// <summary>What all gateways know of a request id.</summary>
/// <param name="Answered">Gateways that answered.</param>
/// <param name="Silent">Gateways that were asked and did not answer in time; a call may be theirs.</param>
public sealed record DecisionLookup(string RequestId, IReadOnlyList<CallDecision> Calls, IReadOnlyList<string> Answered, IReadOnlyList<string> Silent);
