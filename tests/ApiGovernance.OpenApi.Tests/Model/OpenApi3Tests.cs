using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.OpenApi.Tests.Model;

public sealed class OpenApi3Tests
{
    private static readonly ApiContract Contract = ContractTexts.Clean("""
        openapi: 3.1.1
        info: {title: Orders, version: 1.2.3}
        servers:
        - url: https://{region}.example.com/{base}/v1/
          variables: {region: {default: eu}, base: {default: shop}}
        - url: https://eu2.example.com/shop/v1
        - url: /
        - url: ../relative
        security: [{login: [read]}]
        components:
          securitySchemes:
            login: {$ref: '#/components/securitySchemes/real'}
            real: {type: oauth2, flows: {}}
          parameters:
            Filter:
              name: filter
              in: query
              content: {application/JSON: {schema: {type: object}}}
          requestBodies:
            Order: {required: true, content: {'application/json; charset=utf-8': {schema: {$ref: '#/components/schemas/Order'}}, text/*: {}}}
          responses:
            Bad: {description: Bad}
          headers:
            Rate: {required: true, schema: {type: integer}}
          schemas:
            Order: {type: object}
        paths:
          /orders:
            get:
              parameters:
              - $ref: '#/components/parameters/Filter'
              - {name: a, in: query, style: deepObject, schema: {type: object}}
              - {name: b, in: query, schema: true}
              - {name: c, in: header, schema: {type: string}}
              - {name: d, in: cookie, explode: false, schema: {type: string}}
              - {name: e, in: query, style: pipeDelimited, allowReserved: true, deprecated: true, schema: {type: array}}
              responses:
                2xx: {description: ok, headers: {X-Rate: {$ref: '#/components/headers/Rate'}}, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                default: {$ref: '#/components/responses/Bad'}
            post:
              security: []
              requestBody: {$ref: '#/components/requestBodies/Order'}
              responses: {'201': {description: created}}
            x-note: {}
          /again:
            $ref: '#/paths/~1orders'
            get: {operationId: own, responses: {'200': {description: ok}}}
        webhooks:
          orderChanged:
            post: {responses: {'200': {description: ok}}}
        """);

    private static ApiOperation Get => Contract.Operations[0];

    [Fact]
    public void Servers_give_base_paths() => Contract.BasePaths.ShouldBe(["/shop/v1", "", "/../relative"]);

    [Fact]
    public void Operations_of_referenced_path_items_are_read_and_those_beside_win()
    {
        Contract.Operations.Select(o => $"{o} {o.OperationId} {o.Pointer}").ShouldBe(
        [
            "GET /orders  /paths/~1orders/get",
            "POST /orders  /paths/~1orders/post",
            "GET /again own /paths/~1again/get",
            "POST /again  /paths/~1orders/post",
        ]);
        Contract.Webhooks.ShouldHaveSingleItem().ToString().ShouldBe("POST orderChanged");
    }

    [Fact]
    public void Styles_have_the_defaults_of_their_places()
    {
        Get.Parameters.Select(p => $"{p.Name} {p.In} {p.Style} {p.Explode}").ShouldBe(
        [
            "filter Query Form True",
            "a Query DeepObject False",
            "b Query Form True",
            "c Header Simple False",
            "d Cookie Form False",
            "e Query PipeDelimited False",
        ]);
        Get.Parameters[0].ContentType.ShouldBe("application/json");
        Get.Parameters[0].Schema!.Pointer.ShouldBe("/components/parameters/Filter/content/application~1JSON/schema");
        Get.Parameters[2].Schema!.Node.AsBoolean.ShouldBe(true);
        (Get.Parameters[5].AllowReserved, Get.Parameters[5].Deprecated).ShouldBe((true, true));
    }

    [Fact]
    public void Bodies_and_responses_are_followed_but_schemas_stay_where_they_stand()
    {
        ApiRequestBody body = Contract.Operations[1].RequestBody!;
        body.Pointer.ShouldBe("/components/requestBodies/Order");
        body.Content.Select(c => c.Name).ShouldBe(["application/json; charset=utf-8", "text/*"]);
        body.Content[0].Schema!.Node["$ref"]!.Text.ShouldBe("#/components/schemas/Order");
        body.Content[1].Schema.ShouldBeNull();
        Get.Responses.Select(r => $"{r.Status} {r.Pointer}").ShouldBe(["2XX /paths/~1orders/get/responses/2xx", "default /components/responses/Bad"]);
        ApiHeader header = Get.Responses[0].Headers.ShouldHaveSingleItem();
        (header.Name, header.Required, header.Schema!.Pointer).ShouldBe(("X-Rate", true, "/components/headers/Rate/schema"));
    }

    [Fact]
    public void Security_is_inherited_unless_taken_away()
    {
        Get.Security.ShouldHaveSingleItem().Schemes.Select(s => $"{s.Name} {s.Type} {s.Scopes[0]}").ShouldBe(["login oauth2 read"]);
        Contract.Operations[1].Security.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("3.0.0", ContractFormat.OpenApi30, 1)]
    [InlineData("3.1.0", ContractFormat.OpenApi31, 1)]
    [InlineData("3.2.0", ContractFormat.OpenApi32, 3)]
    public void Methods_depend_on_the_version(string version, ContractFormat format, int operations)
    {
        ApiContract contract = ContractTexts.Clean($$"""
            openapi: {{version}}
            info: {title: T, version: '1'}
            paths:
              /a:
                get: {responses: {} }
                query: {responses: {} }
                additionalOperations: {COPY: {responses: {} } }
            """, format == ContractFormat.OpenApi32 ? [] : ["contract-field-unknown 6:5", "contract-field-unknown 7:5"]);

        contract.Format.ShouldBe(format);
        contract.Operations.Count.ShouldBe(operations);
        contract.Operations.Select(o => o.Method).ShouldBe(new[] { "GET", "QUERY", "COPY" }.Take(operations));
    }
}
