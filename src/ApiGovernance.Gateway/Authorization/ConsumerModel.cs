using ApiGovernance.Gateway.Admission;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>A registered consumer: what it may call, and how often.</summary>
internal sealed class ConsumerModel(SnapshotConsumer consumer, ConsumerLimits limits)
{
    private static readonly HashSet<string> EveryVersion = [];

    /// <summary>Not frozen: there is one per consumer, made anew with each change of any of them.</summary>
    private readonly Dictionary<string, HashSet<string>> versionsByApi = consumer.Subscriptions
        .GroupBy(subscription => subscription.Api, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            // Without versions a subscription is for all of them.
            group => group.Any(subscription => subscription.Versions.Count == 0)
                ? EveryVersion
                : group.SelectMany(subscription => subscription.Versions).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    private readonly HashSet<(string Api, string Version)> named = consumer.Subscriptions
        .SelectMany(subscription => subscription.Versions.Select(version => (subscription.Api, version))).ToHashSet();

    public string Name { get; } = consumer.Name;

    public string Plan { get; } = consumer.Plan;

    /// <summary>Through which channel its calls do business; null where nobody says.</summary>
    public string? Channel { get; } = consumer.Channel;

    /// <summary>It may see what decided its calls.</summary>
    public bool MayExplain { get; } = consumer.Explain;

    public ConsumerLimits Limits { get; } = limits;

    /// <summary>A subscription names the version; one to all versions does not.</summary>
    public bool IsNamedFor(string api, string version) => named.Contains((api, version));

    public bool IsSubscribed(string api, string version) =>
        versionsByApi.TryGetValue(api, out HashSet<string>? versions) && (versions.Count == 0 || versions.Contains(version));
}
