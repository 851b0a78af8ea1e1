using System.Security.Cryptography;
using ApiGovernance.Diff;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>
/// Decides whether a contract may take the place of another: read, lint, compare, weigh. Pure: registration, the catalog folder and
/// <c>apigov check</c> all call it, so they cannot disagree.
/// </summary>
public static class GovernanceGate
{
    public static Verdict Judge(GateInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ContractReadResult read = ContractReader.Read(input.Revision);
        if (read.Contract is not { } contract)
            return NotChecked(input, read.Findings);

        DiffResult? diff = input.Baseline is { } baseline ? ContractDiff.Compare(baseline, contract, input.Policies.Compatibility, OptionsOf(input)) : null;
        List<Finding> raw =
        [
            .. read.Findings,
            .. input.Policies.Rulesets.SelectMany(ruleset => Linter.Lint(input.Revision, ruleset)),
            .. diff?.Findings ?? [],
            .. diff?.NotCompared ?? [],
        ];
        if (diff is not null && VersionBumpCheck.Run(input.Baseline!, contract, diff.RequiredBump) is { } bump)
            raw.Add(bump);

        Finding[] weighed = [.. raw.Select(finding => GateWeights.Weigh(finding, input))];
        Finding[] findings = [.. GateWeights.Arrange(weighed.Concat(WaiverApplication.EndedFor(weighed, input.Policies.Waivers, input.Today, GateWeights.TitleOf(input))))];
        Finding[] blocking = [.. findings.Where(finding => GateWeights.Blocks(finding, input))];
        IReadOnlyList<ConsumerImpact> impact = ImpactAnalysis.Of(findings.Where(GateWeights.IsBreaking), input.Usage);
        VerdictOutcome outcome = blocking.Length > 0 ? VerdictOutcome.Blocked : VerdictOutcome.Pass;
        return new Verdict
        {
            Outcome = outcome,
            Findings = findings,
            Blocking = blocking,
            Impact = impact,
            Evidence = Evidence(input, diff?.RequiredBump ?? VersionBump.None, contract.Version),
            Summary = VerdictSummary.Of(input, blocking, findings, impact),
            Contract = contract,
        };
    }

    /// <summary>Lower-case hex SHA-256 of a contract as one JSON document: how contracts are named.</summary>
    public static string HashOf(ReadOnlySpan<byte> singleDocument) => Convert.ToHexStringLower(SHA256.HashData(singleDocument));

    /// <summary>From here on what a contract says is a promise to callers.</summary>
    public static bool IsPublished(ApiStage stage) => stage is ApiStage.Preview or ApiStage.Active or ApiStage.Deprecated;

    /// <summary>From here on a promise is kept.</summary>
    public static bool IsBinding(ApiStage stage) => stage is ApiStage.Active or ApiStage.Deprecated;

    private static DiffOptions OptionsOf(GateInput input) =>
        new() { Api = input.Api, Visibility = input.Visibility?.ToString().ToLowerInvariant(), Today = input.Today };

    private static Verdict NotChecked(GateInput input, IReadOnlyList<Finding> findings)
    {
        Finding[] arranged = [.. GateWeights.Arrange(findings.Select(finding => finding with { Api = input.Api }))];
        Finding[] errors = [.. arranged.Where(finding => finding.Severity == Severity.Error)];
        return new Verdict
        {
            Outcome = VerdictOutcome.NotChecked,
            Findings = arranged,
            Blocking = errors,
            Impact = [],
            Evidence = Evidence(input, VersionBump.None, null),
            Summary = "Not checked: the document cannot be read as an API contract" + (errors.Length > 0 ? $" ({errors[0].Message})" : "."),
        };
    }

    private static VerdictEvidence Evidence(GateInput input, VersionBump bump, string? declared)
    {
        string documentHash = HashOf(input.Revision.ToSingleDocument());
        string? baselineHash = input.Baseline is { } baseline ? HashOf(baseline.Bundle.ToSingleDocument()) : null;
        return new VerdictEvidence(
            documentHash, baselineHash, input.Policies.Revision, input.UsageAsOf, bump.ToString().ToLowerInvariant(), declared);
    }
}
