namespace ApiGovernance.Gateway.Snapshots;

/// <summary>The snapshot in force. A request takes it once and keeps it to its end.</summary>
internal sealed class SnapshotState
{
    private GatewaySnapshot? current;
    private bool isSettled;

    /// <summary>Null until the first was applied.</summary>
    public GatewaySnapshot? Current
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }

    /// <summary>The control plane has been asked once whether it is still the one to serve, or could not be asked.</summary>
    public bool IsSettled => Volatile.Read(ref isSettled);

    /// <summary>There is one to serve from, and none is known that it should rather be.</summary>
    public bool IsReady => IsSettled && Current is not null;

    public void Settle() => Volatile.Write(ref isSettled, true);
}
