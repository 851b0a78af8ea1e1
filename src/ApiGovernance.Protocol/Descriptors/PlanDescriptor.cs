using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>How much a consumer may call. Several limits hold at once.</summary>
public sealed record PlanDescriptor : Descriptor
{
    public override string Kind => "Plan";

    public required PlanSpec Spec { get; init; }
}

public sealed record PlanSpec(IReadOnlyList<PlanLimit> Limits);

/// <summary>One limit: <paramref name="Requests"/> units in <paramref name="PerSeconds"/> seconds. A call takes one unit, or what its operation costs.</summary>
public sealed record PlanLimit(string Name, int Requests, int PerSeconds)
{
    /// <summary>How the seconds are counted.</summary>
    public LimitWindow Window { get; init; }

    /// <summary>What is counted together.</summary>
    public LimitScope Per { get; init; }

    /// <summary>The APIs whose calls count; empty for all.</summary>
    public IReadOnlyList<string> Apis { get; init; } = [];
}

[JsonConverter(typeof(WordEnum<LimitWindow>))]
public enum LimitWindow
{
    /// <summary>A token bucket: it holds the units and refills evenly.</summary>
    [JsonStringEnumMemberName("bucket")] Bucket,

    /// <summary>In no stretch of that length, wherever it begins, more than the units.</summary>
    [JsonStringEnumMemberName("sliding")] Sliding,

    /// <summary>Stretches that follow each other, counted from midnight UTC: 86400 seconds are a calendar day.</summary>
    [JsonStringEnumMemberName("fixed")] Fixed,
}

[JsonConverter(typeof(WordEnum<LimitScope>))]
public enum LimitScope
{
    /// <summary>All calls of a consumer.</summary>
    [JsonStringEnumMemberName("consumer")] Consumer,

    /// <summary>A consumer's calls of one API.</summary>
    [JsonStringEnumMemberName("api")] Api,

    /// <summary>A consumer's calls of one operation.</summary>
    [JsonStringEnumMemberName("operation")] Operation,
}
