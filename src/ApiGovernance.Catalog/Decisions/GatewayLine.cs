namespace ApiGovernance.Catalog.Decisions;

/// <summary>The questions that wait for one gateway. Its owner guards it.</summary>
internal sealed class GatewayLine
{
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset LastSeen { get; set; }

    /// <summary>Done as soon as a question waits.</summary>
    public Task Asked => asked.Task;

    public void Ask(string requestId)
    {
        waiting.Add(requestId);
        asked.TrySetResult();
    }

    public IReadOnlyList<string> Take(DateTimeOffset now)
    {
        string[] taken = [.. waiting];
        waiting.Clear();
        asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LastSeen = now;
        return taken;
    }
}
