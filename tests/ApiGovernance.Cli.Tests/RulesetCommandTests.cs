using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests;

public sealed class RulesetCommandTests : IDisposable
{
    private const string Cases = """
        ruleset: house.yaml
        cases:
          - name: Ids are camel case
            document: |
              openapi: 3.1.0
              info: {title: T, version: '1', contact: {name: A}}
              paths:
                /orders:
                  get: {operationId: list-orders, responses: {}}
                  post: {operationId: createOrder, responses: {}}
            expect:
              - {rule: operation-id-kebab, at: /paths/~1orders/get/operationId, line: 5, severity: error, message: list-orders}
            absent: [contact]
          - name: A contact is asked for
            document: {openapi: 3.1.0, info: {title: T, version: '1'}, paths: {}}
            expect: [contact]
          - name: A file
            document: ../../orders.yaml
            absent: [operation-id-kebab]
        """;

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("policies/lint/house.test.yaml")]
    [InlineData("policies/lint/house.yaml")]
    [InlineData("policies")]
    public async Task Cases_that_hold_pass(string argument)
    {
        _world.Write("policies/lint/house.test.yaml", Cases);
        Ran ran = await _world.RunAsync("ruleset", "test", argument);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("  ok   Ids are camel case\n");
        ran.Output.ShouldContain("3 cases: 3 passed, 0 failed\n");
        ran.Output.ShouldNotContain("without a case");
        // They are no rulesets themselves.
        (await _world.RunAsync("lint", "orders.yaml")).ExitCode.ShouldBe(0);
        (await _world.RunAsync("check", "orders.yaml")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_differs_is_told_and_what_is_not_tested_too()
    {
        _world.Write("policies/lint/house.test.yaml", """
            ruleset: house.yaml
            cases:
              - name: Wrong place
                document: &doc |
                  openapi: 3.1.0
                  info: {title: T, version: '1'}
                  paths: {/a: {get: {operationId: a-b, responses: {}}}}
                expect: [{rule: operation-id-kebab, at: /paths/~1a/put/operationId}]
              - name: Misspelt
                document: *doc
                absent: [operation-id]
              - name: Everything
                document: *doc
                expect: [operation-id-kebab]
                absent: ['*']
            """);
        Ran ran = await _world.RunAsync("ruleset", "test", "policies/lint/house.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        Golden.Match(ran.Output, "ruleset-test");
    }

    [Fact]
    public async Task Results_for_ci_servers_are_xml()
    {
        _world.Write("policies/lint/house.test.yaml", Cases.Replace("line: 5", "line: 6", StringComparison.Ordinal));
        Ran ran = await _world.RunAsync("ruleset", "test", "policies/lint", "-f", "junit");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        XElement suite = XElement.Parse(ran.Output).Elements("testsuite").Single();
        ((int?)suite.Attribute("tests"), (int?)suite.Attribute("failures")).ShouldBe((3, 1));
        suite.Descendants("failure").Single().Value.ShouldContain("line 6");
    }

    [Theory]
    [InlineData("ruleset: house.yaml\ncases: [{name: Nothing, document: '{\"a\": 1}'}]", "checks nothing")]
    [InlineData("cases: [{name: a, document: 'a: 1', expect: [x]}]", "`ruleset` is missing")]
    [InlineData("ruleset: house.yaml\ncases: [{name: a, document: 'a: 1', expects: [x]}]", "expects")]
    [InlineData("ruleset: no-such.yaml\ncases: [{name: a, document: 'a: 1', expect: [x]}]", "no-such.yaml")]
    public async Task Cases_that_would_check_nothing_do_not_pass(string text, string named)
    {
        _world.Write("policies/lint/house.test.yaml", text);
        Ran ran = await _world.RunAsync("ruleset", "test", "policies/lint/house.test.yaml");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Errors.ShouldContain(named);
    }

    [Fact]
    public async Task A_rule_that_cannot_run_has_no_results_and_does_not_pass()
    {
        _world.Write("mine.yaml", "rules: {odd: {given: $, then: {function: no-such-function}}, contact: {given: $.info, then: {field: contact, function: truthy}}}");
        _world.Write("mine.test.yaml", "ruleset: mine.yaml\ncases: [{name: a, document: 'info: {}', expect: [contact]}]");
        Ran ran = await _world.RunAsync("ruleset", "test", "mine.yaml");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Output.ShouldContain("no-such-function");
    }

    [Fact]
    public async Task The_rules_of_a_ruleset_are_shown_with_where_they_come_from()
    {
        _world.Write("base.yaml", "rules: {a: {given: $, severity: hint, description: A., recommended: false, then: {function: truthy}}, b: {given: $, then: {function: truthy}}}");
        _world.Write("mine.yaml", "extends: [./base.yaml]\nrules: {b: error, c: {given: $, formats: [oas3], then: {function: truthy}}}");

        Ran text = await _world.RunAsync("ruleset", "show", "mine.yaml");
        text.ExitCode.ShouldBe(0, text.ToString());
        Golden.Match(text.Output, "ruleset-show");

        using JsonDocument json = JsonDocument.Parse((await _world.RunAsync("ruleset", "show", "mine.yaml", "-f", "json")).Output);
        json.RootElement.EnumerateArray().Select(r => $"{r.GetProperty("rule")} {r.GetProperty("enabled")} {r.GetProperty("severity")} {r.GetProperty("definedIn")}")
            .ShouldBe(["a False hint base.yaml", "b True error base.yaml", "c True warning mine.yaml"]);
    }
}
