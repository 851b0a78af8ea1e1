using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance.Replay;

/// <summary>
/// What the gate looked at besides the contracts and the policies, which are kept by their hashes: enough to give the verdict again.
/// </summary>
internal sealed record GateRecord
{
    /// <summary>How findings name the document.</summary>
    public required string File { get; init; }

    public required DateOnly Today { get; init; }

    public required ApiStage Stage { get; init; }

    public required string PolicyRevision { get; init; }

    public required string DocumentHash { get; init; }

    public string? BaselineHash { get; init; }

    public ApiDescriptor? Descriptor { get; init; }

    public string? Submitter { get; init; }

    /// <summary>See <see cref="GateInput.IsReviewed"/>.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>What was known of callers; null when nobody looked.</summary>
    public ImpactInput? Callers { get; init; }

    /// <summary>The canonical entities, each with its schema's hash; null when there was no model.</summary>
    public IReadOnlyList<CanonicalSource>? Canonical { get; init; }

    public IReadOnlyList<RecordedWaiver> Waivers { get; init; } = [];

    public IReadOnlyList<GateApproval> Approvals { get; init; } = [];

    /// <summary>What the comparison with the estate of that day came to; null when there was none.</summary>
    public OverlapReport? Overlap { get; init; }

    public IReadOnlyDictionary<string, string> Owners { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<OverlapDecision> Decisions { get; init; } = [];

    public static GateRecord Of(GateInput input, IReadOnlyList<CanonicalSource>? canonical, Verdict verdict) => new()
    {
        File = input.Revision.Root.Path,
        Today = input.Today,
        Stage = input.Stage,
        PolicyRevision = verdict.Evidence.PolicyRevision,
        DocumentHash = verdict.Evidence.DocumentHash,
        BaselineHash = verdict.Evidence.BaselineHash,
        Descriptor = input.Descriptor,
        Submitter = input.Submitter,
        IsReviewed = input.IsReviewed,
        Callers = input.Callers,
        Canonical = canonical,
        Waivers = [.. input.Waivers.Select(waiver => new RecordedWaiver(waiver.File, waiver.Fingerprints, waiver.Reason, waiver.Owner, waiver.Expires, waiver.Api))],
        Approvals = input.Approvals,
        Overlap = verdict.Overlap,
        // Only of those that were named: the others decided nothing.
        Owners = (verdict.Overlap?.Overlaps ?? []).Where(overlap => input.Overlap!.Owners.ContainsKey(overlap.Api))
            .ToDictionary(overlap => overlap.Api, overlap => input.Overlap!.Owners[overlap.Api], StringComparer.Ordinal),
        Decisions = input.Overlap?.Decisions ?? [],
    };
}

internal sealed record RecordedWaiver(string File, IReadOnlyList<string> Fingerprints, string Reason, string Owner, DateOnly Expires, string? Api)
{
    public Waiver ToWaiver() => new(File, Fingerprints, Reason, Owner, Expires) { Api = Api };
}
