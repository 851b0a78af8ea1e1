using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.Governance;

/// <summary>The rules that come with the product (`apigov:governance`): each does what its example says, and the own contracts keep them.</summary>
public sealed class GovernanceRulesetTests
{
    private const string Path = "policies/lint/governance.yaml";

    private static readonly Ruleset Governance = Lint.Rules(File.ReadAllText(RepositoryPaths.At(Path)));

    // Version 0 of the order intake is retired and kept as it was: what it never had is not written into it afterwards.
    private static readonly string[] KnownOfTheRetired =
        ["apigov-created-location", "apigov-idempotency-key", "apigov-rate-limit-response", "apigov-server-error"];

    public static TheoryData<string> RuleIds => new(Governance.RuleIds);

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void A_rule_finds_its_bad_example_there_and_not_the_good_one(string id)
    {
        RuleExample example = RuleExample.All[id];
        Found(example, example.Bad).ShouldBe(example.At);
        Found(example, example.Good).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_has_an_example_and_every_example_a_rule() =>
        RuleExample.All.Keys.ShouldBe(Governance.RuleIds, ignoreOrder: true);

    [Fact]
    public void Every_rule_says_what_it_asks_for_and_for_which_documents()
    {
        foreach (RuleDescription rule in Governance.Describe().Where(rule => rule.Enabled))
        {
            rule.Description.ShouldNotBeNullOrWhiteSpace(rule.Id);
            rule.Message.ShouldNotBeNullOrWhiteSpace(rule.Id);
            rule.Formats.ShouldNotBeEmpty(rule.Id);
        }
    }

    /// <summary>Spectral has no others, so that with one more it would refuse the whole file.</summary>
    [Fact]
    public void Core_functions_are_enough()
    {
        string[] core =
            ["alphabetical", "casing", "defined", "enumeration", "falsy", "length", "or", "pattern", "schema", "truthy", "undefined", "unreferencedReusableObject", "xor"];
        Governance.Describe().Where(rule => rule.Id.StartsWith("apigov-", StringComparison.Ordinal)).SelectMany(rule => rule.Functions).ShouldBeSubsetOf(core);
    }

    [Fact]
    public void It_is_built_in_under_its_name()
    {
        Ruleset extending = Lint.Rules("extends: apigov:governance\nrules: {apigov-operation-id: off, apigov-path-depth: error}\n");
        extending.RuleIds.ShouldBe(Governance.RuleIds.Where(id => id != "apigov-operation-id"), ignoreOrder: true);
        extending.Describe().Single(rule => rule.Id == "apigov-path-depth").Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void Every_own_contract_passes()
    {
        string[] contracts = Directory.GetFiles(RepositoryPaths.At("catalog/apis"), "openapi.yaml", SearchOption.AllDirectories);
        contracts.Length.ShouldBeGreaterThanOrEqualTo(11);
        foreach (string contract in contracts)
        {
            IEnumerable<Finding> findings = Linter.Lint(DocumentBundle.FromFile(contract), Governance).Where(finding => finding.Severity <= Severity.Warning);
            if (contract.Replace('\\', '/').EndsWith("order-intake/v0/openapi.yaml", StringComparison.Ordinal))
                findings.Select(finding => finding.RuleId).Distinct().ShouldBe(KnownOfTheRetired, ignoreOrder: true);
            else
                findings.Select(finding => $"{finding.Source} {finding.RuleId} {finding.Message}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Messages_and_rules_read_the_same_in_async_api_2()
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("events.yaml", Encoding.UTF8.GetBytes("""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0, description: Facts of orders., contact: {name: Commerce, email: commerce@example.com, url: https://example.com}}
            channels:
              one:
                publish: {message: {oneOf: [{$ref: '#/components/messages/Created'}, {name: order.held.v1, summary: An order was held., correlationId: {location: $message.header#/x}}]}}
              two:
                subscribe: {message: {name: orderCancelled, summary: An order was cancelled., correlationId: {location: $message.header#/x}}}
            components:
              messages:
                Created: {name: order.created.v1, correlationId: {location: $message.header#/x}}
            """));
        Linter.Lint(bundle, Governance).Select(finding => $"{finding.RuleId} {finding.Source!.Line}").ShouldBe(["apigov-event-type 7", "apigov-event-summary 10"]);
    }

    [Fact]
    public void The_page_says_what_the_rules_and_examples_say()
    {
        string file = RepositoryPaths.At("docs/reference/lint-rules.md");
        string generated = LintRuleReference.Write(Governance);
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, generated);
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(generated, "docs/reference/lint-rules.md is stale; `./test.sh --accept` rewrites it.");
    }

    private static IReadOnlyList<string> Found(RuleExample example, string fragment) =>
    [
        .. Linter.Lint(example.Complete(fragment), Governance).Where(finding => finding.RuleId == example.RuleId)
            .Select(finding => finding.Pointer!).Distinct().Order(StringComparer.Ordinal),
    ];
}
