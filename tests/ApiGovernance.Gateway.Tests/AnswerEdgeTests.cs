using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Answers that are no whole document of their type: parts of one, nothing at all, and more than is held once they are unpacked.</summary>
public class AnswerEdgeTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            get:
              responses:
                2XX: { description: ok, content: { application/json: { schema: { type: array, items: { type: integer } } }, text/plain: { schema: { type: string } } } }
                304: { description: same }
          /one:
            get:
              responses:
                '200': { description: ok, headers: { X-Total: { required: true, schema: { type: integer } } }, content: { application/json: { schema: { type: array } } } }
                '409': { description: no }
          /silent:
            get: { summary: says nothing of answers }
        """;

    private static async Task<(GatewayWorld World, ScriptedBackend Backend, string Target)> StartAsync(string api, int maxResponseBytes = 100_000)
    {
        ScriptedBackend backend = await ScriptedBackend.StartAsync();
        GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Backend("erp", backend.Address).Api(api, "v1", Contract, part => part with
        {
            Policy = new OperationPolicy { Validation = new ValidationPolicy { Response = ValidationMode.Enforce, MaxResponseBytes = maxResponseBytes } },
        }));
        return (world, backend, $"/commerce/{api}/v1/orders");
    }

    [Theory]
    [InlineData("application/json", "1,2]")]
    [InlineData("multipart/byteranges; boundary=b", "--b\r\n\r\n1\r\n--b--")]
    public async Task A_part_of_a_document_is_not_taken_for_a_broken_one(string contentType, string body)
    {
        using MetricLog metrics = new("parts");
        var (world, backend, target) = await StartAsync("parts");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(206, contentType, body, ("Content-Range", "bytes 3-6/7"));

        HttpResponseMessage answer = await world.GetAsync(target, null, ("Range", "bytes=3-"));

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
        metrics.Count("apigov.gateway.validation.unchecked", ("direction", "response")).ShouldBe(1);
        // The control: as a whole document it is none.
        backend.Say(200, contentType, body);
        await (await world.GetAsync(target)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
    }

    [Theory]
    [InlineData("application/json", 0, HttpStatusCode.BadGateway)]
    [InlineData("application/json", null, HttpStatusCode.BadGateway)]
    [InlineData("text/plain", 0, HttpStatusCode.OK)]
    [InlineData("text/plain", null, HttpStatusCode.OK)]
    [InlineData(null, 0, HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task Nothing_is_no_JSON(string? contentType, int? length, HttpStatusCode status)
    {
        var (world, backend, target) = await StartAsync("empty");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Answer = async context =>
        {
            context.Response.ContentType = contentType;
            context.Response.ContentLength = length;
            await context.Response.StartAsync();
        };

        HttpResponseMessage answer = await world.GetAsync(target);

        answer.StatusCode.ShouldBe(status);
        if (status != HttpStatusCode.OK)
        {
            JsonElement problem = await answer.ShouldBeProblemAsync(status, "backend-answer-invalid");
            problem.GetProperty("errors")[0].GetProperty("detail").GetString().ShouldBe("The Content-Type says JSON, and the body is empty.");
        }

        // Where there is no body by the rules of HTTP, none is missing.
        (await world.SendAsync(HttpMethod.Head, target)).StatusCode.ShouldNotBe(HttpStatusCode.BadGateway);
        backend.Say(304, "application/json", "");
        (await world.GetAsync(target)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData(304, "If-None-Match", "\"a\"", HttpStatusCode.NotModified)]
    [InlineData(304, "If-Modified-Since", "Sun, 29 Nov 2026 00:00:00 GMT", HttpStatusCode.NotModified)]
    [InlineData(304, "Accept", "*/*", HttpStatusCode.BadGateway)]
    [InlineData(206, "Range", "bytes=1-", HttpStatusCode.PartialContent)]
    [InlineData(206, "Accept", "*/*", HttpStatusCode.BadGateway)]
    [InlineData(416, "Range", "bytes=1-", HttpStatusCode.BadGateway)]
    public async Task What_HTTP_makes_of_a_declared_answer_need_not_be_declared(int given, string field, string value, HttpStatusCode status)
    {
        var (world, backend, target) = await StartAsync("http");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(given, given == 304 ? null : "application/json", given == 304 ? "" : "1]");

        (await world.GetAsync(target.Replace("/orders", "/one", StringComparison.Ordinal), null, (field, value))).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Where_the_contract_says_nothing_of_answers_none_breaks_it()
    {
        var (world, backend, target) = await StartAsync("silent");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(418, "text/html", "x");

        ((int)(await world.GetAsync(target.Replace("/orders", "/silent", StringComparison.Ordinal))).StatusCode).ShouldBe(418);
        (await world.GetAsync(target)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task A_packed_answer_takes_no_more_memory_than_a_plain_one()
    {
        using MetricLog metrics = new("packed");
        var (world, backend, target) = await StartAsync("packed");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        string text = "";
        // Packed, either is far below what is held.
        backend.Answer = async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using GZipStream gzip = new(context.Response.Body, CompressionLevel.Optimal, leaveOpen: true);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(text));
        };

        text = $"[\"wrong\",{string.Join(',', Enumerable.Range(10_000, 15_000))}]";
        await (await world.GetAsync(target)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        metrics.Count("apigov.gateway.validation.unchecked").ShouldBe(0);
        text = $"[\"wrong\",{string.Join(',', Enumerable.Range(10_000, 18_000))}]";
        (await world.GetAsync(target)).StatusCode.ShouldBe(HttpStatusCode.OK);
        metrics.Count("apigov.gateway.validation.unchecked", ("direction", "response")).ShouldBe(1);
    }
}
