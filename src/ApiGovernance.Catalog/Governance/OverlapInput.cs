using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Governance;

/// <summary>The estate that a contract is compared with, and what was decided about it.</summary>
/// <param name="Index">Null when <see cref="Report"/> says what the comparison came to.</param>
/// <param name="Owners">The owning team of each API.</param>
/// <param name="Decisions">The newest last.</param>
public sealed record OverlapInput(
    OverlapIndex? Index, EntityVocabulary Vocabulary, IReadOnlyDictionary<string, string> Owners, IReadOnlyList<OverlapDecision> Decisions)
{
    /// <summary>What a comparison came to, when a verdict is given again: the estate has moved on.</summary>
    public OverlapReport? Report { get; init; }

    internal OverlapReport? Compare(GateInput input, ApiContract contract) => Report
        ?? Index?.Compare(ApiFootprint.Of(input.Api ?? contract.Title, input.Version ?? "", contract, Vocabulary, input.Descriptor?.Spec.Entity));

    internal IReadOnlyList<Finding> Findings(OverlapReport report, ApiContract contract, DateOnly today) =>
        OverlapFindings.Of(report, contract, Owners.GetValueOrDefault, Decisions, today);
}
