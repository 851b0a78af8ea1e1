using System.Text.RegularExpressions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Owasp;

/// <summary>What other rulesets for the same risks are known to get wrong, in all versions of OpenAPI.</summary>
public sealed class OwaspRuleTests
{
    private static readonly Lazy<Ruleset> All = new(() => Lint.Rules("extends: [[apigov:owasp, all]]"));

    /// <summary>A parameter named <paramref name="name"/> in the query.</summary>
    [Theory]
    [InlineData("no-credentials-in-url", "pageToken", false)]
    [InlineData("no-credentials-in-url", "continuation_token", false)]
    [InlineData("no-credentials-in-url", "tokenCount", false)]
    [InlineData("no-credentials-in-url", "token", true)]
    [InlineData("no-credentials-in-url", "refresh-token", true)]
    [InlineData("no-credentials-in-url", "clientSecret", true)]
    [InlineData("no-credentials-in-url", "X-API-Key", true)]
    public void A_name_is_a_credential_or_not(string rule, string name, bool breaks)
    {
        Broken("owasp-api2-2023-" + rule, $"{{openapi: 3.0.3, paths: {{/a: {{get: {{parameters: [{{name: {name}, in: query, schema: {{type: string}}}}]}}}}}}}}").ShouldBe(breaks);
        Broken("owasp-api2-2023-" + rule, $"{{swagger: '2.0', paths: {{/a: {{parameters: [{{name: {name}, in: query, type: string}}]}}}}}}").ShouldBe(breaks);
        Broken("owasp-api2-2023-" + rule, $"{{swagger: '2.0', paths: {{/a: {{parameters: [{{name: {name}, in: header, type: string}}]}}}}}}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("id", "type: integer", true)]
    [InlineData("order_id", "type: string, pattern: '^[0-9]+$'", true)]
    [InlineData("orderId", "type: string, pattern: '^\\d{1,9}$'", true)]
    [InlineData("orderId", "type: string, pattern: '^[0-9a-f]{32}$'", false)]
    [InlineData("orderId", "type: [string, 'null']", false)]
    [InlineData("orderId", "type: ['null', number]", true)]
    [InlineData("valid", "type: integer", false)]
    [InlineData("paid", "type: integer", false)]
    [InlineData("statusId", "type: integer, enum: [1, 2]", false)]
    public void An_id_can_be_counted_up_or_not(string name, string schema, bool breaks)
    {
        const string Rule = "owasp-api1-2023-no-enumerable-ids";
        Broken(Rule, $"{{openapi: 3.1.0, paths: {{/a: {{get: {{parameters: [{{name: {name}, in: path, schema: {{{schema}}}}}]}}}}}}}}").ShouldBe(breaks);
        Broken(Rule, $"{{swagger: '2.0', paths: {{/a: {{get: {{parameters: [{{name: {name}, in: path, {schema}}}]}}}}}}}}").ShouldBe(breaks);
    }

    /// <summary>A schema that a client sends, that stands in a response, and that only looks like one in an example.</summary>
    [Theory]
    [InlineData("array-limit", "type: array, items: {}")]
    [InlineData("string-limit", "type: string")]
    [InlineData("string-format", "type: string")]
    [InlineData("integer-limit", "type: integer")]
    [InlineData("integer-format", "type: integer")]
    public void Limits_are_asked_of_what_clients_send(string rule, string schema)
    {
        string id = "owasp-api4-2023-" + rule;
        static string Document(string version, string request, string response) => $"""
            openapi: {version}
            paths:
              /a:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema: {request}
                  responses:
                    "200":
                      content:
                        application/json:
                          schema: {response}
            """;
        foreach (string version in (string[])["3.0.3", "3.1.0", "3.2.0"])
        {
            Broken(id, Document(version, $"{{{schema}}}", "{}")).ShouldBeTrue();
            Broken(id, Document(version, $"{{properties: {{a: {{properties: {{b: {{{schema}}}}}}}}}}}", "{}")).ShouldBeTrue();
            Broken(id, Document(version, $"{{properties: {{a: {{allOf: [{{{schema}}}]}}}}}}", "{}")).ShouldBeTrue();
            Broken(id, Document(version, $"{{type: object, properties: {{type: {{const: x}}}}, example: {{{schema}}}}}", $"{{properties: {{a: {{{schema}}}}}}}")).ShouldBeFalse();
        }

        string nullable = Regex.Replace(schema, "type: ([a-z]+)", "type: ['null', $1]");
        Broken(id, Document("3.1.0", $"{{{nullable}}}", "{}")).ShouldBeTrue();
        Broken(id, $"{{swagger: '2.0', paths: {{/a: {{post: {{parameters: [{{name: b, in: body, schema: {{properties: {{a: {{{schema}}}}}}}}}]}}}}}}}}").ShouldBeTrue();
        Broken(id, $"{{swagger: '2.0', paths: {{/a: {{get: {{parameters: [{{name: b, in: query, {schema}}}]}}}}}}}}").ShouldBeTrue();
    }

    [Theory]
    [InlineData("/sign-in", false)]
    [InlineData("/v1/oauth/token", false)]
    [InlineData("/users/forgot-password", false)]
    [InlineData("/authors", true)]
    [InlineData("/orders", true)]
    public void Signing_in_needs_no_security(string path, bool breaks) =>
        Broken("owasp-api2-2023-write-secured", $"{{openapi: 3.1.0, paths: {{{path}: {{post: {{}}}}}}}}").ShouldBe(breaks);

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("http://localhost:80/x", false)]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://localhost.example.org", true)]
    [InlineData("HTTP://example.org", true)]
    [InlineData("ws://example.org", true)]
    [InlineData("/v1", false)]
    [InlineData("//example.org", false)]
    public void A_server_is_encrypted_or_this_machine(string url, bool breaks) =>
        Broken("owasp-api8-2023-tls-only", $"{{openapi: 3.0.0, paths: {{/a: {{servers: [{{url: '{url}'}}]}}}}}}").ShouldBe(breaks);

    [Theory]
    [InlineData("get: {parameters: [{name: a, in: query}], responses: {}}", true)]
    [InlineData("parameters: [{name: a, in: path}], get: {responses: {}}", true)]
    [InlineData("post: {requestBody: {}, responses: {}}", true)]
    [InlineData("parameters: [], get: {parameters: [], responses: {}}", false)]
    [InlineData("parameters: [{name: a, in: path}], get: {responses: {default: {}}}", false)]
    public void What_has_input_has_errors_for_it(string item, bool breaks) =>
        Broken("owasp-api8-2023-validation-errors", $"{{openapi: 3.1.0, paths: {{/a: {{{item}}}}}}}").ShouldBe(breaks);

    [Fact]
    public void Security_of_administrators_is_compared_with_what_operations_inherit()
    {
        const string Rule = "owasp-api5-2023-admin-security-distinct";
        Finding inherited = Lint.Run(All.Value, """
            openapi: 3.1.0
            security: [{a: [x, y], b: []}]
            paths:
              /orders: {get: {}}
              /administrators: {get: {security: [{c: []}]}}
              /admin: {get: {}, post: {security: [{c: []}, {b: [], a: [y, x]}]}}
            """).First(finding => finding.RuleId == Rule);
        inherited.Pointer.ShouldBe("/paths/~1admin/get");
        Broken(Rule, "{openapi: 3.1.0, security: [{a: []}], paths: {/admin: {get: {}}}}").ShouldBeFalse();
    }

    [Fact]
    public void A_wrong_expression_of_the_function_is_an_error_of_the_rule()
    {
        Lint.Read("rules: {x: {given: $, then: {function: distinctSecurity, functionOptions: {paths: '('}}}}").Findings.ShouldHaveSingleItem().Message.ShouldContain("paths");
        Lint.Read("rules: {x: {given: $, then: {function: distinctSecurity}}}").Findings.ShouldHaveSingleItem().Message.ShouldContain("paths");
    }

    private static bool Broken(string rule, string document) => Lint.Run(All.Value, document).Any(finding => finding.RuleId == rule);
}
