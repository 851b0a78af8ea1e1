using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>A contract cannot take away an operation under the policy that protects it.</summary>
public sealed class OperationPolicyTests
{
    [Theory]
    [InlineData("GET /a", "v1", true)]
    [InlineData("POST /a", "v1", false)]
    [InlineData("POST /a", "v2", true)]
    public void A_policy_whose_operation_the_contract_lacks_blocks_it(string operation, string version, bool passes)
    {
        Verdict verdict = Judge(new OperationRule(operation, [version], OperationPolicy.None));

        Finding[] found = [.. verdict.Findings.Where(finding => finding.RuleId == "policy-operation-missing")];
        found.Length.ShouldBe(passes ? 0 : 1, verdict.Summary);
        if (passes)
            return;
        found[0].Message.ShouldBe("The API's record has a policy for `POST /a` in v1, and the contract has no such operation.");
        verdict.Blocking.Select(finding => finding.RuleId).ShouldContain("policy-operation-missing");
        verdict.Outcome.ShouldBe(VerdictOutcome.Blocked);
    }

    [Fact]
    public void A_policy_without_versions_is_for_those_that_have_the_operation() =>
        Judge(new OperationRule("POST /a", [], OperationPolicy.None)).Findings.ShouldNotContain(finding => finding.RuleId == "policy-operation-missing");

    private static Verdict Judge(OperationRule rule) => GovernanceGate.Judge(new GateInput
    {
        Api = "orders",
        Version = "v1",
        Stage = ApiStage.Active,
        Descriptor = new ApiDescriptor
        {
            Metadata = new DescriptorMetadata("orders"),
            Spec = new ApiSpec
            {
                Owner = "commerce",
                Domain = "sales",
                Entity = "order",
                Visibility = Visibility.Internal,
                DataClassification = DataClassification.Internal,
                Backend = "erp",
                BasePath = "/sales/orders",
                Operations = [rule],
                Versions = [],
            },
        },
        Revision = DocumentBundle.FromBytes("openapi.yaml", CatalogWorld.Bytes(
            "openapi: 3.1.0\ninfo: {title: T, version: '1.0.0'}\npaths:\n  /a:\n    get: {responses: {'204': {description: ok}}}\n")),
        Policies = PolicySet.Default,
        Today = new DateOnly(2026, 11, 28),
    });
}
