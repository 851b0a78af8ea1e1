using ApiGovernance.Catalog.Governance;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>The change gate run here, on files. Safe for many threads.</summary>
/// <param name="catalog">The catalog's folder that was named; null: the one that a contract is in.</param>
/// <param name="given">The documents of the run, which may overlap with each other.</param>
internal sealed class LocalGate(Lazy<PolicySet> policies, DateTimeOffset now, string? catalog, Lazy<IReadOnlyList<OtherContract>> given)
{
    private readonly CanonicalFolder _canonical = new();
    private FileEstate? _estate;

    public PolicySet Policies => policies.Value;

    public DateTimeOffset Now => now;

    public DateOnly Today => DateOnly.FromDateTime(now.UtcDateTime);

    private FileEstate Estate => LazyInitializer.EnsureInitialized(ref _estate, () => new FileEstate(_canonical, given));

    /// <param name="inForce">Null when there is nothing to compare with.</param>
    public ContractVerdict Judge(DocumentBundle revision, ApiContract? inForce, CatalogPlace? place, ApiStage stage)
    {
        string? folder = catalog ?? place?.Catalog;
        Verdict verdict = GovernanceGate.Judge(new GateInput
        {
            Api = place?.Api,
            Version = place?.Version,
            Descriptor = place?.Descriptor,
            Visibility = place?.Visibility,
            Stage = stage,
            Baseline = inForce,
            Revision = revision,
            Policies = Policies,
            Canonical = _canonical.Of(folder),
            Overlap = Estate.Of(folder, place?.Api, revision.Root.Root["info"]?["title"]?.AsString),
            Today = Today,
        });
        return verdict.ToContractVerdict(place?.Api ?? "", place?.Version ?? "", stage, now) with { Checks = verdict.Checks };
    }

    /// <summary>What a contract has by itself.</summary>
    public IReadOnlyList<Finding> FindingsOf(DocumentBundle contract, CatalogPlace? place, ApiStage stage) =>
        [.. Judge(contract, null, place, stage).Findings.Select(finding => finding.ToFinding())];

    /// <summary>What of the canonical model nothing could be compared with, in words.</summary>
    public IEnumerable<string> NotCompared => _canonical.NotCompared.Select(finding => $"Canonical model, {finding.Source}: {finding.Message} {finding.Fix}");

    public IReadOnlyList<RuleRun> RulesFor(DocumentBundle contract) => Linter.RulesFor(contract, Policies.Rulesets);

    /// <summary>The verdict on what could not be judged.</summary>
    public ContractVerdict NotChecked(string reason, CatalogPlace? place, ApiStage stage, params IReadOnlyList<Finding> findings) =>
        new("not-checked", place?.Api ?? "", place?.Version ?? "", stage, $"Not checked: {reason}", now)
        {
            Findings = [.. findings.Select(finding => CatalogFinding.From(finding with { Api = place?.Api, Blocks = finding.Severity == Severity.Error }))],
            Evidence = new VerdictEvidence("", null, "", null, "none", null),
        };
}
