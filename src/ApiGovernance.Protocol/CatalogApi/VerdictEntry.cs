using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A verdict in a list, without its findings.</summary>
/// <param name="Id">By which the whole of it is read.</param>
/// <param name="Outcome"><c>pass</c>, <c>blocked</c>, <c>needs-approval</c> or <c>not-checked</c>.</param>
public sealed record VerdictEntry(
    long Id, string Outcome, string Api, string Version, ApiStage Stage, string Summary, DateTimeOffset At, bool Applied, VerdictEvidence Evidence)
{
    /// <summary>Set when the contract came into force.</summary>
    public int? Revision { get; init; }

    /// <summary>Set where somebody else's approval was asked for.</summary>
    public ApprovalState? Approval { get; init; }
}
