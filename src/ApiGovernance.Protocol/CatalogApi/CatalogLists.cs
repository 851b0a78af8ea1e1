using ApiGovernance.Protocol.Acknowledgements;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Observed calls of one consumer to one operation.</summary>
/// <param name="Consumer">Null for anonymous calls.</param>
public sealed record UsageRow(
    string Api, string Version, string Operation, string? Consumer, long Calls, long Failures, DateTimeOffset LastCall);

/// <summary>Something that was changed, by whom and when.</summary>
/// <param name="Sequence">Rising without gaps.</param>
/// <param name="Actor"><c>folder</c> for the catalog folder at start-up, <c>admin</c> with a token, <c>local</c> without.</param>
/// <param name="Object">Kind and name, e.g. <c>Api/order-intake/v2</c>.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, string Actor, string Action, string Object, string Detail)
{
    /// <summary>Where the call came from.</summary>
    public string Origin { get => field ?? ""; init; } = "";

    /// <summary>The reason that was given.</summary>
    public string Why { get => field ?? ""; init; } = "";

    /// <summary>The record as it was, as JSON text; null when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The record as it was made, as JSON text; null when it was removed.</summary>
    public string? After { get; init; }

    /// <summary>The <see cref="Hash"/> of the entry before it.</summary>
    public string PreviousHash { get => field ?? ""; init; } = "";

    /// <summary>Lower-case hex SHA-256 over the entry and the one before; empty for entries from before the chain began.</summary>
    public string Hash { get => field ?? ""; init; } = "";
}

/// <summary>A gateway by its last acknowledgement.</summary>
/// <param name="UpToDate">True when it serves the snapshot that it should.</param>
public sealed record GatewayStatus(SnapshotAcknowledgement Acknowledgement, bool UpToDate)
{
    /// <summary>The snapshot that it should serve.</summary>
    public string? Revision { get; init; }

    /// <summary>The wave of the rollout that runs in which it got the candidate, from 1; null without a rollout, or when it has not yet.</summary>
    public int? Wave { get; init; }
}
