using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>Versions that precede a release, and versions that go back.</summary>
public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("2.0.0-rc.1", "2.0.0-rc.2", true, true)]
    [InlineData("2.0.0-rc.9", "2.0.0-rc.10", true, true)]
    [InlineData("2.0.0-rc.1", "2.0.0", true, true)]
    [InlineData("2.0.0-rc.1", "2.0.0-rc.1", true, false)]
    [InlineData("2.0.0-rc.2", "2.0.0-rc.1", true, false)]
    [InlineData("2.0.0-rc", "2.0.0-beta", true, false)]
    [InlineData("2.0.0", "2.1.0-rc.1", true, true)]
    [InlineData("2.0.0", "2.0.0-rc.1", true, false)]
    [InlineData("2.0.0", "2.0.1", true, false)]
    [InlineData("2.0.0", "1.9.0", false, false)]
    [InlineData("2.0.0", "2.0.0", false, true)]
    [InlineData("v2.0.0", "v2.0.1", true, false)]
    [InlineData("v2.0.0", "2.1.0", true, true)]
    [InlineData("2.0.20261128123456", "2.1.0", true, true)]
    [InlineData("2.0.20261128123456", "2.0.20261128123457", true, false)]
    [InlineData("2.0.0-20261128123456789012", "2.0.0-20261128123456789013", true, true)]
    [InlineData("2.0.0-20261128123456789013", "2.0.0-20261128123456789012", true, false)]
    public void The_declared_version_rises_far_enough(string before, string after, bool adds, bool expected)
    {
        Verdict verdict = Judge(before, after, adds, PolicySet.Default);

        verdict.Findings.Any(finding => finding.RuleId == "version-bump-too-small").ShouldBe(!expected, verdict.Summary);
    }

    [Theory]
    [InlineData("spring", "summer", true, VerdictOutcome.NotChecked)]
    [InlineData("spring", "spring", false, VerdictOutcome.Pass)]
    [InlineData("2.0.0", "2.x", true, VerdictOutcome.NotChecked)]
    [InlineData("2024-10-01", "2024-11-01", true, VerdictOutcome.Pass)]
    public void A_step_that_cannot_be_compared_was_not_checked_and_so_does_not_pass(string before, string after, bool adds, VerdictOutcome expected)
    {
        PolicySet lenient = PolicySet.Default with { Lifecycles = [PolicySet.Default.Lifecycle with { MaxLintSeverity = Severity.Error }] };

        Verdict verdict = Judge(before, after, adds, lenient);

        verdict.Outcome.ShouldBe(expected, verdict.Summary);
        if (expected == VerdictOutcome.NotChecked)
            verdict.Summary.ShouldBe("Not checked: the contract: 1 part could not be checked.");
        verdict.Blocking.Select(finding => finding.RuleId).ShouldBe(expected == VerdictOutcome.Pass ? [] : ["version-not-comparable"]);
    }

    private static Verdict Judge(string before, string after, bool adds, PolicySet policies) => GovernanceGate.Judge(new GateInput
    {
        Stage = ApiStage.Active,
        Baseline = ContractReader.FromBytes("openapi.yaml", CatalogWorld.Bytes(Text(before, ""))).Contract,
        Revision = DocumentBundle.FromBytes("openapi.yaml", CatalogWorld.Bytes(Text(after, adds ? "\n  /b:\n    get: {responses: {'204': {description: ok}}}\n" : ""))),
        Policies = policies,
        Today = new DateOnly(2026, 11, 28),
    });

    private static string Text(string version, string more) =>
        $"openapi: 3.1.0\ninfo: {{title: T, version: '{version}'}}\npaths:\n  /a:\n    get: {{responses: {{'204': {{description: ok}}}}}}{more}";
}
