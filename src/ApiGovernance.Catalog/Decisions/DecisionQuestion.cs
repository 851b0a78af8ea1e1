using ApiGovernance.Protocol.Decisions;

namespace ApiGovernance.Catalog.Decisions;

/// <summary>A question, and who has answered it. Its owner guards it.</summary>
internal sealed class DecisionQuestion
{
    /// <summary>Of one gateway; a client may send one id as often as it likes.</summary>
    private const int MaxCalls = 20;

    private readonly string requestId;
    private readonly HashSet<string> silent;
    private readonly List<string> answered = [];
    private readonly List<CallDecision> calls = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DecisionQuestion(string requestId, IEnumerable<string> gateways)
    {
        this.requestId = requestId;
        silent = new HashSet<string>(gateways, StringComparer.Ordinal);
        if (silent.Count == 0)
            done.SetResult();
    }

    /// <summary>Done when every gateway has answered.</summary>
    public Task Answered => done.Task;

    public void Take(DecisionAnswer answer)
    {
        if (answer.RequestId != requestId || !silent.Remove(answer.Gateway))
            return;
        answered.Add(answer.Gateway);
        // A gateway speaks of itself and of what it was asked.
        calls.AddRange(answer.Calls.Where(call => call.Gateway == answer.Gateway && call.RequestId == requestId).Take(MaxCalls));
        if (silent.Count == 0)
            done.TrySetResult();
    }

    public DecisionLookup ToLookup() => new(
        requestId,
        [.. calls.OrderBy(call => call.At).ThenBy(call => call.Gateway, StringComparer.Ordinal)],
        [.. answered.Order(StringComparer.Ordinal)],
        [.. silent.Order(StringComparer.Ordinal)]);
}
