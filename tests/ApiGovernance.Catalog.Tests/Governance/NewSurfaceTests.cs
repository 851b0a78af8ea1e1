using ApiGovernance.Catalog.Governance;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>A legacy contract is held to the rules where it changes, and only there.</summary>
public sealed class NewSurfaceTests
{
    private const string Old = """
        openapi: 3.1.0
        info: {title: Legacy, version: 1.0.0}
        paths:
          /a:
            get: {responses: {'204': {description: ok}}}
          /b:
            get: {responses: {'204': {description: ok}}}
        """;

    [Fact]
    public void What_was_there_before_is_told_and_does_not_count()
    {
        string now = Old.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal) + "\n  /c:\n    get: {responses: {'204': {description: ok}}}\n";

        Verdict verdict = Judge(now, new NewSurfaceRule(["*"], AddedOnly: false));

        verdict.Outcome.ShouldBe(VerdictOutcome.Blocked);
        verdict.Blocking.Select(finding => finding.Pointer).ShouldBe(["/paths/~1c/get"]);
        verdict.Findings.Where(finding => finding.RuleId == "has-id").Select(finding => (finding.Pointer, finding.Baseline)).ShouldBe(
        [
            ("/paths/~1a/get", BaselineState.Unchanged), ("/paths/~1b/get", BaselineState.Unchanged), ("/paths/~1c/get", BaselineState.New),
        ]);
    }

    [Theory]
    [InlineData(false, VerdictOutcome.Blocked)]
    [InlineData(true, VerdictOutcome.Pass)]
    public void A_part_that_changes_is_bound_unless_only_added_ones_are(bool addedOnly, VerdictOutcome expected)
    {
        string now = Old.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace(
            "  /b:\n    get: {", "  /b:\n    get: {summary: Reads b, ", StringComparison.Ordinal);

        Judge(now, new NewSurfaceRule(["*"], addedOnly)).Outcome.ShouldBe(expected);
    }

    [Fact]
    public void Rules_that_the_policy_does_not_name_bind_everything()
    {
        Judge(Old.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal), new NewSurfaceRule(["apigov-*"], AddedOnly: false))
            .Blocking.Select(finding => finding.Pointer).ShouldBe(["/paths/~1a/get", "/paths/~1b/get"]);
    }

    private static Verdict Judge(string now, NewSurfaceRule rule)
    {
        RulesetReadResult ruleset = RulesetReader.Read(DocumentReader.Read("rules.yaml", CatalogWorld.Bytes(
            "rules:\n  has-id: {given: '$.paths.*.get', severity: error, then: {field: operationId, function: truthy}}\n")));
        return GovernanceGate.Judge(new GateInput
        {
            Stage = ApiStage.Active,
            Baseline = ContractReader.FromBytes("openapi.yaml", CatalogWorld.Bytes(Old)).Contract,
            Revision = DocumentBundle.FromBytes("openapi.yaml", CatalogWorld.Bytes(now)),
            Policies = PolicySet.Default with { Rulesets = [ruleset.Ruleset], Gate = GatePolicy.Default with { NewSurface = rule } },
            Today = new DateOnly(2026, 11, 28),
        });
    }
}
