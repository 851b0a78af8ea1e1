using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests;

public class ResponseValidationTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses:
                '200':
                  description: ok
                  headers:
                    ETag: { required: true, schema: { type: string, minLength: 3 } }
                    X-Total: { schema: { type: integer } }
                  content:
                    application/json: { schema: { $ref: '#/components/schemas/Order' } }
                    text/csv: { schema: { type: string } }
                    application/pdf: { schema: { type: object } }
                '404':
                  description: none
                  content: { application/problem+json: { schema: { type: object, required: [title] } } }
                5XX: { description: broken }
          /orders:
            post:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
              responses:
                '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
                default: { description: any, content: { application/json: { schema: { type: object, required: [error] } } } }
        components:
          schemas:
            Order:
              type: object
              required: [id, customer]
              additionalProperties: false
              properties:
                id: { type: string, readOnly: true }
                customer: { type: string }
                pin: { type: string, writeOnly: true, minLength: 4 }
                lines: { type: array, items: { type: object, properties: { quantity: { type: integer } } } }
        """;

    private const string Order = "/commerce/answers/v1/orders/o-1";
    private const string Good = """{"id":"o-1","customer":"c"}""";

    private static readonly SnapshotOwner BackendOwner = new("erp-platform", "erp@example.com", null);

    private static async Task<(GatewayWorld World, ScriptedBackend Backend)> StartAsync(ValidationPolicy policy, string api = "answers", Func<ApiVersionPart, ApiVersionPart>? change = null)
    {
        ScriptedBackend backend = await ScriptedBackend.StartAsync();
        GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Estate.Backends.Clear();
            w.Estate.Backends.Add(new SnapshotBackend("erp", "erp", backend.Address, 20, null) { Owner = BackendOwner });
            w.Estate.Api(api, "v1", Contract, part => (change ?? (same => same))(part with { Policy = new OperationPolicy { Validation = policy } }));
        });
        return (world, backend);
    }

    [Theory]
    [InlineData(200, "application/json", Good, "\"v1\"", null)]
    [InlineData(200, "application/json; charset=utf-8", Good, "\"v1\"", null)]
    [InlineData(200, "text/csv", "a;b", "\"v1\"", null)]
    [InlineData(404, "application/problem+json", """{"title":"t"}""", null, null)]
    [InlineData(503, "text/html", "<h1>down</h1>", null, null)]
    [InlineData(200, "application/json", """{"id":"o-1"}""", "\"v1\"", "required")]
    [InlineData(200, "application/json", """{"id":"o-1","customer":"c","secretMargin":1}""", "\"v1\"", "additionalProperties")]
    [InlineData(200, "application/json", """{"id":"o-1","customer":"c","lines":[{"quantity":1},{"quantity":"x"}]}""", "\"v1\"", "type")]
    [InlineData(200, "application/json", """{"id":"o-1","customer":"c","customer":"d"}""", "\"v1\"", null, false)]
    [InlineData(200, "application/json", "not json", "\"v1\"", null, false)]
    [InlineData(200, "application/json", Good, null, null, false)]
    [InlineData(200, "application/json", Good, "x", "minLength")]
    [InlineData(200, "text/html", "<h1>login</h1>", "\"v1\"", "content")]
    [InlineData(200, null, Good, "\"v1\"", "content")]
    [InlineData(404, "application/problem+json", "{}", null, "required")]
    [InlineData(418, "application/json", Good, null, "responses")]
    [InlineData(301, null, "", null, "responses")]
    public async Task An_answer_is_held_against_status_fields_type_and_schema(int status, string? contentType, string body, string? tag, string? keyword, bool? valid = null)
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(status, contentType, body, tag is null ? [] : [("ETag", tag)]);

        HttpResponseMessage answer = await world.GetAsync(Order);

        if (keyword is null && valid != false)
        {
            ((int)answer.StatusCode).ShouldBe(status);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
            answer.Content.Headers.ContentType?.ToString().ShouldBe(contentType);
            return;
        }

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        problem.GetProperty("backend").GetString().ShouldBe("erp");
        problem.GetProperty("backendOwner").GetString().ShouldBe("erp-platform (erp@example.com)");
        problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
        JsonElement error = problem.GetProperty("errors")[0];
        if (keyword is not null)
            error.GetProperty("keyword").GetString().ShouldBe(keyword);
        if (keyword == "type")
            error.GetProperty("pointer").GetString().ShouldBe("/lines/1/quantity");
        problem.GetRawText().ShouldNotContain("login");
        answer.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Report_passes_everything_on_untouched_and_counts()
    {
        using MetricLog metrics = new("reported");
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Report }, "reported");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(200, "application/json", "{}", ("X-Total", "many"));

        HttpResponseMessage answer = await world.GetAsync("/commerce/reported/v1/orders/o-1");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("{}");
        answer.Headers.GetValues("X-Total").ShouldBe(["many"]);
        metrics.Count("apigov.gateway.validation.failures", ("direction", "response"), ("mode", "report"), ("problem", "backend-answer-invalid")).ShouldBe(1);
    }

    [Fact]
    public async Task Sample_looks_at_its_part_of_the_answers()
    {
        using MetricLog metrics = new("sampled");
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Sample, SampleRate = 0.25 }, "sampled");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(200, "application/json", "{}");

        for (int i = 0; i < 100; i++)
            (await world.GetAsync("/commerce/sampled/v1/orders/o-1")).StatusCode.ShouldBe(HttpStatusCode.OK);

        metrics.Count("apigov.gateway.validation.failures", ("direction", "response")).ShouldBeInRange(24, 26);
    }

    [Fact]
    public async Task Off_is_the_default_and_costs_no_look()
    {
        using MetricLog metrics = new("unlooked");
        var (world, backend) = await StartAsync(new ValidationPolicy(), "unlooked");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(418, "text/html", "x");

        ((int)(await world.GetAsync("/commerce/unlooked/v1/orders/o-1")).StatusCode).ShouldBe(418);

        metrics.Count("apigov.gateway.validation.failures").ShouldBe(0);
    }

    [Fact]
    public async Task Requests_and_answers_see_the_same_schema_from_their_own_side()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        const string orders = "/commerce/answers/v1/orders";

        backend.Say(201, "application/json", Good);
        // The id is the back end's to give.
        (await world.PostAsync(orders, """{"customer":"c","pin":"1234"}""")).StatusCode.ShouldBe(HttpStatusCode.Created);
        backend.Say(201, "application/json", """{"customer":"c"}""");
        await (await world.PostAsync(orders, """{"customer":"c"}""")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        backend.Say(409, "application/json", """{"error":"e"}""");
        (await world.PostAsync(orders, """{"customer":"c"}""")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task When_to_come_back_is_told_even_where_the_answer_is_not()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(429, null, "", ("Retry-After", "7"), ("X-Internal", "secret"));

        HttpResponseMessage answer = await world.GetAsync(Order);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        answer.Headers.Contains("X-Internal").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_longer_answer_than_is_held_passes_whole_and_is_counted(bool declared)
    {
        using MetricLog metrics = new("long");
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce, MaxResponseBytes = 10_000 }, "long");
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        string text = $$"""{"wrong":"{{new string('x', 300_000)}}"}""";
        backend.Answer = async context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentType = "application/json";
            if (declared)
                context.Response.ContentLength = text.Length;
            await context.Response.WriteAsync(text);
        };

        HttpResponseMessage answer = await world.GetAsync("/commerce/long/v1/orders/o-1");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
        metrics.Count("apigov.gateway.validation.unchecked", ("direction", "response")).ShouldBe(1);
        metrics.Count("apigov.gateway.validation.failures").ShouldBe(0);
    }

    [Fact]
    public async Task A_packed_answer_is_unpacked_to_be_checked_and_passes_packed()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        byte[] Packed(string text)
        {
            using MemoryStream packed = new();
            using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
                gzip.Write(Encoding.UTF8.GetBytes(text));
            return packed.ToArray();
        }

        byte[] sent = Packed(Good);
        backend.Answer = async context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(sent);
        };

        HttpResponseMessage good = await world.GetAsync(Order);
        good.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        (await good.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(sent);
        sent = Packed("{}");
        HttpResponseMessage bad = await world.GetAsync(Order);
        await bad.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        bad.Content.Headers.ContentEncoding.ShouldBeEmpty();
        sent = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
        await (await world.GetAsync(Order)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
    }

    [Fact]
    public async Task An_answer_without_a_body_has_none_to_check()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Answer = context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            return Task.CompletedTask;
        };

        HttpResponseMessage answer = await world.SendAsync(HttpMethod.Head, Order);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldBe(1000);
    }

    [Fact]
    public async Task A_back_end_that_breaks_off_inside_a_body_that_is_held_is_502()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Answer = async context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync(Good);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        await (await world.GetAsync(Order)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
    }

    [Fact]
    public async Task The_version_says_it_for_all_and_a_policy_for_one_operation()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy(), "both", part => part with
        {
            Policy = null,
            ResponseValidation = ValidationMode.Enforce,
            Operations = [new OperationRule("GET /orders/{id}", [], new OperationPolicy { Validation = new ValidationPolicy { Response = ValidationMode.Off } })],
        });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(200, "text/html", "x");

        (await world.GetAsync("/commerce/both/v1/orders/o-1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.PostAsync("/commerce/both/v1/orders", """{"customer":"c"}""")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
    }

    [Fact]
    public async Task Turning_it_on_and_off_takes_a_snapshot_and_nothing_else()
    {
        var (world, backend) = await StartAsync(new ValidationPolicy());
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(200, "text/html", "x");
        (await world.GetAsync(Order)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Api("answers", "v1", Contract, part => part with { ResponseValidation = ValidationMode.Enforce });
        await world.PublishAsync();
        (await world.GetAsync(Order)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        world.Estate.Api("answers", "v1", Contract);
        await world.PublishAsync();
        (await world.GetAsync(Order)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "none", true)]
    [InlineData("POST", "unknown", false)]
    public async Task What_is_not_passed_on_tells_whether_it_may_have_done_something(string method, string effect, bool retrySafe)
    {
        var (world, backend) = await StartAsync(new ValidationPolicy { Response = ValidationMode.Enforce });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;
        backend.Say(200, "application/json", "[]", ("ETag", "\"v1\""));

        HttpResponseMessage answer = method == "GET" ? await world.GetAsync(Order) : await world.PostAsync("/commerce/answers/v1/orders", """{"customer":"c"}""");

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        (problem.GetProperty("effect").GetString(), problem.GetProperty("retrySafe").GetBoolean()).ShouldBe((effect, retrySafe));
        answer.Headers.GetValues("Proxy-Status").ShouldBe(["apigov; error=http_protocol_error; next-hop=\"erp\""]);
    }
}
