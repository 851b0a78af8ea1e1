using System.Security.Cryptography;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>
/// Decides whether a contract may take the place of another: read, lint, compare, hold against the estate, weigh. Pure: registration, the
/// catalog folder and <c>apigov check</c> all call it, so they cannot disagree.
/// </summary>
public static class GovernanceGate
{
    public static Verdict Judge(GateInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ContractReadResult read = ContractReader.Read(input.Revision);
        if (read.Contract is not { } contract)
            return UnreadableVerdict.Of(input, read.Findings);
        if (UnreadableVerdict.OfIncomplete(input, read.Findings) is { } incomplete)
            return incomplete;

        GateFindings gathered = GateFindings.Gather(input, read, contract);
        List<Finding> weighed = [.. gathered.All.Select(finding => GateWeights.Weigh(finding, input))];
        VersionBump bump = BumpOf(gathered.Diff, weighed, input);
        if (input.Baseline is { } baseline && VersionBumpCheck.Run(baseline, contract, bump) is { } tooSmall)
            weighed.Add(GateWeights.Weigh(tooSmall, input));

        string? title = GateWeights.TitleOf(input);
        Finding[] findings =
        [
            .. GateWeights.Arrange(weighed
                .Concat(WaiverApplication.EndedFor(weighed, input.Waivers, input.Today, title))
                .Concat(WaiverApplication.EndingFor(weighed, input.Waivers, input.Today, input.Policies.Gate.WaiverWarningDays, title))),
        ];
        bool IsNotChecked(Finding finding) => gathered.NotChecked.Contains(finding.Fingerprint) || finding.RuleId == VersionBumpCheck.NotComparableRule;
        Finding[] blocking = [.. findings.Where(finding => GateWeights.Blocks(finding, input, IsNotChecked(finding)))];
        Finding[] felt = [.. findings.Where(finding => GateWeights.IsFelt(finding, input))];
        IReadOnlyList<ConsumerImpact> impact = ImpactAnalysis.Of(felt, input.Callers?.Usage ?? []);
        ImpactReport? report = input.Callers is { } callers ? ImpactReporting.Of(felt, callers) : null;
        Verdict verdict = new()
        {
            Outcome = blocking.Length == 0 ? VerdictOutcome.Pass : blocking.All(IsNotChecked) ? VerdictOutcome.NotChecked : VerdictOutcome.Blocked,
            Findings = findings,
            Blocking = blocking,
            NotChecked = [.. findings.Where(IsNotChecked)],
            Checks = GateChecks.Of(input, gathered),
            Overlap = gathered.Overlap,
            Impact = impact,
            ImpactReport = report,
            Conformance = gathered.Conformance,
            Evidence = EvidenceOf(input, gathered.Diff?.RequiredBump ?? VersionBump.None, contract.Version),
            Summary = VerdictSummary.Of(input, blocking, IsNotChecked, findings, report),
            Contract = contract,
        };
        return ApprovalCheck.Apply(verdict, input, bump);
    }

    /// <summary>Lower-case hex SHA-256 of a contract as one JSON document: how contracts are named.</summary>
    public static string HashOf(ReadOnlySpan<byte> singleDocument) => Convert.ToHexStringLower(SHA256.HashData(singleDocument));

    /// <summary>From here on what a contract says is a promise to callers.</summary>
    public static bool IsPublished(ApiStage stage) => stage is ApiStage.Preview or ApiStage.Active or ApiStage.Deprecated;

    /// <summary>From here on a promise is kept.</summary>
    public static bool IsBinding(ApiStage stage) => stage is ApiStage.Active or ApiStage.Deprecated;

    /// <summary>
    /// The step that callers are owed. What was waived, and what changes before a version is active, breaks nobody who was promised
    /// otherwise: it is told as a minor step.
    /// </summary>
    private static VersionBump BumpOf(DiffResult? diff, List<Finding> weighed, GateInput input)
    {
        VersionBump bump = diff?.RequiredBump ?? VersionBump.None;
        return bump == VersionBump.Major && !(IsBinding(input.Stage) && weighed.Exists(GateWeights.IsBreaking)) ? VersionBump.Minor : bump;
    }

    /// <summary>What the verdict rests on.</summary>
    internal static VerdictEvidence EvidenceOf(GateInput input, VersionBump bump, string? declared)
    {
        string documentHash = HashOf(input.Revision.ToSingleDocument());
        string? baselineHash = input.Baseline is { } baseline ? HashOf(baseline.Bundle.ToSingleDocument()) : null;
        return new VerdictEvidence(
            documentHash, baselineHash, input.Policies.Revision, input.Callers?.AsOf, bump.ToString().ToLowerInvariant(), declared)
        {
            UsageWindowDays = input.Callers?.WindowDays,
        };
    }
}
