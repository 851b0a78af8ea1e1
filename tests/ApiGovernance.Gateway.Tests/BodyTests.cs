using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

public class BodyTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Valid = """{ "customer":"cüst",  "lines":[{"sku":"a","quantity":1.0}] }""";

    private static Task<GatewayWorld> StartAsync(Func<ApiVersionPart, ApiVersionPart>? change = null) =>
        GatewayWorld.StartAsync(world => world.Estate.Api("orders", "v1", Contracts.Orders, change));

    private static async Task<HttpResponseMessage> PostAsync(GatewayWorld world, byte[] body, string? contentType, bool chunked = false, string? encoding = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Orders) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(false, "application/json")]
    [InlineData(true, "application/json; charset=utf-8")]
    [InlineData(false, "APPLICATION/JSON;charset=\"UTF-8\"")]
    public async Task Exactly_the_bytes_that_were_validated_are_forwarded(bool chunked, string contentType)
    {
        await using GatewayWorld world = await StartAsync();
        byte[] body = Encoding.UTF8.GetBytes(Valid);

        Echo echo = await Echo.ReadAsync(await PostAsync(world, body, contentType, chunked));

        Convert.FromBase64String(echo.Body).ShouldBe(body);
        echo.Headers["content-length"].ShouldBe(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        echo.Headers.ShouldNotContainKey("transfer-encoding");
    }

    [Fact]
    public async Task A_length_that_is_only_declared_takes_no_memory()
    {
        const int declared = 1 << 30;
        using MemoryStream sent = new("abc"u8.ToArray());
        long before = GC.GetAllocatedBytesForCurrentThread();

        BufferedBody body = (await BufferedBody.ReadAsync(sent, declared, declared, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
        body.Span.SequenceEqual("abc"u8).ShouldBeTrue();
        body.Return();
    }

    [Fact]
    public async Task A_body_that_outgrows_its_first_room_arrives_whole()
    {
        byte[] bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);
        using MemoryStream sent = new(bytes);

        BufferedBody body = (await BufferedBody.ReadAsync(sent, bytes.Length, bytes.Length, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        body.Span.SequenceEqual(bytes).ShouldBeTrue();
        body.Return();
    }

    [Fact]
    public async Task A_body_much_larger_than_any_buffer_arrives_whole()
    {
        await using GatewayWorld world = await StartAsync(part => part with { MaxBodyBytes = 4 * 1024 * 1024 });
        string body = $$"""{"customer":"{{new string('x', 3 * 1024 * 1024)}}","lines":[{"sku":"a","quantity":1}]}""";

        Echo echo = await Echo.ReadAsync(await PostAsync(world, Encoding.UTF8.GetBytes(body), "application/json", chunked: true));

        Encoding.UTF8.GetString(Convert.FromBase64String(echo.Body)).ShouldBe(body);
    }

    [Fact]
    public async Task Each_violation_is_told_with_its_place_in_body_and_contract()
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement problem = await (await world.PostAsync(Orders, """{"lines":[{"sku":"a","quantity":0},{"sku":7,"quantity":1}],"extra":1}"""))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");

        problem.GetProperty("api").GetString().ShouldBe("orders");
        problem.GetProperty("version").GetString().ShouldBe("v1");
        problem.GetProperty("operation").GetString().ShouldBe("POST /orders");
        problem.GetProperty("owner").GetProperty("supportUrl").GetString().ShouldBe("https://example.com/support");
        problem.GetProperty("instance").GetString().ShouldBe(Orders);
        JsonElement[] errors = [.. problem.GetProperty("errors").EnumerateArray()];
        errors.Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("keyword").GetString())).ShouldBe(
            [("", "required"), ("/lines/0/quantity", "minimum"), ("/lines/1/sku", "type"), ("/extra", "additionalProperties")], ignoreOrder: true);
        errors.Single(error => error.GetProperty("keyword").GetString() == "minimum").GetProperty("schema").GetString()
            .ShouldBe("openapi.yaml#/components/schemas/Order/properties/lines/items/properties/quantity/minimum");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_contract_with_lines_is_told_with_the_line_of_the_keyword()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders, asWritten: true));

        JsonElement problem = await (await world.PostAsync(Orders, """{"customer":"c","lines":[{"sku":"a","quantity":0}]}"""))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");

        string source = problem.GetProperty("errors")[0].GetProperty("source").GetString()!;
        int line = int.Parse(source.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        source.ShouldStartWith("openapi.yaml:");
        Contracts.Orders.Split('\n')[line - 1].ShouldContain("minimum");
    }

    [Theory]
    [InlineData("{\"customer\":\n  \"c\",,}", 2, 7)]
    [InlineData("{\"customer\":\"a\",\"customer\":\"b\",\"lines\":[]}", 1, null)]
    [InlineData("not json", 1, null)]
    [InlineData("{} {}", 1, null)]
    public async Task What_is_not_strict_JSON_is_malformed_with_line_and_column(string body, int line, int? column)
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement problem = await (await world.PostAsync(Orders, body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");

        problem.GetProperty("line").GetInt32().ShouldBe(line);
        problem.GetProperty("column").GetInt32().ShouldBe(column ?? problem.GetProperty("column").GetInt32());
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_body_and_types_that_are_not_offered_are_told_apart()
    {
        await using GatewayWorld world = await StartAsync();
        byte[] body = Encoding.UTF8.GetBytes(Valid);

        await (await world.SendAsync(HttpMethod.Post, Orders)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "missing-body");
        await (await PostAsync(world, [], "application/json", chunked: true)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "missing-body");
        foreach (var (contentType, encoding) in new (string?, string?)[]
        {
            ("text/plain", null), ("application/xml", null), (null, null), ("json", null), ("application/json; charset=utf-16", null), ("application/json", "gzip"),
        })
        {
            HttpResponseMessage answer = await PostAsync(world, body, contentType, encoding: encoding);
            await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            answer.Headers.GetValues("Accept").ShouldBe(["application/json"]);
        }

        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_before_they_are_read()
    {
        await using GatewayWorld world = await StartAsync();

        // Not a byte of the body is sent: the answer must come all the same.
        using HttpRequestMessage waiting = new(HttpMethod.Post, Orders) { Content = new ByteArrayContent(new byte[50 * 1024 * 1024]) };
        waiting.Content.Headers.ContentType = new("application/json");
        waiting.Headers.ExpectContinue = true;
        (await (await world.Client.SendAsync(waiting, TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large"))
            .GetProperty("maxBodyBytes").GetInt32().ShouldBe(1048576);
        // A client that sends all of it first still gets to see the answer.
        await (await PostAsync(world, new byte[50 * 1024 * 1024], "application/json")).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

        string chunk = new('x', 0x80000);
        string undeclared = await RawHttp.SendAsync(
            world.Address,
            $"POST {Orders} HTTP/1.1\r\nHost: g\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n80000\r\n{chunk}\r\n80000\r\n{chunk}\r\n80000\r\n{chunk}\r\n0\r\n\r\n");
        undeclared.ShouldStartWith("HTTP/1.1 413");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Media_type_ranges_suffixes_and_forms()
    {
        const string contract = """
            openapi: 3.1.0
            info: { title: Media, version: 1.0.0 }
            paths:
              /orders:
                post:
                  requestBody:
                    content:
                      application/*+json: { schema: { type: object, required: [suffix] } }
                      application/vnd.exact+json: { schema: { type: object, required: [exact] } }
                      text/*: { schema: { type: string } }
                      application/x-www-form-urlencoded:
                        schema: { type: object, required: [n], properties: { n: { type: integer }, t: { type: array, items: { type: integer } } } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", contract));

        async Task<HttpStatusCode> Post(string contentType, string body) => (await PostAsync(world, Encoding.UTF8.GetBytes(body), contentType)).StatusCode;
        (await Post("application/vnd.other+json", """{"suffix":1}""")).ShouldBe(HttpStatusCode.OK);
        (await Post("application/vnd.other+json", """{"exact":1}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post("application/vnd.exact+json", """{"exact":1}""")).ShouldBe(HttpStatusCode.OK);
        (await Post("application/vnd.exact+json", """{"suffix":1}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post("application/json", """{"suffix":1}""")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await Post("text/csv", "a;b")).ShouldBe(HttpStatusCode.OK);
        (await Post("application/x-www-form-urlencoded", "n=5&t=1&t=2")).ShouldBe(HttpStatusCode.OK);
        (await Post("application/x-www-form-urlencoded", "n=five")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        // The body is optional here.
        (await world.SendAsync(HttpMethod.Post, Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bodies_that_are_not_read_are_bounded_all_the_same()
    {
        const string contract = """
            openapi: 3.1.0
            info: { title: Files, version: 1.0.0 }
            paths:
              /orders:
                post:
                  requestBody: { content: { application/octet-stream: {} } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", contract, part => part with { MaxBodyBytes = 1000 }));

        (await Echo.ReadAsync(await PostAsync(world, new byte[1000], "application/octet-stream", chunked: true))).Body.Length.ShouldBe(1336);
        HttpResponseMessage tooLong = await PostAsync(world, new byte[10_000], "application/octet-stream", chunked: true);
        await (await PostAsync(world, new byte[1001], "application/octet-stream")).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("GET", Orders)]
    [InlineData("HEAD", Orders)]
    [InlineData("DELETE", Orders + "/ord-1/lines/1")]
    [InlineData("POST", Orders + "/ord-1/cancel")]
    public async Task A_body_that_the_contract_does_not_declare_goes_nowhere(string method, string target)
    {
        string contract = Contracts.Orders
            .Replace("  /orders/mine:\n", "  /orders/{orderId}/cancel:\n    post: { parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }], responses: { '200': { description: ok } } }\n  /orders/mine:\n", StringComparison.Ordinal)
            .Replace("    get:\n      parameters:\n        - { name: limit", "    head: { responses: { '200': { description: ok } } }\n    get:\n      parameters:\n        - { name: limit", StringComparison.Ordinal);
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate.Api("orders", "v1", contract));

        foreach (string head in new[] { "Content-Length: 13\r\nContent-Type: application/json", "Content-Length: 13", "Transfer-Encoding: chunked" })
        {
            string body = head[0] == 'T' ? "d\r\n{\"admin\":123}\r\n0\r\n\r\n" : "{\"admin\":123}";
            (await RawHttp.SendAsync(world.Address, $"{method} {target} HTTP/1.1\r\nHost: gateway\r\n{head}\r\n\r\n{body}")).ShouldStartWith("HTTP/1.1 415", Case.Sensitive, head);
        }

        world.Backend.Calls.ShouldBe(0);
        foreach (string head in new[] { "Content-Length: 0", "Transfer-Encoding: chunked", "X-None: 1" })
        {
            string body = head[0] == 'T' ? "0\r\n\r\n" : "";
            (await RawHttp.SendAsync(world.Address, $"{method} {target} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n{head}\r\n\r\n{body}")).ShouldStartWith("HTTP/1.1 200", Case.Sensitive, head);
        }

        world.Backend.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData(ValidationMode.Report)]
    [InlineData(ValidationMode.Off)]
    public async Task Where_nothing_is_refused_a_body_of_a_GET_is_dropped_and_any_other_goes_on(ValidationMode mode)
    {
        string api = "undeclared-" + mode.ToString().ToLowerInvariant();
        using MetricLog metrics = new(api);
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate.Api(api, "v1", Contracts.Orders, part => part with { RequestValidation = mode }));

        Echo get = await Echo.ReadAsync(await world.SendAsync(HttpMethod.Get, $"/commerce/{api}/v1/orders", "{}"));
        Echo delete = await Echo.ReadAsync(await world.SendAsync(HttpMethod.Delete, $"/commerce/{api}/v1/orders/ord-1/lines/1", "{}"));

        get.Body.ShouldBe("");
        get.Headers.ShouldNotContainKey("content-length");
        delete.Body.ShouldBe("e30=");
        metrics.Count("apigov.gateway.validation.failures", ("problem", "unsupported-media-type")).ShouldBe(mode == ValidationMode.Report ? 1 : 0);
    }

    [Theory]
    [InlineData(ValidationMode.Report)]
    [InlineData(ValidationMode.Off)]
    public async Task In_the_other_modes_violations_pass_but_size_is_still_bounded(ValidationMode mode)
    {
        await using GatewayWorld world = await StartAsync(part => part with { RequestValidation = mode, MaxBodyBytes = 100 });

        Encoding.UTF8.GetString(Convert.FromBase64String((await Echo.ReadAsync(await world.PostAsync(Orders, "{\"wrong\":1}"))).Body)).ShouldBe("{\"wrong\":1}");
        (await world.GetAsync(Orders + "?limit=many")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(world, "<x/>"u8.ToArray(), "text/xml")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.PostAsync(Orders, new string(' ', 101))).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }
}
