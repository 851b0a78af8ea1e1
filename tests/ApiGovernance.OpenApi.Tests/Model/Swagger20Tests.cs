using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class Swagger20Tests
{
    private static readonly ApiContract Contract = ContractTexts.Clean("""
        swagger: "2.0"
        info: {title: Orders, version: "1"}
        basePath: /v2/
        consumes: [application/JSON]
        produces: [application/json, text/xml]
        securityDefinitions:
          key: {type: apiKey, in: header, name: X-Key}
          login: {type: oauth2, flow: application, tokenUrl: 'https://x', scopes: {write: w}}
        security: [{key: []}]
        parameters:
          limit: {name: limit, in: query, type: integer, maximum: 10}
        responses:
          bad: {description: Bad, schema: {type: string}}
        paths:
          /orders/{id}:
            parameters:
            - {name: id, in: path, required: true, type: string}
            - {name: tags, in: query, type: array, items: {type: string}}
            post:
              operationId: update
              deprecated: true
              tags: [orders]
              security: [{key: [], login: [write]}, {}]
              consumes: [application/json, application/xml]
              parameters:
              - $ref: '#/parameters/limit'
              - {name: tags, in: query, type: array, collectionFormat: multi, items: {type: string}}
              - {name: codes, in: header, type: array, collectionFormat: pipes, items: {type: string}}
              - {name: body, in: body, required: true, schema: {type: object}}
              responses:
                200: {description: ok, schema: {type: object}, headers: {X-Rate: {type: integer}}}
                204: {description: none}
                default: {$ref: '#/responses/bad'}
            put:
              consumes: [multipart/form-data]
              parameters:
              - {name: file, in: formData, type: file, required: true}
              responses: {201: {description: created}}
        """);

    private static ApiOperation Post => Contract.Operations[0];

    [Fact]
    public void The_document_has_its_format_and_base_path()
    {
        Contract.Format.ShouldBe(ContractFormat.Swagger20);
        Contract.FormatVersion.ShouldBe("2.0");
        (Contract.Title, Contract.Version).ShouldBe(("Orders", "1"));
        Contract.BasePaths.ShouldBe(["/v2"]);
        Contract.Operations.Select(o => o.ToString()).ShouldBe(["POST /orders/{id}", "PUT /orders/{id}"]);
    }

    [Fact]
    public void Parameters_of_the_operation_replace_those_of_the_path()
    {
        Post.Parameters.Select(p => $"{p.In} {p.Name} {p.Style} {p.Explode} {p.Required} {p.Pointer}").ShouldBe(
        [
            "Query limit Form False False /parameters/limit",
            "Query tags Form True False /paths/~1orders~1{id}/post/parameters/1",
            "Header codes PipeDelimited False False /paths/~1orders~1{id}/post/parameters/2",
            "Path id Simple False True /paths/~1orders~1{id}/parameters/0",
        ]);
        Post.Parameters[0].Schema!.Pointer.ShouldBe("/parameters/limit");
        Post.Parameters[0].Schema!.Node["maximum"]!.Text.ShouldBe("10");
    }

    [Fact]
    public void A_body_parameter_becomes_the_request_body()
    {
        Post.RequestBody!.Required.ShouldBeTrue();
        Post.RequestBody.Content.Select(c => $"{c.Name} {c.Schema!.Pointer}").ShouldBe(
        [
            "application/json /paths/~1orders~1{id}/post/parameters/3/schema",
            "application/xml /paths/~1orders~1{id}/post/parameters/3/schema",
        ]);
    }

    [Fact]
    public void Form_fields_stay_parameters()
    {
        Contract.Operations[1].RequestBody.ShouldBeNull();
        Contract.Operations[1].Parameters[0].In.ShouldBe(ParameterLocation.Form);
    }

    [Fact]
    public void Responses_have_the_media_types_of_the_document()
    {
        Post.Responses.Select(r => $"{r.Status} {string.Join(',', r.Content.Select(c => c.Name))} {r.Pointer}").ShouldBe(
        [
            "200 application/json,text/xml /paths/~1orders~1{id}/post/responses/200",
            "204  /paths/~1orders~1{id}/post/responses/204",
            "default application/json,text/xml /responses/bad",
        ]);
        Post.Responses[0].Headers.ShouldHaveSingleItem().Schema!.Node["type"]!.Text.ShouldBe("integer");
    }

    [Fact]
    public void Security_is_that_of_the_operation_or_of_the_document()
    {
        Post.Security.Count.ShouldBe(2);
        Post.Security[0].Schemes.Select(s => $"{s.Name} {s.Type} {string.Join(',', s.Scopes)}").ShouldBe(["key apiKey ", "login oauth2 write"]);
        Post.Security[1].Schemes.ShouldBeEmpty();
        Contract.Operations[1].Security.ShouldHaveSingleItem().Schemes.ShouldHaveSingleItem().Name.ShouldBe("key");
        Post.Deprecated.ShouldBeTrue();
        Post.Tags.ShouldBe(["orders"]);
    }
}
