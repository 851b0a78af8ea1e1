using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage;

/// <summary>What is being rolled out, and what all have that it has not reached.</summary>
internal sealed record StoredRollout(RolloutState State, SnapshotManifest? Stable);

/// <summary>What a gateway has told.</summary>
/// <param name="Received">When it was heard last.</param>
/// <param name="Latest">Its last report.</param>
/// <param name="Mark">Its last report when the wave began; null when there was none.</param>
/// <param name="Before">Its last report of the release before; null when there is none.</param>
internal sealed record StoredReleaseReport(string Gateway, DateTimeOffset Received, ReleaseReport Latest, ReleaseReport? Mark, ReleaseReport? Before);

internal sealed record RolloutRow
{
    public long Version { get; init; }

    public string Json { get; init; } = "{}";

    public RolloutState ToState() => DescriptorJson.Read<RolloutState>(Json) with { Version = Version };
}

internal sealed record ReleaseReportRow
{
    public string Gateway { get; init; } = "";

    public string Json { get; init; } = "";

    public string? Mark { get; init; }

    public string? Before { get; init; }

    public StoredReleaseReport ToReport(DateTimeOffset received) => new(Gateway, received, Read(Json), Optional(Mark), Optional(Before));

    private static ReleaseReport Read(string json) => DescriptorJson.Read<ReleaseReport>(json);

    private static ReleaseReport? Optional(string? json) => json is null ? null : Read(json);
}
