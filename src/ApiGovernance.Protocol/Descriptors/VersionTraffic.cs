using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Part of a version's calls goes to another back end, the same calls of a consumer always.</summary>
/// <param name="Weight">Percent of the consumers, 0 to 100.</param>
/// <param name="Consumers">Those whose calls all go there, whatever the weight.</param>
public sealed record VersionCanary(string Backend, int Weight, IReadOnlyList<string> Consumers);

/// <summary>A copy of some calls goes to another back end; its answers are compared and thrown away.</summary>
/// <param name="Sample">The share of the calls, 0 to 1.</param>
/// <param name="Compare">What of the answers is compared.</param>
public sealed record VersionShadow(string Backend, double Sample, IReadOnlyList<ShadowComparison> Compare)
{
    /// <summary>Calls that change something are copied, too: the back end must be one where that does no harm.</summary>
    public bool Unsafe { get; init; }

    /// <summary>Seconds until a copy is given up.</summary>
    public int TimeoutSeconds { get; init; } = 10;
}

[JsonConverter(typeof(WordEnum<ShadowComparison>))]
public enum ShadowComparison
{
    /// <summary>The status codes.</summary>
    [JsonStringEnumMemberName("status")] Status,

    /// <summary>Whether the bodies are what the contract says of the answer.</summary>
    [JsonStringEnumMemberName("schema")] Schema,
}

/// <summary>A time before its sunset in which a deprecated version answers nothing, so that forgotten callers notice.</summary>
/// <param name="To">The first moment after it.</param>
public sealed record BrownOut(DateTimeOffset From, DateTimeOffset To);
