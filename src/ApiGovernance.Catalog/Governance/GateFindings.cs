using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Diff;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Catalog.Governance;

/// <summary>What every engine has to say of a contract, before anything is weighed.</summary>
/// <param name="Diff">Null when there was nothing to compare with.</param>
/// <param name="NotChecked">Fingerprints of the findings which say that something could not be analysed.</param>
internal sealed record GateFindings(IReadOnlyList<Finding> All, DiffResult? Diff, OverlapReport? Overlap, ConformanceReport? Conformance, IReadOnlySet<string> NotChecked)
{
    public const string ScoreRule = "conformance-score-too-low";

    /// <summary>The rules of the rulesets that were asked.</summary>
    public IReadOnlyList<RuleRun> Rules { get; init; } = [];

    // A rule that gave up, and what the other engines could not look at.
    private static readonly string[] NotCheckedRules = ["ruleset-rule-not-run", "unrecognized-format", "overlap-not-checked", "canonical-not-checked", "canonical-unknown-entity"];

    public static GateFindings Gather(GateInput input, ContractReadResult read, ApiContract contract)
    {
        DiffResult? diff = input.Baseline is { } baseline ? ContractDiff.Compare(baseline, contract, input.Policies.Compatibility, OptionsOf(input)) : null;
        LintResult lint = Linter.Run(input.Revision, input.Policies.Rulesets);
        List<Finding> rules = [.. lint.Findings];
        ConformanceReport? conformance = input.Canonical is { } model ? CanonicalConformance.Check(contract, model) : null;
        rules.AddRange(conformance?.Findings ?? []);
        OverlapReport? overlap = input.Overlap?.Compare(input, contract);
        if (overlap is not null)
            rules.AddRange(input.Overlap!.Findings(overlap, contract, input.Today));
        else if (GateWeights.CouldBlock(FindingKind.Overlap, input))
            rules.Add(OverlapFindings.NotLookedAt(GateChecks.NoOtherApi, contract));
        IReadOnlyList<Finding> bound = input is { Policies.Gate.NewSurface: { } rule, Baseline: { } before } ? NewSurface.Bind(rules, input, before, rule) : rules;
        Finding[] all = [.. read.Findings, .. bound, .. ScoreTooLow(conformance, input), .. PoliciesWithoutOperation(contract, input), .. diff?.Findings ?? [], .. diff?.NotCompared ?? []];
        IEnumerable<Finding> unknown = all.Where(finding => NotCheckedRules.Contains(finding.RuleId, StringComparer.Ordinal)).Concat(diff?.NotCompared ?? []);
        return new GateFindings(all, diff, overlap, conformance, unknown.Select(finding => Named(finding, input).Fingerprint).ToHashSet(StringComparer.Ordinal)) { Rules = lint.Rules };
    }

    /// <summary>Findings know which API they are of once it is known.</summary>
    public static Finding Named(Finding finding, GateInput input) => finding.Api is null ? finding with { Api = input.Api } : finding;

    private static IEnumerable<Finding> ScoreTooLow(ConformanceReport? conformance, GateInput input) =>
        conformance?.Score is { } score && input.Policies.Gate.MinConformanceScore is { } least && score < least
            ? [CatalogFindings.Policy(
                ScoreRule, $"The contract conforms to the canonical model by {score} of 100; {least} are asked.",
                "Mend the deviations that are listed, the errors first.", input.Revision.Root.SpanOf("/info/title"), "/info/title")]
            : [];

    private static IEnumerable<Finding> PoliciesWithoutOperation(ApiContract contract, GateInput input) =>
        OperationRules.Lacking(input.Descriptor?.Spec.Operations ?? [], input.Version ?? "", contract).Select(rule => CatalogFindings.Policy(
            OperationRules.MissingRule, $"The API's record has a policy for `{rule.Operation}` in {input.Version}, and the contract has no such operation.",
            "Correct or remove the policy under `operations` of the API's record, or keep the operation.", input.Revision.Root.SpanOf("/paths"), "/paths"));

    private static DiffOptions OptionsOf(GateInput input) =>
        new() { Api = input.Api, Visibility = input.Visibility?.ToString().ToLowerInvariant(), Today = input.Today };
}
