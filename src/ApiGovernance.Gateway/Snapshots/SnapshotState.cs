namespace ApiGovernance.Gateway.Snapshots;

/// <summary>The snapshot in force. A request takes it once and keeps it to its end.</summary>
internal sealed class SnapshotState
{
    private GatewaySnapshot? current;

    /// <summary>Null until the first was applied.</summary>
    public GatewaySnapshot? Current
    {
        get => Volatile.Read(ref current);
        set => Volatile.Write(ref current, value);
    }
}
