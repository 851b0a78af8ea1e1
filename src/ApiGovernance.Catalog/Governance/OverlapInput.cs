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

    /// <summary>What the estate calls the API, where the gate does not know it; null for its title.</summary>
    public string? Name { get; init; }

    /// <summary>Which others could not be read, in a sentence: nobody can say that they do not overlap. Null when all could.</summary>
    public string? Missing { get; init; }

    internal OverlapReport? Compare(GateInput input, ApiContract contract)
    {
        if (Report is not null || Index is null)
            return Report;
        // What no catalog knows by a version's name has its own number.
        string version = input.Version ?? contract.Version;
        OverlapReport report = Index.Compare(ApiFootprint.Of(input.Api ?? Name ?? contract.Title, version, contract, Vocabulary, input.Descriptor?.Spec.Entity));
        return Missing is null ? report : report with { NotCompared = $"{report.NotCompared} {Missing}".TrimStart() };
    }

    internal IReadOnlyList<Finding> Findings(OverlapReport report, ApiContract contract, DateOnly today) =>
        OverlapFindings.Of(report, contract, Owners.GetValueOrDefault, Decisions, today);
}
