using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Everything that the gate looks at. It looks at nothing else, so the same input has the same verdict anywhere.</summary>
public sealed record GateInput
{
    private readonly IReadOnlyList<Waiver>? _waivers;

    /// <summary>The API's catalog name; null when it is not registered (a file compared with a file).</summary>
    public string? Api { get; init; }

    /// <summary>E.g. <c>v2</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The API's record; null when it is not registered.</summary>
    public ApiDescriptor? Descriptor { get; init; }

    /// <summary>Who may call the API; null when it is not registered: it is then judged as a public one.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>The later, the stricter: from preview on lint errors block, from active on breaking changes do.</summary>
    public required ApiStage Stage { get; init; }

    /// <summary>The contract in force; null when there is none to compare with.</summary>
    public ApiContract? Baseline { get; init; }

    /// <summary>The contract proposed.</summary>
    public required DocumentBundle Revision { get; init; }

    public required PolicySet Policies { get; init; }

    /// <summary>All that count; those of the policies when none are given.</summary>
    public IReadOnlyList<Waiver> Waivers
    {
        get => _waivers ?? Policies.Waivers;
        init => _waivers = value;
    }

    /// <summary>The other APIs; null when nothing is known of them, as for a file in CI.</summary>
    public OverlapInput? Overlap { get; init; }

    /// <summary>What was said of the very document that is proposed, the oldest first.</summary>
    public IReadOnlyList<GateApproval> Approvals { get; init; } = [];

    /// <summary>Who proposes it, whose own approval does not count; null when nobody is known.</summary>
    public string? Submitter { get; init; }

    /// <summary>True when others have looked at it where it is kept, so that no policy asks for an approval.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>The canonical entities that contracts are held against; null when nothing is known of them.</summary>
    public CanonicalModel? Canonical { get; init; }

    /// <summary>What is known of this version's callers; null when nobody looked, as for a file in CI.</summary>
    public ImpactInput? Callers { get; init; }

    /// <summary>Decides which waivers still hold (UTC).</summary>
    public required DateOnly Today { get; init; }

    internal LifecyclePolicy Lifecycle => Policies.LifecycleFor(Descriptor);
}

/// <param name="Decision"><c>approved</c> or <c>rejected</c></param>
public sealed record GateApproval(string Actor, string Decision, string Comment);
