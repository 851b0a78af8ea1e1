using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>Parameters, bodies, responses, headers, security, deprecation: everything around the schemas.</summary>
public sealed class OperationTests
{
    [Theory]
    [InlineData("parameters: []", "parameters: [{name: q, in: query, required: true, schema: {type: string}}]", "E:new-required-request-parameter")]
    [InlineData("parameters: []", "parameters: [{name: q, in: query, schema: {type: string}}]", "I:new-optional-request-parameter")]
    [InlineData("parameters: [{name: q, in: query}]", "parameters: []", "W:request-parameter-removed")]
    [InlineData("parameters: [{name: q, in: query}]", "parameters: [{name: q, in: query, required: true}]", "E:request-parameter-became-required")]
    [InlineData("parameters: [{name: q, in: query, required: true}]", "parameters: [{name: q, in: query}]", "I:request-parameter-became-optional")]
    [InlineData("parameters: [{name: q, in: query}]", "parameters: [{name: q, in: query, deprecated: true}]", "I:request-parameter-deprecated")]
    [InlineData("parameters: [{name: q, in: query, allowEmptyValue: true}]", "parameters: [{name: q, in: query}]", "E:request-parameter-empty-value-refused")]
    [InlineData("parameters: [{name: q, in: query, schema: {type: array, items: {type: string}}}]", "parameters: [{name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}]", "E:request-parameter-serialization-changed")]
    [InlineData("parameters: [{name: q, in: query, schema: {type: string}}]", "parameters: [{name: q, in: query, explode: false, schema: {type: string}}]", null)]
    [InlineData("parameters: [{name: X-Q, in: header, schema: {type: string}}]", "parameters: [{name: x-q, in: header, schema: {type: string}}]", null)]
    [InlineData("parameters: [{name: q, in: query}]", "parameters: [{name: q, in: query, schema: {type: integer}}]", "E:request-parameter-type-specialized")]
    [InlineData("requestBody: {content: {a/b: {}}}", "requestBody: {required: true, content: {a/b: {}}}", "E:request-body-became-required")]
    [InlineData("tags: [x]", "requestBody: {required: true, content: {a/b: {}}}\ntags: [x]", "E:request-body-added-required")]
    [InlineData("requestBody: {content: {a/b: {}, c/d: {}}}", "requestBody: {content: {a/b: {}}}", "E:request-body-media-type-removed")]
    [InlineData("requestBody: {content: {a/b: {}}}", "requestBody: {content: {a/b: {}, c/d: {}}}", "I:request-body-media-type-added")]
    [InlineData("tags: [x]", "tags: [x]\ndeprecated: true", "I:endpoint-deprecated")]
    [InlineData("tags: [x]", "tags: [x]\ndeprecated: true\nx-sunset: '2027-06-30'", "I:endpoint-deprecated-with-sunset")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: '2027-03-31'", "E:api-sunset-date-changed-too-small")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: '2027-12-31'", null)]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true", "E:sunset-deleted")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: soon", "E:api-deprecated-sunset-parse")]
    [InlineData("operationId: a", "operationId: b", "W:api-operation-id-removed")]
    [InlineData("tags: [x]", "tags: []", "I:api-tag-removed")]
    [InlineData("summary: a", "summary: b", null)]
    public void A_change_around_the_schemas_has_its_id(string before, string after, string? id) =>
        Ids(Compare(Operation(before), Operation(after))).ShouldBe(id is null ? [] : [id]);

    [Theory]
    [InlineData("{'200': {description: a}, '404': {description: b}}", "{'200': {description: a}}", "I:response-non-success-status-removed")]
    [InlineData("{'200': {description: a}, '202': {description: b}}", "{'200': {description: a}}", "E:response-success-status-removed")]
    [InlineData("{'200': {description: a}}", "{'200': {description: a}, '202': {description: b}}", "W:response-success-status-added")]
    [InlineData("{'404': {description: a}}", "{4XX: {description: a}}", "I:response-non-success-status-added")]
    [InlineData("{4XX: {description: a}}", "{4XX: {description: a}, '404': {description: a}}", null)]
    [InlineData("{'200': {description: a, content: {a/b: {}, c/d: {}}}}", "{'200': {description: a, content: {a/b: {}}}}", "E:response-media-type-removed")]
    [InlineData("{'200': {description: a, content: {application/json: {}}}}", "{'200': {description: a, content: {application/json; charset=utf-8: {}}}}", "I:response-media-type-added")]
    [InlineData("{'200': {description: a, headers: {ETag: {required: true}}}}", "{'200': {description: a}}", "E:required-response-header-removed")]
    [InlineData("{'200': {description: a, headers: {ETag: {required: true}}}}", "{'200': {description: a, headers: {etag: {}}}}", "E:response-header-became-optional")]
    [InlineData("{'200': {description: a, headers: {N: {schema: {type: integer}}}}}", "{'200': {description: a, headers: {N: {schema: {type: string}}}}}", "E:response-header-type-changed")]
    [InlineData("{'200': {description: a}}", "{'200': {description: a, headers: {N: {schema: {type: string}}}}}", "I:response-header-added")]
    [InlineData("{'200': {description: a, content: {application/json: {schema: {type: object}}}}}", "{'200': {description: a, content: {application/json: {}}}}", "E:response-body-type-generalized")]
    public void A_change_of_an_answer_has_its_id(string before, string after, string? id)
    {
        const string Path = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /orders:\n    get:\n      responses: ";
        Ids(Compare(Read(Path + before + "\n"), Read(Path + after + "\n"))).ShouldBe(id is null ? [] : [id]);
    }

    private const string Schemes = """
        components:
          securitySchemes:
            oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://x/token', scopes: {read: r, write: w}}}}
            key: {type: apiKey, in: header, name: X-Key}
            clef: {type: apiKey, in: header, name: x-key}
            query: {type: apiKey, in: query, name: key}
        """;

    [Theory]
    [InlineData("[]", "[{oauth: [read]}]", "E:api-security-added")]
    [InlineData("[{oauth: [read]}]", "[]", "I:api-security-removed")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read, write]}]", "E:api-security-narrowed")]
    [InlineData("[{oauth: [read, write]}]", "[{oauth: [read]}]", "I:api-security-changed")]
    [InlineData("[{oauth: [read]}]", "[{oauth: [read]}, {key: []}]", "I:api-security-changed")]
    [InlineData("[{oauth: [read]}, {key: []}]", "[{oauth: [read]}]", "E:api-security-narrowed")]
    [InlineData("[{key: []}]", "[{query: []}]", "E:api-security-narrowed")]
    [InlineData("[{key: []}]", "[{clef: []}]", null)]
    public void What_let_a_caller_in_must_still_be_enough(string before, string after, string? id)
    {
        DiffResult result = Compare(Operation($"security: {before}", Schemes), Operation($"security: {after}", Schemes));
        Ids(result).ShouldBe(id is null ? [] : [id]);
        if (id?[0] == 'E')
            result.Findings[0].Witness.ShouldNotBeNull().ShouldStartWith("GET /orders with");
    }

    [Theory]
    [InlineData("query", "{type: integer, maximum: 500}", "{type: integer, maximum: 100}", "request-parameter-max-decreased", "GET /orders?p=500 was accepted and is refused now")]
    [InlineData("query", "{enum: [web, fax]}", "{enum: [web]}", "request-parameter-enum-value-removed", "GET /orders?p=fax was accepted and is refused now")]
    [InlineData("header", "{type: string}", "{type: string, pattern: '^[0-9]+$'}", "request-parameter-pattern-added", "GET /orders with the header p: a was accepted and is refused now")]
    // On the wire 5 is text as well as a number: nobody can tell the difference.
    [InlineData("query", "{type: integer}", "{type: string}", "request-parameter-type-changed", null)]
    public void A_narrower_parameter_shows_a_call_that_is_refused(string place, string before, string after, string id, string? witness)
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

    [Fact]
    public void Callbacks_that_differ_are_undecided()
    {
        const string Callback = "callbacks: {done: {'{$request.query.url}': {post: {description: D, responses: {'STATUS': {description: ok}}}}}}";
        ApiContract before = Operation(Callback.Replace("STATUS", "200", StringComparison.Ordinal));
        Compare(before, Operation(Callback.Replace("STATUS", "200", StringComparison.Ordinal).Replace("description: D", "description: E", StringComparison.Ordinal))).Verdict.ShouldBe(DiffVerdict.Compatible);
        Compare(before, Operation(Callback.Replace("STATUS", "204", StringComparison.Ordinal))).Verdict.ShouldBe(DiffVerdict.Undecided);
    }
}
