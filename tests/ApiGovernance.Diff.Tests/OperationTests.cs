using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>Schemas in parameters, and in messages that travel the other way. What is around them is in Structure/.</summary>
public sealed class OperationTests
{
    [Theory]
    [InlineData("query", "{type: integer, maximum: 500}", "{type: integer, maximum: 100}", "request-parameter-max-decreased", "GET /orders?p=101 was accepted and is refused now")]
    [InlineData("query", "{enum: [web, fax]}", "{enum: [web]}", "request-parameter-enum-value-removed", "GET /orders?p=fax was accepted and is refused now")]
    [InlineData("header", "{type: string}", "{type: string, pattern: '^[0-9]+$'}", "request-parameter-pattern-added", "GET /orders with p: a was accepted and is refused now")]
    [InlineData("query", "{type: integer}", "{type: string, maxLength: 1}", "request-parameter-type-changed", "GET /orders?p=10 was accepted and is refused now")]
    public void A_narrower_parameter_shows_a_call_that_is_refused(string place, string before, string after, string id, string witness)
    {
        string members = $"parameters: [{{name: p, in: {place}, schema: SCHEMA}}]";
        DiffResult result = Compare(Operation(members.Replace("SCHEMA", before, StringComparison.Ordinal)), Operation(members.Replace("SCHEMA", after, StringComparison.Ordinal)));
        Finding finding = Only(result, id);
        finding.Severity.ShouldBe(Severity.Error);
        finding.Witness.ShouldBe(witness);
    }

    [Fact]
    public void A_webhook_travels_the_other_way()
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            webhooks:
              orderPlaced:
                post:
                  requestBody: {content: {application/json: {schema: {type: object, required: [id, at], properties: {id: {type: string}, at: {type: string}}}}}}
                  responses: {'200': {description: ok}}
            """;
        ApiContract before = Read(Text);
        // The receiver reads it, so a missing property breaks and a new one does not.
        Ids(Compare(before, Read(Text.Replace("[id, at]", "[id]", StringComparison.Ordinal)))).ShouldBe(["E:response-property-became-optional"]);
        Ids(Compare(before, Read(Text.Replace("{id: {", "{no: {type: string}, id: {", StringComparison.Ordinal)))).ShouldBe(["I:response-optional-property-added"]);
        Ids(Compare(before, Read(Text.Replace("orderPlaced", "orderTaken", StringComparison.Ordinal)))).ShouldBe(["E:webhook-removed", "I:webhook-added"]);
    }
}
