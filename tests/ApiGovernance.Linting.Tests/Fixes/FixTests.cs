using System.Text;
using ApiGovernance.Linting.Fixes;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Tests.Fixes;

/// <summary>What a fix writes, and that all around it stays as its author wrote it.</summary>
public sealed class FixTests
{
    private const string Rules = """
        rules:
          slash: {given: "$.servers[*].url", then: {function: pattern, functionOptions: {notMatch: "./$"}}, extensions: {x-apigov-fix: {replace: /, with: ""}}}
          required: {given: "$..parameters[?(@.in == 'path')]", then: {field: required, function: truthy}, extensions: {x-apigov-fix: {set: true}}}
          licence: {given: $, then: {field: info.license.name, function: truthy}, extensions: {x-apigov-fix: {set: MIT}}}
          secret: {given: "$..x-secret", then: {function: undefined}, extensions: {x-apigov-fix: {remove: true}}}
          sorted: {given: $.tags, then: {function: alphabetical, functionOptions: {keyedBy: name}}, extensions: {x-apigov-fix: {sort: name}}}
          id: {given: "$.paths[*][get,put]", then: {field: operationId, function: truthy}, extensions: {x-apigov-fix: {apply: operation-id}}}
        """;

    [Fact]
    public void Fixes_change_what_is_wrong_and_nothing_else_in_yaml()
    {
        FixOutcome outcome = Fix("""
            # The order API.
            openapi: "3.1.0"   # not 3.2 yet
            info:
              title: Orders
              version: '1'
            servers:
            - url: 'https://api.example.com/v1/' # production
            tags:
              - name: orders   
                description: Orders.
              - {name: "billing"}
            paths:
              /orders/{order-id}:
                parameters:
                  - in: path   # the id
                    name: order-id

                get:
                  summary: One order.
                  x-secret: 5 # must go
                  responses: {}
            """, out string after);
        after.ShouldBe("""
            # The order API.
            openapi: "3.1.0"   # not 3.2 yet
            info:
              title: Orders
              version: '1'
              license: {name: MIT}
            servers:
            - url: 'https://api.example.com/v1' # production
            tags:
              - {name: "billing"}
              - name: orders   
                description: Orders.
            paths:
              /orders/{order-id}:
                parameters:
                  - in: path   # the id
                    name: order-id
                    required: true

                get:
                  summary: One order.
                  responses: {}
                  operationId: getOrdersByOrderId
            """);
        outcome.Remaining.Findings.ShouldBeEmpty();
        outcome.Applied.Select(fix => fix.Finding.RuleId).Order(StringComparer.Ordinal).ShouldBe(["id", "licence", "required", "secret", "slash", "sorted"]);
    }

    [Fact]
    public void Fixes_change_what_is_wrong_and_nothing_else_in_json()
    {
        Fix("""
            {
              "openapi": "3.0.3",
              "info": {"title": "T", "license": {}},
              "servers": [ { "url": "https://a/" } ],
              "tags": [{"name": "z"}, {"name": "a", "x-secret": 1}],
              "paths": {
                "/a/{b}": {
                  "get": {
                    "parameters": [{"name": "b", "in": "path", "required": false}]
                  }
                }
              }
            }
            """, out string after);
        after.ShouldBe("""
            {
              "openapi": "3.0.3",
              "info": {"title": "T", "license": {"name": "MIT"}},
              "servers": [ { "url": "https://a" } ],
              "tags": [{"name": "a"}, {"name": "z"}],
              "paths": {
                "/a/{b}": {
                  "get": {
                    "parameters": [{"name": "b", "in": "path", "required": true}],
                    "operationId": "getAByB"
                  }
                }
              }
            }
            """);
    }

    [Fact]
    public void What_cannot_be_fixed_without_tearing_a_comment_from_its_item_stays()
    {
        const string Text = """
            openapi: "3.1.0"
            info: {license: {name: x}}
            tags:
              - name: orders
              # All about money.
              - name: billing
            """;
        FixOutcome outcome = Fix(Text, out string after);
        after.ShouldBe(Text);
        outcome.Remaining.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("sorted");
        outcome.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void A_fix_that_does_not_mend_is_taken_back()
    {
        const string Text = "openapi: 3.1.0\ninfo: {title: a}\n";
        FixOutcome outcome = Fix(Text, out string after, """
            rules:
              bad: {given: $.info, then: {field: title, function: pattern, functionOptions: {match: "^b"}}, extensions: {x-apigov-fix: {set: c}}}
            """);
        after.ShouldBe(Text);
        outcome.Texts.ShouldBeEmpty();
        outcome.Remaining.Findings.ShouldHaveSingleItem();
    }

    [Fact]
    public void Tags_that_operations_use_are_declared_once_each()
    {
        Fix("""
            openapi: 3.1.0
            paths:
              /a: {get: {tags: [x, y]}, put: {tags: [y, z]}}
            tags:
              - name: x
            """, out string after, """
            rules:
              declared: {given: "$.paths[*][*].tags[*]", then: {function: enumeration, functionOptions: {values: [x]}}, extensions: {x-apigov-fix: {apply: declare-tag}}}
            """);
        // This probe goes on finding them, so nothing is written: a fix must make the findings fewer.
        after.ShouldContain("- name: x");
        after.ShouldNotContain("\"y\"");
    }

    [Theory]
    [InlineData("{paint: red}")]
    [InlineData("{replace: a}")]
    [InlineData("{apply: everything}")]
    [InlineData("{remove: false}")]
    public void A_fix_that_is_none_is_an_error_of_its_rule(string fix)
    {
        RulesetReadResult read = Lint.Read($"rules: {{x: {{given: $, then: {{function: truthy}}, extensions: {{x-apigov-fix: {fix}}}}}}}");
        read.Findings.ShouldHaveSingleItem().Message.ShouldContain("x-apigov-fix");
        read.Ruleset.RuleIds.ShouldBeEmpty();
    }

    private static FixOutcome Fix(string text, out string after, string rules = Rules)
    {
        string full = Path.GetFullPath("doc.yaml");
        byte[] original = Encoding.UTF8.GetBytes(text);
        FixOutcome outcome = LintFixer.Fix(changed => DocumentBundle.FromBytes("doc.yaml", changed.GetValueOrDefault(full, original)), [Lint.Rules(rules)]);
        after = Encoding.UTF8.GetString(outcome.Texts.Count > 0 ? outcome.Texts[0].After : original);
        return outcome;
    }
}
