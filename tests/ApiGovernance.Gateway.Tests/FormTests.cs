using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

public class FormTests
{
    private const string Target = "/commerce/orders/v1/orders";

    private const string Contract = """
        openapi: 3.1.0
        info: { title: Forms, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                required: true
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      type: object
                      required: [n]
                      additionalProperties: false
                      properties:
                        n: { type: integer }
                        t: { type: array, items: { type: integer } }
                        csv: { type: array, items: { type: string }, maxItems: 2 }
                        address: { type: object, required: [city], properties: { city: { type: string } } }
                        expand: { type: object, properties: { a: { type: array, items: { type: object, properties: { price: { type: integer } } } } } }
                    encoding:
                      csv: { style: form, explode: false }
                      expand: { style: deepObject, explode: true }
                  multipart/form-data:
                    schema:
                      type: object
                      required: [meta, file]
                      properties:
                        meta: { type: object, required: [id], properties: { id: { type: integer } } }
                        count: { type: integer }
                        name: { type: string, maxLength: 5 }
                        tags: { type: array, items: { type: string }, maxItems: 2 }
                        file: { type: string, format: binary, maxLength: 10 }
                        image: {}
                    encoding:
                      image: { contentType: 'image/png, image/jpeg', headers: { X-Rate: { required: true, schema: { type: integer } } } }
              responses: { '200': { description: ok } }
        """;

    private static Task<GatewayWorld> StartAsync(string contract = Contract) =>
        GatewayWorld.StartAsync(world => world.Estate.Api("orders", "v1", contract));

