namespace ApiGovernance.Catalog.Decisions;

/// <summary>The questions that wait for one gateway. Its owner guards it.</summary>
/// <param name="principal">Who asks for them under the gateway's name; nobody else may.</param>
internal sealed class GatewayLine(string principal)
{
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Principal => principal;

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
