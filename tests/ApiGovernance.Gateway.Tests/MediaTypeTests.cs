using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

public class MediaTypeTests
{
    private const string Target = "/commerce/orders/v1/orders";

    private static string Contract(string content, string version = "3.2.0") => $$"""
        openapi: {{version}}
        info: { title: Media, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody: { required: true, content: { {{content}} } }
              responses: { '200': { description: ok } }
        """;

    private static Task<GatewayWorld> StartAsync(string content) =>
        GatewayWorld.StartAsync(world => world.Estate.Api("orders", "v1", Contract(content)));

    private static async Task<HttpResponseMessage> PostAsync(GatewayWorld world, string contentType, byte[] body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> PostAsync(GatewayWorld world, string contentType, string body) =>
        PostAsync(world, contentType, Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("application/json", "{\"exact\":1}", true)]
    [InlineData("Application/JSON ; Charset=\"utf-8\"", "{\"exact\":1}", true)]
    [InlineData("application/vnd.acme.v2+json", "{\"vendor\":1}", true)]
    [InlineData("application/vnd.acme.v2+json", "{\"exact\":1}", false)]
    [InlineData("application/problem+json", "{\"suffix\":1}", true)]
    [InlineData("application/json-patch+json;v=1", "{\"suffix\":1}", true)]
    [InlineData("application/json-patch+json", "{\"exact\":1}", false)]
    [InlineData("application/x-other", "any", true)]
    [InlineData("image/png", "any", true)]
    public async Task The_most_specific_type_decides(string contentType, string body, bool fine)
    {
        await using GatewayWorld world = await StartAsync(
            "'*/*': {}, application/*: { schema: { required: [range] } }, application/*+json: { schema: { required: [suffix] } }, "
            + "application/vnd.acme.v2+json: { schema: { required: [vendor] } }, application/json: { schema: { required: [exact] } }");
        HttpResponseMessage answer = await PostAsync(world, contentType, body);
        if (fine)
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
    }

    [Theory]
    [InlineData("application/json; profile=b", "{\"b\":1}", true)]
    [InlineData("application/json;charset=utf-8;Profile=\"B\"", "{\"b\":1}", true)]
    [InlineData("application/json; profile=a", "{\"b\":1}", false)]
    [InlineData("application/json; profile=a", "{\"a\":1}", true)]
    [InlineData("application/json", "{\"plain\":1}", true)]
    [InlineData("application/json; profile=c", "{\"plain\":1}", true)]
    [InlineData("application/problem+json; profile=a", "{}", true)]
    [InlineData("text/csv; header=absent", "1", true)]
    public async Task Types_of_one_name_are_told_apart_by_the_parameters_that_the_contract_writes(string contentType, string body, bool fine)
    {
        await using GatewayWorld world = await StartAsync(
            "application/json; profile=a: { schema: { required: [a] } }, application/json; profile=\"b\": { schema: { required: [b] } }, "
            + "application/json; charset=utf-8: { schema: { required: [plain] } }, application/*: {}, text/csv; header=present: { schema: { type: integer } }");
        HttpResponseMessage answer = await PostAsync(world, contentType, body);
        if (fine)
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
    }

    [Fact]
    public async Task What_is_said_to_be_ASCII_is_no_more_than_that()
    {
        await using GatewayWorld world = await StartAsync("application/json: {}, text/plain: { schema: { type: string } }");
        (await PostAsync(world, "application/json; charset=us-ascii", "{\"a\":\"o\"}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A reader that believes the field sees question marks, or whatever its code page has there.
        await (await PostAsync(world, "application/json; charset=US-ASCII", "{\"a\":\"\u00f6\"}")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        await (await PostAsync(world, "text/plain; charset=us-ascii", "\u00f6")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json;", true)]
    [InlineData("application/json; charset=utf-8; profile=\"https://example.com/a\"", true)]
    [InlineData("application/json; charset=utf-8; charset=utf-7", false)]
    [InlineData("application/json; charset=utf-8; CHARSET=utf-8", false)]
    [InlineData("application/json; charset =utf-7", false)]
    [InlineData("application/json; charset= utf-7", false)]
    [InlineData("application/json; a=\"; charset=utf-7; b=\"", false)]
    [InlineData("application/json; a=\"x", false)]
    [InlineData("application/json; a=\"\\\"; charset=utf-7\"", false)]
    [InlineData("application/json; charset", false)]
    [InlineData("application/json, text/plain", false)]
    public async Task Parameters_that_two_readers_take_differently_are_refused(string contentType, bool fine)
    {
        await using GatewayWorld world = await StartAsync("application/json: { schema: { type: object } }");

        HttpResponseMessage answer = await PostAsync(world, contentType, "{}");

        if (fine)
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        world.Backend.Calls.ShouldBe(fine ? 1 : 0);
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n", null)]
    [InlineData("application/jsonl", "{\"n\":1}\r\n\r\n{\"n\":2}", null)]
    [InlineData("application/json-seq", "\u001e{\"n\":1}\n\u001e{\"n\":\n2}\n", null)]
    [InlineData("application/vnd.acme+json-seq", "\u001e{\"n\":1}\n", null)]
    [InlineData("application/x-ndjson", "{\"n\":1}\n\u001e{\"n\":2}\n", "malformed")]
    [InlineData("application/x-ndjson", "\u001e{\"n\":\n2}\n", "malformed")]
    [InlineData("application/json-seq", "{\"n\":1}\n{\"n\":2}\n", "malformed")]
    [InlineData("application/x-ndjson", "{\"n\":1}\n{\"n\":\"x\"}\n", "/1/n")]
    [InlineData("application/json-seq", "\u001e{\"n\":1}\n\u001e{\"n\":null}\n", "/1/n")]
    public async Task Items_of_a_sequence_are_validated_one_by_one(string contentType, string body, string? pointer)
    {
        await using GatewayWorld world = await StartAsync(
            string.Join(", ", new[] { "application/x-ndjson", "application/jsonl", "application/json-seq", "application/vnd.acme+json-seq" }
                .Select(type => type + ": { itemSchema: { properties: { n: { type: integer } } } }")));
        HttpResponseMessage answer = await PostAsync(world, contentType, body);
        if (pointer == "malformed")
            await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        else if (pointer is null)
            (await Echo.ReadAsync(answer)).Body.ShouldBe(Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        else
            (await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation")).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task A_schema_beside_a_sequence_is_that_of_all_items_and_a_broken_line_is_named()
    {
        await using GatewayWorld world = await StartAsync("application/x-ndjson: { schema: { type: array, maxItems: 2, items: { type: integer } } }");
        (await PostAsync(world, "application/x-ndjson", "1\n2\n")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PostAsync(world, "application/x-ndjson", "1\n2\n3\n")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        JsonElement problem = await (await PostAsync(world, "application/x-ndjson", "1\n\n{2\n")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        problem.GetProperty("line").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Plain_text_is_a_string_or_what_the_schema_asks_for()
    {
        await using GatewayWorld world = await StartAsync("text/plain: { schema: { type: string, maxLength: 3 } }, text/csv: { schema: { type: integer } }");
        (await PostAsync(world, "text/plain", "äöü")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PostAsync(world, "text/plain", "abcd")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        await (await PostAsync(world, "text/plain", [0xff])).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        await (await PostAsync(world, "text/plain; charset=iso-8859-1", "abc")).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        (await PostAsync(world, "text/csv", "17")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PostAsync(world, "text/csv", "x")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
    }

    [Fact]
    public async Task Other_charsets_are_checked_where_the_gateway_is_told_to()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Options = options => options with { TranscodeBodies = true };
                w.Estate.Api("orders", "v1", Contract("text/plain: { schema: { type: string, maxLength: 3 } }, application/json: { schema: { required: [a] } }"));
            });
        (await PostAsync(world, "text/plain; charset=iso-8859-1", [0xe4, 0xf6, 0xfc])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PostAsync(world, "text/plain; charset=iso-8859-1", [0xe4, 0xf6, 0xfc, 0x41])).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        byte[] utf16 = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("{\"a\":\"ü\"}")];
        Convert.FromBase64String((await Echo.ReadAsync(await PostAsync(world, "application/json; charset=utf-16", utf16))).Body).ShouldBe(utf16);
        await (await PostAsync(world, "application/json; charset=utf-16le", Encoding.Unicode.GetBytes("{}"))).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        await (await PostAsync(world, "application/json; charset=utf-16le", [0x00, 0xd8])).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        await (await PostAsync(world, "application/json; charset=shift_jis", "{}")).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("application/*+json: { schema: { required: [a] } }")]
    [InlineData("application/*: { schema: { required: [a] } }")]
    [InlineData("'*/*': { schema: { required: [a] } }")]
    public async Task Under_a_range_JSON_is_no_stream_for_its_name(string content)
    {
        await using GatewayWorld world = await StartAsync(content);

        (await PostAsync(world, "application/grpc+json", "{\"a\":1}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PostAsync(world, "application/grpc+json", "{}")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        await (await PostAsync(world, "application/grpc-web+json", "{\"a\":1,\"a\":2}")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
    }

    [Fact]
    public async Task Octets_are_counted()
    {
        await using GatewayWorld world = await StartAsync("application/octet-stream: { schema: { minLength: 2, maxLength: 3 } }");
        (await PostAsync(world, "application/octet-stream", [0xff, 0xfe, 0xfd])).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement problem = await (await PostAsync(world, "application/octet-stream", [1, 2, 3, 4])).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        problem.GetProperty("detail").GetString().ShouldBe("The body must have 2 to 3 bytes.");
    }

    [Fact]
    public async Task What_is_described_but_not_checked_is_counted()
    {
        List<(string? Api, string? MediaType)> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, meter) =>
            {
                if (instrument.Name == "apigov.gateway.validation.unchecked")
                    meter.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            lock (seen)
                seen.Add((all["api"] as string, all["media_type"] as string));
        });
        listener.Start();
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("unlooked", "v1", Contract(
            "application/xml: { schema: { type: object, required: [a] } }, application/zip: {}, application/json: { schema: { type: object } }, "
            + "application/x-own: { schema: { type: object } }, multipart/related: { schema: { properties: { a: {} } } }, "
            + "application/pdf: { schema: { type: string, format: binary } }")));

        async Task Post(string type) =>
            (await PostTo(world, "/commerce/unlooked/v1/orders", type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Post("application/xml");
        await Post("application/zip");
        await Post("application/json");
        await Post("application/x-own");
        await Post("multipart/related");
        await Post("application/pdf");

        lock (seen)
            seen.Where(entry => entry.Api == "unlooked").Select(entry => entry.MediaType)
                .ShouldBe(["application/xml", "application/x-own", "multipart/related"]);
    }

    private static async Task<HttpResponseMessage> PostTo(GatewayWorld world, string target, string contentType)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ByteArrayContent("{}"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
