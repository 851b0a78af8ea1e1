using System.Text.Json.Serialization;
using ApiGovernance.Protocol.Acknowledgements;

namespace ApiGovernance.Protocol.CatalogApi;

[JsonConverter(typeof(WordEnum<RolloutStatus>))]
public enum RolloutStatus
{
    /// <summary>Goes on by itself.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Waits for somebody to promote it or to roll it back.</summary>
    [JsonStringEnumMemberName("paused")] Paused,

    /// <summary>All gateways have it.</summary>
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>Withdrawn: all gateways have what they had before.</summary>
    [JsonStringEnumMemberName("rolled-back")] RolledBack,

    /// <summary>The catalog was changed again before it was through.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded,
}

/// <summary>A snapshot on its way to all gateways.</summary>
/// <param name="Revision">The candidate.</param>
/// <param name="Release">See <see cref="Snapshots.SnapshotRelease"/>.</param>
/// <param name="StableRevision">What the gateways have that it has not reached.</param>
public sealed record Rollout(
    string Revision, string Release, string StableRevision, string StableRelease, RolloutStatus Status, DateTimeOffset Started, IReadOnlyList<RolloutWave> Waves)
{
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The wave that it is in or ended in, from 1.</summary>
    public int Wave { get; init; } = 1;

    /// <summary>Why it waits or ended, in a sentence; null while it runs.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it was rolled back, by API version.</summary>
    public IReadOnlyList<RolloutRegression> Regressions { get => field ?? []; init; } = [];
}

/// <param name="Size">How many gateways have the candidate with it: <c>1</c>, <c>25%</c>.</param>
public sealed record RolloutWave(string Size)
{
    /// <summary>The gateways that got the candidate with this wave.</summary>
    public IReadOnlyList<string> Gateways { get => field ?? []; init; } = [];

    public DateTimeOffset? Started { get; init; }

    /// <summary>When all of them served it.</summary>
    public DateTimeOffset? Applied { get; init; }
}

/// <summary>An API version that fared worse.</summary>
/// <param name="Measure"><c>failures</c> or <c>refusals</c>.</param>
/// <param name="Rate">Of the candidate, 0 to 1.</param>
/// <param name="Baseline">Of the stable snapshot, 0 to 1.</param>
/// <param name="Figures">Of the candidate.</param>
/// <param name="Gateways">Where it was seen.</param>
public sealed record RolloutRegression(string Measure, double Rate, double Baseline, VersionFigures Figures, IReadOnlyList<string> Gateways);
