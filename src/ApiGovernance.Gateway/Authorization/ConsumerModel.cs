using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>A registered consumer: what it may call, and how often.</summary>
internal sealed class ConsumerModel(SnapshotConsumer consumer, ConsumerLimits limits)
{
    /// <summary>More than a consumer has, unless it comes with a new certificate every day.</summary>
    private const int MostIdentities = 1000;

    private static readonly HashSet<string> EveryVersion = [];

    private readonly ConcurrentDictionary<At, TokenIdentity> identities = new();

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

    /// <summary>
    /// Who came without a token has the scopes that were granted on the version that it calls, and none of its other subscriptions'. One object for as long as
    /// the caller's own is, since others know an identity by that.
    /// </summary>
    public TokenIdentity On(string api, string version, TokenIdentity caller)
    {
        At key = new(caller, api, version);
        if (identities.TryGetValue(key, out TokenIdentity? known))
            return known;
        if (identities.Count >= MostIdentities)
            identities.Clear();
        return identities.GetOrAdd(key, caller with { Scopes = ScopesOn(api, version) });
    }

    private FrozenSet<string> ScopesOn(string api, string version) => consumer.Subscriptions
        .Where(subscription => subscription.Api == api && (subscription.Versions.Count == 0 || subscription.Versions.Contains(version)))
        .SelectMany(subscription => subscription.Scopes)
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly record struct At(TokenIdentity Caller, string Api, string Version)
    {
        public bool Equals(At other) => ReferenceEquals(Caller, other.Caller) && Api == other.Api && Version == other.Version;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Caller), Api, Version);
    }
}
