using System.Collections.Concurrent;
using System.Threading.Channels;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>The control plane's end of questions about calls.</summary>
public sealed class AskedExchange : IDecisionExchange
{
    private readonly Channel<string> questions = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, DecisionAnswer> answers = new();

    /// <summary>What the gateway says of a call, one line per step: stage, outcome, record, rule.</summary>
    public async Task<(CallDecision Call, string[] Steps)> ExplainAsync(string requestId)
    {
        // A call is remembered when it has ended, which its client may see a moment earlier.
        await Eventually.HoldsAsync(async () => (await AskAsync(requestId)).Calls.Count > 0, GatewayWorld.Bound, "the call has ended");
        CallDecision call = answers[requestId].Calls.ShouldHaveSingleItem();
        return (call, [.. call.Steps.Select(step => $"{step.Stage} {step.Outcome} {step.Record} {step.Rule}")]);
    }

    public void Ask(string requestId) => questions.Writer.TryWrite(requestId).ShouldBeTrue();

    public async Task<DecisionAnswer> AskAsync(string requestId)
    {
        answers.TryRemove(requestId, out _);
        Ask(requestId);
        await Eventually.HoldsAsync(() => answers.ContainsKey(requestId), GatewayWorld.Bound, "the gateway answers");
        return answers[requestId];
    }

    public async Task<IReadOnlyList<string>> WaitForQuestionsAsync(string gateway, TimeSpan wait, CancellationToken cancellationToken) =>
        [await questions.Reader.ReadAsync(cancellationToken)];

    /// <summary>A question whose answer is not taken; null for none.</summary>
    public string? Refused { get; set; }

    public Task AnswerAsync(DecisionAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.RequestId == Refused)
            throw new HttpRequestException("413: the answer is too large.");
        answers[answer.RequestId] = answer;
        return Task.CompletedTask;
    }
}
