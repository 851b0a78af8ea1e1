using System.Text;
using ApiGovernance.Linting;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests;

public sealed class LinterTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /Orders:
            get:
              operationId: List_orders
              parameters:
                - {name: apiToken, in: query, schema: {type: string}}
                - $ref: '#/components/parameters/Limit'
              responses:
                "200": {description: ok}
        components:
          parameters:
            Limit: {name: limit, in: query, example: null, schema: {type: integer}}
        """;

    [Fact]
    public void The_own_ruleset_finds_what_is_wrong_at_its_place()
    {
        Ruleset governance = Lint.Rules(File.ReadAllText(RepositoryPaths.At("policies/lint/governance.yaml")));
        IReadOnlyList<Finding> findings = Lint.Run(governance, Contract);

        findings.ShouldContain(finding => finding.RuleId == "apigov-info-version" && finding.Source!.Line == 2 && finding.Source.Column == 27);
        findings.ShouldContain(finding => finding.RuleId == "apigov-path-kebab-case" && finding.Source!.Line == 4 && finding.Source.Column == 3);
        // What is missing is reported at its closest parent.
        findings.ShouldContain(finding => finding.RuleId == "apigov-owner-contact" && finding.Source!.Line == 2);
        findings.ShouldContain(finding => finding.Source!.Line == 8 && finding.Message.Contains("apiToken", StringComparison.Ordinal));
        findings.Where(finding => finding.Operation is not null).ShouldAllBe(finding => finding.Operation == "GET /Orders");
        Lint.Run(governance, Contract).Select(finding => finding.Fingerprint).ShouldBe(findings.Select(finding => finding.Fingerprint));
    }

    [Theory]
    [InlineData("$.paths[*].get.operationId", "List_orders")]
    [InlineData("$.paths.*~", "/Orders")]
    [InlineData("$.paths[/Orders][get,put]~", "get")]
    [InlineData("$..parameters[?(@.in == 'query')].name", "apiToken,limit")]
    [InlineData("$..parameters[?(@.example.value)].name", "")]
    [InlineData("$..[?(@property === 'operationId')]", "List_orders")]
    [InlineData("$..parameters[?(@.name.match(/^api/i) && @.in != 'header')].name", "apiToken")]
    [InlineData("$..parameters[?(/mit$/.test(@.name))].name", "limit")]
    [InlineData("$..parameters[?(@.name in ['limit', 'cursor'])].name", "limit")]
    [InlineData("$.paths[*].get.responses[?(@property >= 200 && @property < 300)]~", "200")]
    [InlineData("$.paths[*].get.parameters[-1].name", "limit")]
    [InlineData("$..operationId^~", "get")]
    [InlineData("$.info[?(@.length == 1)]", "T,1")]
    public void Paths_of_the_dialect_reach(string given, string expected)
    {
        Ruleset ruleset = Lint.Rules($$$"""
            rules:
              probe:
                given: {{{System.Text.Json.JsonSerializer.Serialize(given)}}}
                message: "{{value}}"
                then: {function: enumeration, functionOptions: {values: [nothing-is-this]} }
            """);
        string.Join(",", Lint.Run(ruleset, Contract).Select(finding => finding.Message).Distinct()).ShouldBe(expected);
    }

    [Fact]
    public void A_rule_that_cannot_be_read_is_named_with_its_place_and_the_others_run()
    {
        RulesetReadResult read = RulesetReader.Read(DocumentReader.Read("rules.yaml", Encoding.UTF8.GetBytes("""
            rules:
              bad-path:
                given: "$.paths[?(@.x =)]"
                then: {function: truthy}
              bad-function:
                given: $.info
                then: {function: checkSecurity}
              bad-regex:
                given: $.info.title
                then: {function: pattern, functionOptions: {match: "("}}
              good:
                given: $.info
                severity: info
                then: {field: license, function: truthy}
            """)));

        read.Ruleset.RuleIds.ShouldBe(["good"]);
        read.Findings.Select(finding => (finding.Source!.Line, finding.Severity)).ShouldBe([(3, Severity.Error), (7, Severity.Error), (10, Severity.Error)]);
        read.Findings[1].Message.ShouldContain("checkSecurity");
        Lint.Run(read.Ruleset, Contract).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Info);
    }

    [Fact]
    public void An_expression_that_explodes_elsewhere_is_answered()
    {
        Ruleset ruleset = Lint.Rules("rules: {x: {given: $.info.title, then: {function: pattern, functionOptions: {match: '^(a+)+b$'}}}}");
        Lint.Run(ruleset, $"openapi: 3.1.0\ninfo: {{title: {new string('a', 5_000)}}}\n").ShouldHaveSingleItem().RuleId.ShouldBe("x");
    }

    /// <summary>A backreference forbids an automaton: such an expression is bounded in time, and its rule is given up.</summary>
    [Theory]
    [InlineData("given: $.info.title, then: {function: pattern, functionOptions: {match: '^(([a-z])+.)+\\2[A-Z]([a-z])+$'}}")]
    [InlineData("given: '$.info[?(@.match(/^(([a-z])+.)+\\2[A-Z]([a-z])+$/))]', then: {function: falsy}")]
    [InlineData("given: '$.info[?(@.match(/^(([a-z])+.)+\\2[A-Z]([a-z])+$/))]^', then: {function: falsy}")]
    public void An_exploding_expression_disables_its_rule_and_says_so(string rule)
    {
        Ruleset ruleset = Lint.Rules("""
            rules:
              explodes: {RULE}
              runs: {given: $.info.title, then: {function: falsy}}
              runs-too: {given: "$.info[?(@.length > 3)]", then: {function: falsy}}
            """.Replace("RULE", rule, StringComparison.Ordinal));
        IReadOnlyList<Finding> findings = Lint.Run(ruleset, $"openapi: 3.1.0\ninfo: {{title: {new string('a', 60)}d}}\n");
        findings.Select(finding => finding.RuleId).Order(StringComparer.Ordinal).ShouldBe(["ruleset-rule-not-run", "runs", "runs-too"]);
        Finding given = findings.First(finding => finding.RuleId == "ruleset-rule-not-run");
        given.Source!.File.ShouldBe("rules.yaml");
        given.Source.Line.ShouldBe(2);
        given.Message.ShouldContain("`explodes` was given up");
        given.Message.ShouldContain("explodes on this document");
    }
}
