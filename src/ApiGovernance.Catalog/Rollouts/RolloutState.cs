using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>What is being rolled out, as it is kept.</summary>
internal sealed record RolloutState
{
    private const int MostPast = 20;

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>What every gateway has that no wave has reached; null before anything was published.</summary>
    public string? StableRevision { get; init; }

    public string? StableRelease { get; init; }

    /// <summary>The release that was rolled back and is what the catalog says still; null when there is none.</summary>
    public string? WithdrawnRelease { get; init; }

    public Rollout? Current { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Rollout> Past { get => field ?? []; init; } = [];

    /// <summary>The current one is over.</summary>
    public RolloutState End(RolloutStatus status, string? reason, DateTimeOffset now) => Current is null ? this : this with
    {
        Current = null,
        WithdrawnRelease = status == RolloutStatus.RolledBack ? Current.Release : null,
        Past = [Current with { Status = status, Reason = reason, Ended = now }, .. Past.Take(MostPast - 1)],
    };
}
