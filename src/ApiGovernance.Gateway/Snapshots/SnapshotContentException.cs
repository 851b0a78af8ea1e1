namespace ApiGovernance.Gateway.Snapshots;

/// <summary>A snapshot as a whole cannot be used: a part is not what its hash says, or what all APIs share is wrong.</summary>
internal sealed class SnapshotContentException(string message, Exception? inner = null) : Exception(message, inner);
