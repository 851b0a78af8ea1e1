using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Tests;

/// <summary>Which fields a change is about: the ground on which observed usage is asked who sends them.</summary>
public sealed class FieldSubjectTests
{
    [Theory]
    [InlineData("parameters: [{name: q, in: query, schema: {type: string}}]", "", "request-parameter-removed", "Request Query q")]
    [InlineData("parameters: [{name: X-Q, in: header, schema: {type: string}}]", "parameters: [{name: X-Q, in: header, required: true, schema: {type: string}}]", "request-parameter-became-required", "Request Header X-Q")]
    [InlineData("parameters: [{name: q, in: cookie, schema: {type: string}}]", "parameters: [{name: q, in: cookie, schema: {type: integer}}]", "request-parameter-type-changed", "Request Cookie q")]
    [InlineData("", "parameters: [{name: q, in: query, required: true, schema: {type: string}}]", "new-required-request-parameter", "Request Query q")]
    [InlineData("responses: {'204': {description: ok, headers: {ETag: {required: true, schema: {type: string}}}}}", "responses: {'204': {description: ok}}", "required-response-header-removed", "Response Header ETag")]
    public void Parameters_and_headers_are_named(string before, string after, string id, string field)
    {
        Finding finding = Contracts.Only(Contracts.Compare(Operation(before), Operation(after)), id);

        Shown(finding).ShouldBe([field]);
    }

    [Theory]
    [InlineData("{type: object, properties: {giftWrap: {type: string}}}", "{type: object, additionalProperties: false}", "request-property-removed", "Request Property giftWrap")]
    [InlineData("{type: object, properties: {lines: {type: array, items: {type: object, properties: {sku: {type: string}}}}}}", "{type: object, properties: {lines: {type: array, items: {type: object, properties: {sku: {type: integer}}}}}}", "request-property-type-changed", "Request Property lines[].sku")]
    [InlineData("{type: object, properties: {tags: {type: array, items: {type: string}}}}", "{type: object, properties: {tags: {type: array, items: {type: integer}}}}", "request-property-type-changed", "Request Property tags")]
    [InlineData("{type: object, properties: {map: {type: object, additionalProperties: {type: object, properties: {a.b: {type: string}}}}}}", "{type: object, properties: {map: {type: object, additionalProperties: {type: object, properties: {a.b: {type: integer}}}}}}", "request-property-type-changed", "Request Property map[].a\\.b")]
    [InlineData("{type: object}", "{type: object, required: [n], properties: {n: {type: string}}}", "new-required-request-property", "Request Property n")]
    [InlineData("{type: object}", "{type: array}", "request-body-type-changed", "Request Property ")]
    public void Properties_are_named_by_their_path(string before, string after, string id, string field)
    {
        Finding finding = Contracts.Only(Contracts.Compare(Contracts.Contract(before, "{}"), Contracts.Contract(after, "{}")), id);

        Shown(finding).ShouldBe([field]);
    }

    [Fact]
    public void A_property_of_an_answer_is_the_answers()
    {
        Finding finding = Contracts.Only(
            Contracts.Compare(
                Contracts.Contract("{}", "{type: object, required: [n], properties: {n: {type: string}}}"), Contracts.Contract("{}", "{type: object}")),
            "response-required-property-removed");

        Shown(finding).ShouldBe(["Response Property n"]);
    }

    [Fact]
    public void A_schema_that_is_used_in_several_places_is_named_in_all_of_them()
    {
        const string template = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /orders:
                post:
                  requestBody: {content: {application/json: {schema: {type: object, properties: {billTo: {$ref: '#/components/schemas/Address'}, shipTo: {$ref: '#/components/schemas/Address'}}}}}}
                  responses: {'204': {description: ok}}
              /customers:
                post:
                  requestBody: {content: {application/json: {schema: {type: object, properties: {addresses: {type: array, items: {$ref: '#/components/schemas/Address'}}}}}}}
                  responses: {'204': {description: ok}}
            components: {schemas: {Address: {type: object, properties: {zip: {type: TYPE}}}}}
            """;

        Finding finding = Contracts.Only(
            Contracts.Compare(Read(template, "string"), Read(template, "integer")), "request-property-type-changed");

        finding.Operations.Count.ShouldBe(2);
        Shown(finding).ShouldBe(["Request Property billTo.zip", "Request Property shipTo.zip", "Request Property addresses[].zip"], ignoreOrder: true);
    }

    [Fact]
    public void A_schema_that_contains_itself_has_too_many_places_to_name_them()
    {
        const string template = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /tree:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
                  responses: {'204': {description: ok}}
            components: {schemas: {Node: {type: object, properties: {value: {type: TYPE}, children: {type: array, items: {$ref: '#/components/schemas/Node'}}}}}}
            """;

        Finding finding = Contracts.Only(
            Contracts.Compare(Read(template, "string"), Read(template, "integer")), "request-property-type-changed");

        finding.Operation.ShouldBe("POST /tree");
        finding.Fields.ShouldBeEmpty();
    }

    private static ApiContract Read(string template, string type) => Contracts.Read(template.Replace("TYPE", type, StringComparison.Ordinal));

    private static ApiContract Operation(string members) => Contracts.Read($$"""
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /orders:
            get:
              {{(members.Contains("responses", StringComparison.Ordinal) ? "" : "responses: {'204': {description: ok}}")}}
              {{members}}
        """);

    private static string[] Shown(Finding finding) => [.. finding.Fields.Select(field => $"{field.Direction} {field.Kind} {field.Name}")];
}
