using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Diff;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>The organisation's policies, read from their folder as a whole.</summary>
public sealed record PolicySet
{
    /// <summary>What holds without a folder: no lint rules, the catalogue's severities, the standard notice, no waivers.</summary>
    public static PolicySet Default { get; } = new();

    /// <summary><c>lint/*.yaml</c>; all of them apply.</summary>
    public IReadOnlyList<Ruleset> Rulesets { get; init; } = [];

    /// <summary><c>compatibility/default.yaml</c>, or the profile that was asked for.</summary>
    public CompatibilityPolicy Compatibility { get; init; } = CompatibilityPolicy.Default;

    /// <summary><c>lifecycle/*.yaml</c>, by name.</summary>
    public IReadOnlyList<LifecyclePolicy> Lifecycles { get; init; } = [];

    /// <summary><c>lifecycle/default.yaml</c>, or what holds without it.</summary>
    public LifecyclePolicy Lifecycle => Lifecycles.FirstOrDefault(policy => policy.Name == "default") ?? LifecyclePolicy.Default;

    /// <summary><c>gate/default.yaml</c></summary>
    public GatePolicy Gate { get; init; } = GatePolicy.Default;

    /// <summary><c>waivers/*.yaml</c>, expired ones included.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary><c>traffic/issuers.yaml</c></summary>
    public IReadOnlyList<TokenIssuer> Issuers { get; init; } = [];

    /// <summary><c>access/access.yaml</c>; null without it.</summary>
    public AccessPolicy? Access { get; init; }

    /// <summary><c>rollout/default.yaml</c>; null without it: every snapshot goes to all gateways at once.</summary>
    public RolloutPolicy? Rollout { get; init; }

    /// <summary>Lower-case hex SHA-256 over the files' names and bytes: part of each verdict's evidence.</summary>
    public string Revision { get; init; } = PolicyFolder.RevisionOf([]);

    /// <summary>The files that were read, so that a verdict can be given again by the policies of its day.</summary>
    internal IReadOnlyList<(string Name, byte[] Bytes)> Files { get; init; } = [];

    /// <summary>The first policy by name that is for an API; <c>default</c> for one that is not registered.</summary>
    public LifecyclePolicy LifecycleFor(ApiDescriptor? api) =>
        Lifecycles.FirstOrDefault(policy => policy.Name != "default" && policy.AppliesTo.Matches(api)) ?? Lifecycle;

    /// <summary>Reads a folder. A file that is wrong gives findings with its name and line; a file that is absent leaves the default.</summary>
    /// <param name="profile">
    /// Which compatibility policy holds: a file of <c>compatibility/</c> by its name without the ending, else a built-in profile
    /// (<c>strict</c>, <c>default</c>, <c>lenient</c>), else the path of a file. Null: <c>compatibility/default.yaml</c>.
    /// </param>
    public static PolicyLoad Load(string directory, string? profile = null) => PolicyFolder.Load(directory, profile);
}

/// <param name="Findings">An error among them means that a policy is not what its author meant: do not judge with it.</param>
public sealed record PolicyLoad(PolicySet Policies, IReadOnlyList<Finding> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}