    private static async Task<HttpResponseMessage> PostAsync(GatewayWorld world, string contentType, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Target) { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Part(string disposition, string content, string headers = "") =>
        $"--b\r\nContent-Disposition: form-data; {disposition}\r\n{headers}\r\n{content}\r\n";

    private const string Meta = "--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"id\":1}\r\n";
    private const string File = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;\\\"b\\\".bin\"; filename*=UTF-8''%e2%82%ac.bin\r\nContent-Type: application/octet-stream\r\n\r\n\u00ff\u00fe\u0000\r\n";

    [Theory]
    [InlineData("n=5&t=1&t=2", null)]
    [InlineData("n=5&t=1", null)]
    [InlineData("n=5&csv=a,b", null)]
    [InlineData("n=5&csv=a%2Cb,c", null)]
    [InlineData("n=5&address=%7B%22city%22%3A%22K%C3%B6ln%22%7D", null)]
    [InlineData("n=5&expand[a][0][price]=3&expand%5Ba%5D%5B1%5D%5Bprice%5D=4", null)]
    [InlineData("n=five", "/n")]
    [InlineData("t=1", "")]
    [InlineData("n=5&n=6", "/n")]
    [InlineData("n=5&x=6", "/x")]
    [InlineData("?n=5", "/?n")]
    [InlineData("n=5&csv=a,b,c", "/csv")]
    [InlineData("n=5&address=%7B%7D", "/address")]
    [InlineData("n=5&address=city", "/address")]
    [InlineData("n=5&expand[a][0][price]=x", "/expand/a/0/price")]
    [InlineData("n=5&expand[a=x", "/expand")]
    [InlineData("n=%zz", "/n")]
    public async Task Url_encoded_forms_are_read_by_schema_and_encoding(string body, string? pointer)
    {
        await using GatewayWorld world = await StartAsync();
        HttpResponseMessage answer = await PostAsync(world, "application/x-www-form-urlencoded", body);
        if (pointer is null)
        {
            Encoding.UTF8.GetString(Convert.FromBase64String((await Echo.ReadAsync(answer)).Body)).ShouldBe(body);
            return;
        }

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        problem.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
        world.Backend.Calls.ShouldBe(0);
    }

    public static TheoryData<string, string?> Multiparts => new()
    {
        { Meta + File + "--b--\r\n", null },
        { "preamble\r\n" + Meta + File + "--b--\r\nepilogue", null },
        { Part("name=meta", "{\"id\":1}") + File + "--b--", null },
        { Meta + File + Part("name=\"count\"", "3") + Part("name=\"tags\"", "a") + Part("name=\"tags\"", "b") + "--b--", null },
        { Meta + File + Part("name=\"image\"; filename=\"x.png\"", "\u0089PNG", "Content-Type: image/png\r\nX-Rate: 3\r\n") + "--b--", null },
        { Meta + "--b--", "" },
        { Part("name=\"meta\"", "{\"id\":\"x\"}", "Content-Type: application/json\r\n") + File + "--b--", "/meta/id" },
        { Part("name=\"meta\"", "{\"id\":", "Content-Type: application/json\r\n") + File + "--b--", "/meta" },
        { Meta + Meta + File + "--b--", "/meta" },
        { Meta + Part("name=\"file\"; filename=\"big\"", new string('x', 11)) + "--b--", "/file" },
        { Meta + File + Part("name=\"count\"", "three") + "--b--", "/count" },
        { Meta + File + Part("name=\"name\"", "\u00ff") + "--b--", "/name" },
        { Meta + File + Part("name=\"name\"", "longer") + "--b--", "/name" },
        { Meta + File + Part("name=\"tags\"", "a") + Part("name=\"tags\"", "b") + Part("name=\"tags\"", "c") + "--b--", "/tags" },
        { Meta + File + Part("name=\"image\"; filename=\"x.gif\"", "GIF", "Content-Type: image/gif\r\nX-Rate: 3\r\n") + "--b--", "/image" },
        { Meta + File + Part("name=\"image\"; filename=\"x.png\"", "PNG", "Content-Type: image/png\r\n") + "--b--", "/image" },
    };

    [Theory]
    [MemberData(nameof(Multiparts))]
    public async Task Multipart_forms_are_read_part_by_part(string body, string? pointer)
    {
        await using GatewayWorld world = await StartAsync();
        HttpResponseMessage answer = await PostAsync(world, "multipart/form-data; boundary=b", body);
        if (pointer is null)
        {
            Convert.FromBase64String((await Echo.ReadAsync(answer)).Body).ShouldBe(Encoding.Latin1.GetBytes(body));
            return;
        }

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        problem.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Theory]
    [InlineData("multipart/form-data", Meta + File + "--b--")]
    [InlineData("multipart/form-data; boundary=\"\"", Meta + File + "--b--")]
    [InlineData("multipart/form-data; boundary=\"b \"", Meta + File + "--b--")]
    [InlineData("multipart/form-data; boundary=b", Meta + File)]
    [InlineData("multipart/form-data; boundary=b", "no boundary at all")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: attachment; name=\"meta\"\r\n\r\nx\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", Meta + File + "--b\r\nContent-Disposition: form-data; name=name\r\n\r\na\0b\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", File + "--b\r\nContent-Disposition: form-data; name=meta\r\n\r\n{\"id\":1,\"x\":1e400}\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", File + "--b\r\nContent-Disposition: form-data; name=meta\r\nContent-Type: application/json\r\n\r\n{\"id\":1,\"x\":\"\\u0000\"}\r\n--b--")]
    [InlineData("application/x-www-form-urlencoded", "n=5&csv=a%00b")]
    [InlineData("application/x-www-form-urlencoded", "n=5&csv=a\0b")]
    [InlineData("application/x-www-form-urlencoded", "n=5&csv=\u00ff")]
    public async Task What_is_no_form_or_has_two_readings_is_malformed(string contentType, string body)
    {
        await using GatewayWorld world = await StartAsync();
        await (await PostAsync(world, contentType, body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Parts_and_their_header_fields_are_bounded()
    {
        await using GatewayWorld world = await StartAsync();
        string many = string.Concat(Enumerable.Repeat(Part("name=\"t\"", "1"), 1025)) + "--b--";
        JsonElement problem = await (await PostAsync(world, "multipart/form-data; boundary=b", many)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        problem.GetProperty("detail").GetString().ShouldBe("The body has more than 1024 parts.");
        string wide = Part("name=\"t\"", "1", $"X-Wide: {new string('x', 20_000)}\r\n") + "--b--";
        await (await PostAsync(world, "multipart/form-data; boundary=b", wide)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
    }

    [Fact]
    public async Task Forms_of_Swagger_2_are_held_against_their_fields()
    {
        const string contract = """
            swagger: '2.0'
            info: { title: Old, version: 1.0.0 }
            consumes: [application/x-www-form-urlencoded, multipart/form-data]
            paths:
              /orders:
                post:
                  parameters:
                    - { name: n, in: formData, required: true, type: integer }
                    - { name: ids, in: formData, type: array, items: { type: integer }, collectionFormat: pipes }
                    - { name: multi, in: formData, type: array, items: { type: integer }, collectionFormat: multi }
                    - { name: empty, in: formData, type: string, allowEmptyValue: true }
                    - { name: file, in: formData, type: file }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await StartAsync(contract);
        async Task<string?> Post(string type, string body)
        {
            HttpResponseMessage answer = await PostAsync(world, type, body);
            return answer.StatusCode == HttpStatusCode.OK
                ? null
                : (await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation")).GetProperty("errors")[0].GetRawText();
        }

        const string form = "application/x-www-form-urlencoded";
        const string multipart = "multipart/form-data; boundary=b";
        (await Post(form, "n=1&ids=1%7C2&multi=1&multi=2&empty=")).ShouldBeNull();
        (await Post(form, "n=x")).ShouldNotBeNull().ShouldContain("openapi.yaml#/paths/~1orders/post/parameters/0/type");
        (await Post(form, "ids=1")).ShouldNotBeNull().ShouldContain("openapi.yaml#/paths/~1orders/post/parameters\"");
        (await Post(form, "n=1&ids=1,2")).ShouldNotBeNull().ShouldContain("\"/ids/0\"");
        (await Post(form, "n=1&ids=1&ids=2")).ShouldNotBeNull();
        (await Post(multipart, Part("name=n", "1") + Part("name=ids", "1|2") + Part("name=file; filename=x", "\u00ff") + "--b--")).ShouldBeNull();
        (await Post(multipart, Part("name=n", "1") + Part("name=multi", "1") + Part("name=multi", "x") + "--b--")).ShouldNotBeNull().ShouldContain("/multi/1");
        await (await PostAsync(world, "application/json", "{}")).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        await (await world.SendAsync(HttpMethod.Post, Target)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "missing-body");
    }
}
