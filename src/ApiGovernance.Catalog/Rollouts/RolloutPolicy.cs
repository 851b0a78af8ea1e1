namespace ApiGovernance.Catalog.Rollouts;

/// <summary>How a changed snapshot reaches the gateways (<c>policies/rollout/default.yaml</c>).</summary>
public sealed record RolloutPolicy
{
    public static RolloutPolicy Default { get; } = new();

    /// <summary>Each with the gateways of those before; the last is all.</summary>
    public IReadOnlyList<WaveSize> Waves { get; init; } = [new WaveSize(1, false), new WaveSize(25, true), WaveSize.All];

    /// <summary>How long a wave is watched at least, once all its gateways serve the candidate.</summary>
    public int BakeSeconds { get; init; } = 300;

    /// <summary>How many calls a wave must have seen, and how many those of an API version are at least taken for.</summary>
    public int MinRequests { get; init; } = 100;

    /// <summary>By how many percentage points a rate may rise, however small it was.</summary>
    public double MaxRisePoints { get; init; } = 1;

    /// <summary>To how many times itself a rate may rise, however large it was.</summary>
    public double MaxRiseFactor { get; init; } = 1.5;

    /// <summary>How long a wave waits for <see cref="MinRequests"/>.</summary>
    public int MaxWaitSeconds { get; init; } = 1800;

    /// <summary>What happens when they did not come: true waits for a person, false goes on.</summary>
    public bool PausesOnTooFew { get; init; }

    /// <summary>Gateways that get a candidate before all others, in this order.</summary>
    public IReadOnlyList<string> CanaryGateways { get; init; } = [];

    /// <summary>How often gateways tell how calls fare.</summary>
    public int ReportSeconds { get; init; } = 5;

    /// <summary>How long after its last report a gateway counts as alive.</summary>
    public TimeSpan Alive => TimeSpan.FromSeconds(Math.Max(30, (3 * ReportSeconds) + 5));
}
