using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
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
    public void The_declared_version_rises_far_enough(string before, string after, bool adds, bool expected)
    {
        Verdict verdict = GovernanceGate.Judge(new GateInput
        {
            Stage = ApiStage.Active,
            Baseline = ContractReader.FromBytes("openapi.yaml", CatalogWorld.Bytes(Text(before, ""))).Contract,
            Revision = DocumentBundle.FromBytes("openapi.yaml", CatalogWorld.Bytes(Text(after, adds ? "\n  /b:\n    get: {responses: {'204': {description: ok}}}\n" : ""))),
            Policies = PolicySet.Default,
            Today = new DateOnly(2026, 11, 28),
        });

        verdict.Findings.Any(finding => finding.RuleId == "version-bump-too-small").ShouldBe(!expected, verdict.Summary);
    }

    private static string Text(string version, string more) =>
        $"openapi: 3.1.0\ninfo: {{title: T, version: '{version}'}}\npaths:\n  /a:\n    get: {{responses: {{'204': {{description: ok}}}}}}{more}";
}
