using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Bodies that two parsers could read differently, and names that a contract does not have.</summary>
public sealed class JsonAttackTests(JsonAttackTests.Shared shared) : IClassFixture<JsonAttackTests.Shared>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /free:
            post:
              requestBody: { content: { application/json: {} } }
              responses: { '200': { description: ok } }
          /orders:
            post:
              parameters:
                - { name: dryRun, in: query, schema: { type: boolean } }
                - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { city: { type: string } } } }
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        id: { type: integer, format: int64 }
                        small: { type: integer, format: int32 }
                        price: { type: number }
                        name: { type: string }
                        lines: { type: array, items: { type: object, properties: { sku: { type: string } } } }
                        attributes: { type: object, additionalProperties: { type: string } }
                  application/x-ndjson: { schema: { type: array, items: { type: object, properties: { name: { type: string } } } } }
              responses: { '200': { description: ok } }
        """;

    private const string Orders = "/commerce/orders/v1/orders";

    private static async Task<HttpResponseMessage> PostAsync(GatewayWorld world, string target, byte[] body, string contentType = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, string, int> Bodies => new()
    {
        { "duplicate key", """{"name":"a","name":"b"}""", 400 },
        { "duplicate key, escaped", """{"name":"a","n\u0061me":"b"}""", 400 },
        { "duplicate key in an array", """{"lines":[{"sku":"a","sku":"b"}]}""", 400 },
        { "duplicate key nobody knows", """{"x":1,"x":2}""", 400 },
        { "byte order mark", "\u00ef\u00bb\u00bf{}", 400 },
        { "invalid UTF-8", "{\"name\":\"\u00ff\u00fe\"}", 400 },
        { "overlong slash", "{\"name\":\"\u00c0\u00af\"}", 400 },
        { "encoded surrogate", "{\"name\":\"\u00ed\u00a0\u0080\"}", 400 },
        { "UTF-8 cut off", "{\"name\":\"\u00e2\u0082\"}", 400 },
        { "lone high surrogate", """{"name":"\ud800"}""", 400 },
        { "lone low surrogate", """{"name":"\udc00x"}""", 400 },
        { "lone surrogate as a key", """{"\udc00":1}""", 400 },
        { "a pair", """{"name":"\ud83d\ude00"}""", 200 },
        { "NUL byte", "{\"name\":\"a\0b\"}", 400 },
        { "NUL byte after the end", "{}\0", 400 },
        { "NUL escaped", """{"name":"a\u0000b"}""", 400 },
        { "NUL escaped as a key", """{"a\u0000b":1}""", 400 },
        { "a backslash before u0000", """{"name":"a\\u0000b"}""", 200 },
        { "1e400", """{"price":1e400}""", 400 },
        { "-1E+400", """{"price":-1E+400}""", 400 },
        { "1e400 where nothing is said", """{"anything":[1,{"a":1e0400}]}""", 400 },
        { "a number of 400 digits", $$"""{"price":{{new string('9', 400)}}}""", 400 },
        { "300 digits and a short exponent", $$"""{"price":{{new string('9', 300)}}e9}""", 400 },
        { "250 digits and an exponent of two digits", $$"""{"anything":[-{{new string('9', 250)}}.5E+99]}""", 400 },
        { "250 digits and an exponent that is not enough", $$"""{"anything":{{new string('9', 250)}}e50}""", 200 },
        { "a fraction of 400 digits", $$"""{"price":0.{{new string('3', 400)}}}""", 200 },
        { "1e300", """{"price":1e300}""", 200 },
        { "1e-400", """{"price":1e-400}""", 200 },
        { "1e400 in a string", """{"name":"1e400","price":1}""", 200 },
        { "400 digits in a string", $$"""{"name":"\"{{new string('9', 400)}}"}""", 200 },
        { "2^53 + 1 as int64", """{"id":9007199254740993}""", 200 },
        { "2^63 as int64", """{"id":9223372036854775808}""", 422 },
        { "1e2 as int64", """{"id":1e2}""", 200 },
        { "2^31 as int32", """{"small":2147483648}""", 422 },
        { "a fraction as int64", """{"id":1.5}""", 422 },
        { "NaN", """{"price":NaN}""", 400 },
        { "Infinity", """{"price":Infinity}""", 400 },
        { "hexadecimal", """{"price":0x10}""", 400 },
        { "leading zero", """{"price":01}""", 400 },
        { "plus", """{"price":+1}""", 400 },
        { "comment", """{/*x*/"price":1}""", 400 },
        { "trailing comma", """{"price":1,}""", 400 },
        { "single quotes", "{'price':1}", 400 },
        { "two documents", "{}{}", 400 },
        { "text after the end", "{} x", 400 },
        { "a control character", "{\"name\":\"a\u0001\"}", 400 },
        { "a bare line feed in a string", "{\"name\":\"a\nb\"}", 400 },
        { "64 levels", $$"""{"anything":{{new string('[', 63)}}{{new string(']', 63)}}}""", 200 },
        { "65 levels", $$"""{"anything":{{new string('[', 64)}}{{new string(']', 64)}}}""", 400 },
        { "100,000 levels", new string('[', 100_000), 400 },
        { "nothing but white space", "   ", 400 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_has_one_reading_or_is_refused(string what, string body, int status)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(body);
        int before = shared.World.Backend.Calls;

        HttpResponseMessage answer = await PostAsync(shared.World, Orders, bytes);

        if (status == 200)
        {
            Convert.FromBase64String((await Echo.ReadAsync(answer)).Body).ShouldBe(bytes, what);
            return;
        }

        await answer.ShouldBeProblemAsync((HttpStatusCode)status, status == 400 ? "malformed-body" : "contract-violation");
        shared.World.Backend.Calls.ShouldBe(before, what);
    }

    [Fact]
    public async Task Where_the_contract_says_nothing_of_the_content_it_has_one_reading_all_the_same()
    {
        foreach (string body in new[] { """{"a":1,"a":2}""", """{"a":1e999}""", """["\u0000"]""", """["\ud800"]""" })
            await (await PostAsync(shared.World, "/commerce/orders/v1/free", Encoding.UTF8.GetBytes(body))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        foreach (string body in new[] { "{\"name\":\"a\"}\n{\"name\":\"b\",\"x\":1e400}\n", "{\"name\":\"\\u0000\"}\n" })
            await (await PostAsync(shared.World, Orders, Encoding.UTF8.GetBytes(body), "application/x-ndjson")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
    }

    [Fact]
    public async Task Depth_is_what_the_policy_says()
    {
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { MaxDepth = 3 });

        (await world.PostAsync(Orders, """{"x":[[]]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.PostAsync(Orders, """{"x":[[[]]]}""")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
    }

    [Theory]
    [InlineData(UnknownNames.Allow, 200)]
    [InlineData(UnknownNames.Report, 200)]
    [InlineData(UnknownNames.Refuse, 400)]
    public async Task Unknown_query_parameters_are_the_policys_business(UnknownNames policy, int status)
    {
        string api = "query-" + policy.ToString().ToLowerInvariant();
        using MetricLog metrics = new(api);
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { UnknownQueryParameters = policy }, api);
        string target = $"/commerce/{api}/v1/orders";

        (await world.PostAsync(target + "?dryRun=true&filter%5Bcity%5D=x", "{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage answer = await world.PostAsync(target + "?dryRun=true&admin=secret-value", "{}");

        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 400)
        {
            JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");
            problem.GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe("admin");
            problem.GetRawText().ShouldNotContain("secret-value");
        }

        metrics.Count("apigov.gateway.validation.failures").ShouldBe(policy == UnknownNames.Allow ? 0 : 1);
    }

    [Theory]
    [InlineData(UnknownNames.Allow, 200)]
    [InlineData(UnknownNames.Report, 200)]
    [InlineData(UnknownNames.Refuse, 422)]
    public async Task Unknown_properties_are_the_policys_business(UnknownNames policy, int status)
    {
        string api = "names-" + policy.ToString().ToLowerInvariant();
        using MetricLog metrics = new(api);
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { UnknownProperties = policy }, api);
        string target = $"/commerce/{api}/v1/orders";

        (await world.PostAsync(target, """{"name":"n","lines":[{"sku":"s"}],"attributes":{"any":"a"}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage answer = await world.PostAsync(target, """{"name":"n","approved":"secret-value","lines":[{"sku":"s","price":1}]}""");

        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 422)
        {
            JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe(["/approved", "/lines/*/price"]);
            problem.GetRawText().ShouldNotContain("secret-value");
        }

        metrics.Count("apigov.gateway.validation.failures").ShouldBe(policy == UnknownNames.Allow ? 0 : 1);
    }

    private static Task<GatewayWorld> StartAsync(ValidationPolicy? policy = null, string api = "orders") => GatewayWorld.StartAsync(world =>
        world.Estate.Api(api, "v1", Contract, part => part with { Policy = policy is null ? null : new OperationPolicy { Validation = policy } }));

    public sealed class Shared : IAsyncLifetime
    {
        public GatewayWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await StartAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
