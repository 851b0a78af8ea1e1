using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What the change gate said of a contract.</summary>
/// <param name="Outcome">
/// <c>pass</c>, <c>blocked</c>, <c>needs-approval</c> (nothing blocks; others must approve it) or <c>not-checked</c> (not all could be analysed).
/// </param>
/// <param name="Stage">The stage that the contract was judged for: the later, the stricter.</param>
/// <param name="Summary">One sentence for a person.</param>
/// <param name="At">When it was judged.</param>
public sealed record ContractVerdict(
    string Outcome, string Api, string Version, ApiStage Stage, string Summary, DateTimeOffset At)
{
    /// <summary>By which it can be read again; null for a dry run.</summary>
    public long? Id { get; init; }

    public IReadOnlyList<CatalogFinding> Findings { get => field ?? []; init; } = [];

    /// <summary>What was asked of the contract, in a dry run; empty in a verdict that is kept, whose policies are kept with it.</summary>
    public IReadOnlyList<VerdictCheck> Checks { get => field ?? []; init; } = [];

    public IReadOnlyList<ConsumerImpact> Impact { get => field ?? []; init; } = [];

    /// <summary>Whom the breaking changes hit, by consumer and by change; null when nobody looked at calls.</summary>
    public ImpactReport? ImpactReport { get; init; }

    /// <summary>0 to 100: how far the schemas that carry canonical entities agree with them; null when none does.</summary>
    public int? ConformanceScore { get; init; }

    /// <summary>Whose approval is asked, and what was said so far; null when nobody's is.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>Who submitted it; null for a file in CI.</summary>
    public string? SubmittedBy { get; init; }

    public required VerdictEvidence Evidence { get; init; }

    /// <summary>True when the contract is in force now; false for a dry run, a refusal, and an unchanged contract.</summary>
    public bool Applied { get; init; }

    /// <summary>How many contracts have been in force for this version, this one included; null when it is not in force.</summary>
    public int? Revision { get; init; }
}

/// <param name="DocumentHash">Lower-case hex SHA-256 of the contract as one JSON document.</param>
/// <param name="BaselineHash">The contract that was in force, null when there was none to compare with.</param>
/// <param name="PolicyRevision">Lower-case hex SHA-256 over the policies' files.</param>
/// <param name="UsageAsOf">The end of the newest usage report that was looked at; null when no gateway has reported this version.</param>
/// <param name="RequiredBump">The step of <c>info.version</c> that the change asks for: <c>none</c>, <c>patch</c>, <c>minor</c>, <c>major</c>.</param>
/// <param name="DeclaredVersion">The contract's <c>info.version</c>.</param>
public sealed record VerdictEvidence(
    string DocumentHash, string? BaselineHash, string PolicyRevision, DateTimeOffset? UsageAsOf, string RequiredBump, string? DeclaredVersion)
{
    /// <summary>How many days back calls were looked at; null when nobody looked.</summary>
    public int? UsageWindowDays { get; init; }
}

/// <param name="Required">How many others must approve the contract.</param>
/// <param name="Approvers">Who has, by name.</param>
/// <param name="RejectedBy">Who refuses it as it is; null when nobody does.</param>
public sealed record ApprovalState(int Required, IReadOnlyList<string> Approvers, string? RejectedBy)
{
    /// <summary>Why approval is asked, in words.</summary>
    public string Reason { get => field ?? ""; init; } = "";

    /// <summary>What the one who refuses has written.</summary>
    public string? Comment { get; init; }

    public bool IsGiven => RejectedBy is null && Approvers.Count >= Required;
}

/// <summary>A consumer that was seen calling an operation which a change breaks.</summary>
/// <param name="Consumer">Its name; <c>(anonymous)</c> for calls without a token.</param>
/// <param name="Operation">As the contract writes it, e.g. <c>POST /orders</c>.</param>
/// <param name="Calls">Calls in the window that the gate looks at, without those that were answered with 400 or above.</param>
public sealed record ConsumerImpact(string Consumer, string Operation, long Calls, DateTimeOffset LastCall);
