using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

public class ParameterTests
{
    private const string Base = "/commerce/stock/v1";

    private static async Task<GatewayWorld> StartAsync(string path, string parameter) => await GatewayWorld.StartAsync(
        world => world.Estate.Api("stock", "v1", Contracts.Get(path, "parameters: [" + parameter + "]")));

    /// <summary>Each row: the template, the parameter, a call that is fine and one that is not.</summary>
    public static TheoryData<string, string, string, string> Styles => new()
    {
        { "/items", "{ name: limit, in: query, schema: { type: integer, maximum: 9 } }", "/items?limit=5", "/items?limit=50" },
        { "/items", "{ name: limit, in: query, schema: { type: integer } }", "/items?limit=5", "/items?limit=five" },
        { "/items", "{ name: limit, in: query, schema: { type: integer } }", "/items?limit=-5", "/items?limit=05" },
        { "/items", "{ name: limit, in: query, required: true, schema: { type: integer } }", "/items?limit=5", "/items" },
        { "/items", "{ name: limit, in: query, schema: { type: integer } }", "/items?limit=5", "/items?limit=5&limit=6" },
        { "/items", "{ name: code, in: query, schema: { type: string, minLength: 3 } }", "/items?code=123", "/items?code=12" },
        { "/items", "{ name: all, in: query, schema: { type: boolean } }", "/items?all=true", "/items?all=yes" },
        { "/items", "{ name: at, in: query, schema: { type: string, format: date } }", "/items?at=2026-11-23", "/items?at=23.11.2026" },
        { "/items", "{ name: q, in: query, schema: { type: string, const: 'a b/c' } }", "/items?q=a+b%2Fc", "/items?q=a%2Bb%2Fc" },
        { "/items", "{ name: v, in: query, schema: { oneOf: [ { type: integer, minimum: 10 }, { type: string, pattern: '^x|^1$' } ] } }", "/items?v=1", "/items?v=2" },
        { "/items", "{ name: id, in: query, schema: { type: array, items: { type: integer } } }", "/items?id=1&id=2", "/items?id=1&id=b" },
        { "/items", "{ name: id, in: query, explode: false, schema: { type: array, items: { type: integer } } }", "/items?id=1,2", "/items?id=1,b" },
        { "/items", "{ name: id, in: query, explode: false, schema: { type: array, maxItems: 1, items: { type: string } } }", "/items?id=a%2Cb", "/items?id=a,b" },
        { "/items", "{ name: id, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: integer } } }", "/items?id=1%7C2", "/items?id=1%7Cb" },
        { "/items", "{ name: id, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: integer } } }", "/items?id=1%202+3", "/items?id=1%20b" },
        { "/items", "{ name: f, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: integer } }, additionalProperties: false } }", "/items?f[a]=1", "/items?f[b]=1" },
        { "/items", "{ name: f, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: integer } } } }", "/items?f%5Ba%5D=1", "/items?f%5Ba%5D=x" },
        { "/items", "{ name: f, in: query, schema: { type: object, properties: { a: { type: integer } } } }", "/items?a=1", "/items?a=x" },
        { "/items", "{ name: f, in: query, explode: false, schema: { type: object, properties: { a: { type: integer } } } }", "/items?f=a,1", "/items?f=a,x" },
        { "/items", "{ name: f, in: query, content: { application/json: { schema: { type: object, required: [a] } } } }", "/items?f=%7B%22a%22:1%7D", "/items?f=%7B%22b%22:1%7D" },
        { "/items", "{ name: f, in: query, content: { application/json: { schema: { type: object } } } }", "/items?f=%7B%7D", "/items?f=%7B" },
        { "/items/{id}", "{ name: id, in: path, required: true, schema: { type: integer } }", "/items/5", "/items/x" },
        { "/items/{id}", "{ name: id, in: path, required: true, schema: { type: array, items: { type: integer } } }", "/items/1,2", "/items/1,b" },
        { "/items/{id}", "{ name: id, in: path, required: true, style: label, schema: { type: integer } }", "/items/.5", "/items/5" },
        { "/items/{id}", "{ name: id, in: path, required: true, style: label, explode: true, schema: { type: array, items: { type: integer } } }", "/items/.1.2", "/items/.1.b" },
        { "/items/{id}", "{ name: id, in: path, required: true, style: matrix, schema: { type: integer } }", "/items/;id=5", "/items/;id=x" },
        { "/items/{id}", "{ name: id, in: path, required: true, style: matrix, explode: true, schema: { type: array, items: { type: integer } } }", "/items/;id=1;id=2", "/items/;id=1;id=b" },
        { "/items/{id}", "{ name: id, in: path, required: true, style: simple, explode: true, schema: { type: object, properties: { a: { type: integer } } } }", "/items/a=1,b=x", "/items/a=x,b=1" },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Every_style_is_read_as_OpenAPI_says(string path, string parameter, string fine, string wrong)
    {
        await using GatewayWorld world = await StartAsync(path, parameter);

        (await Echo.ReadAsync(await world.GetAsync(Base + fine))).Target.ShouldBe(fine);
        JsonElement problem = await (await world.GetAsync(Base + wrong)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");
        JsonElement error = problem.GetProperty("errors")[0];
        error.GetProperty("in").GetString().ShouldBe(path.Contains('{', StringComparison.Ordinal) ? "path" : "query");
        error.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        parameter.ShouldContain($"name: {error.GetProperty("parameter").GetString()},");
        world.Backend.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Header_and_cookie_parameters_are_checked_and_all_errors_are_told_at_once()
    {
        await using GatewayWorld world = await StartAsync(
            "/items",
            "{ name: X-Depth, in: header, required: true, schema: { type: integer } }, { name: session, in: cookie, required: true, schema: { type: string, minLength: 4 } }, "
            + "{ name: X-Tags, in: header, schema: { type: array, items: { enum: [a, b] } } }, { name: Accept, in: header, required: true, schema: { const: nothing } }");

        (await world.GetAsync(Base + "/items", null, ("X-Depth", "3"), ("X-Tags", "a, b"), ("Cookie", "session=abcd"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement problem = await (await world.GetAsync(Base + "/items", null, ("X-Tags", "a,c"), ("Cookie", "session=abc")))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");
        problem.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("in").GetString(), error.GetProperty("parameter").GetString()))
            .ShouldBe([("header", "X-Depth"), ("cookie", "session"), ("header", "X-Tags")]);
        problem.GetProperty("operation").GetString().ShouldBe("GET /items");
    }

    [Fact]
    public async Task Parameters_of_a_Swagger_2_document_are_checked_too()
    {
        const string contract = """
            swagger: '2.0'
            info: { title: Old, version: 1.0.0 }
            paths:
              /items:
                get:
                  parameters:
                    - { name: limit, in: query, type: integer, maximum: 9 }
                    - { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: pipes }
                  responses: { '200': { description: ok } }
                post:
                  consumes: [application/json]
                  parameters:
                    - { name: body, in: body, required: true, schema: { $ref: '#/definitions/Item' } }
                  responses: { '200': { description: ok } }
            definitions:
              Item: { type: object, required: [sku], properties: { sku: { type: string }, id: { type: integer, readOnly: true } } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", contract));

        (await world.GetAsync(Base + "/items?limit=9&ids=1%7C2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement problem = await (await world.GetAsync(Base + "/items?limit=10&ids=1%7Cx")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");
        problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()).ShouldBe(["limit", "ids"]);
        (await world.PostAsync(Base + "/items", """{"sku":"a"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.PostAsync(Base + "/items", """{"sku":1}""")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
    }
}
