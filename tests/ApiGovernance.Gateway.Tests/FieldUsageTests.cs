using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests;

public class FieldUsageTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              parameters:
                - { name: dryRun, in: query, schema: { type: boolean } }
                - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { city: { type: string } } } }
                - { name: range, in: query, schema: { type: object, properties: { from: { type: integer }, to: { type: integer } } } }
                - { name: unusedParameter, in: query, schema: { type: string } }
                - { name: X-Channel, in: header, schema: { type: string } }
                - { name: X-Unused, in: header, schema: { type: string } }
                - { name: session, in: cookie, schema: { type: string } }
              requestBody:
                content:
                  application/json: { schema: { $ref: '#/components/schemas/Order' } }
                  application/xml: { schema: { $ref: '#/components/schemas/Order' } }
                  application/x-ndjson: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } }
                  application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Order' } }
                  multipart/form-data:
                    schema: { type: object, properties: { label: { type: string }, scan: { type: string, format: binary }, unused: { type: string } } }
              responses: { '201': { description: ok } }
          /tree:
            post:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }
              responses: { '201': { description: ok } }
        components:
          schemas:
            Order:
              type: object
              required: [customer]
              properties:
                customer: { type: string }
                giftWrap: { type: boolean }
                note: { type: string }
                'odd.name': { type: string }
                lines: { type: array, items: { type: object, properties: { sku: { type: string }, lot: { type: string } } } }
                attributes: { type: object, additionalProperties: { type: object, properties: { unit: { type: string } } } }
            Tree:
              type: object
              properties: { left: { $ref: '#/components/schemas/Tree' }, right: { $ref: '#/components/schemas/Tree' } }
        """;

    private const string Orders = "/commerce/orders/v1/orders";

    /// <summary>Reports once, at the end.</summary>
    private static Task<GatewayWorld> StartAsync(
        FieldSampling? sampling = null, ValidationMode mode = ValidationMode.Enforce, Action<IServiceCollection>? services = null) => GatewayWorld.StartAsync(world =>
    {
        world.Options = options => options with { UsageInterval = TimeSpan.FromHours(1), FieldSampling = sampling ?? FieldSampling.Always };
        world.Estate.Api("orders", "v1", Contract, part => part with { RequestValidation = mode })
            .Consumer("app", subscriptions: Estate.Subscription("orders"));
    }, services);

    private static async Task<UsageReport> ReportAsync(GatewayWorld world)
    {
        await world.StopGatewayAsync();
        return world.ControlPlane.Usage.ShouldHaveSingleItem();
    }

    private static async Task PostAsync(GatewayWorld world, string contentType, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Orders) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpResponseMessage response = await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Names(SampledFields fields) => string.Join(" ", fields.Fields.Select(field => $"{field.Kind}:{field.Name}={field.Seen}"));

    [Fact]
    public async Task What_was_sent_is_reported_by_name_for_each_consumer_and_no_value_is()
    {
        await using GatewayWorld world = await StartAsync();
        const string body = """{"customer":"secret-1","lines":[{"sku":"secret-2"},{"sku":"secret-3"}],"attributes":{"secret-4":{"unit":"secret-5"}},"secret-6":1,"odd.name":"x"}""";

        await world.PostAsync(Orders + "?dryRun=true&filter%5Bcity%5D=secret-7&from=7&to=9", body, world.Issuer.Token("app"), ("X-Channel", "secret-8"), ("Cookie", "session=secret-9"));
        await world.PostAsync(Orders + "?secret-10=1", """{"customer":"c"}""", world.Issuer.Token("app"));
        await world.PostAsync(Orders, """{"customer":"c","giftWrap":true}""");

        UsageReport report = await ReportAsync(world);
        report.Fields.Select(fields => (fields.Api, fields.Version, fields.Operation, fields.Consumer, fields.Sampled))
            .ShouldBe([("orders", "v1", "POST /orders", null, 1), ("orders", "v1", "POST /orders", "app", 2)]);
        Names(report.Fields[0]).ShouldBe("Property:customer=1 Property:giftWrap=1");
        Names(report.Fields[1]).ShouldBe(
            "Query:dryRun=1 Query:filter=1 Query:range=1 Header:X-Channel=1 Cookie:session=1 "
            + "Property:attributes=1 Property:attributes[].unit=1 Property:customer=2 Property:lines=1 Property:lines[].sku=1 Property:odd\\.name=1");
        report.Fields[1].Fields.ShouldAllBe(field => field.LastSeen > report.From && field.LastSeen <= report.To);
        report.Fields[1].WithUnknown.ShouldBe(2);
        report.Fields[1].Truncated.ShouldBeFalse();
        JsonSerializer.Serialize(report, ProtocolJson.Options).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Forms_parts_and_sequences_have_fields_as_well()
    {
        await using GatewayWorld world = await StartAsync();

        await PostAsync(world, "application/x-www-form-urlencoded", "customer=c&note=n");
        await PostAsync(world, "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"label\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n123\r\n--b--\r\n");
        await PostAsync(world, "application/x-ndjson", "{\"customer\":\"a\"}\n{\"customer\":\"b\",\"giftWrap\":true}\n");

        SampledFields fields = (await ReportAsync(world)).Fields.ShouldHaveSingleItem();
        Names(fields).ShouldBe("Property:[].customer=1 Property:[].giftWrap=1 Property:customer=1 Property:label=1 Property:note=1 Property:scan=1");
        fields.Sampled.ShouldBe(3);
        fields.WithUnknown.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_refused_is_no_use()
    {
        await using GatewayWorld world = await StartAsync();

        await PostAsync(world, "application/json", """{"giftWrap":true}""", HttpStatusCode.UnprocessableEntity);
        (await world.PostAsync(Orders + "?dryRun=maybe", """{"customer":"c","note":"n"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        UsageReport report = await ReportAsync(world);
        report.Counts.ShouldHaveSingleItem().Calls.ShouldBe(2);
        SampledFields fields = report.Fields.ShouldHaveSingleItem();
        (fields.Sampled, fields.NotSeen, fields.Fields.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Without_validation_nothing_is_known_and_the_report_says_so()
    {
        await using GatewayWorld world = await StartAsync(mode: ValidationMode.Off);

        await PostAsync(world, "application/json", """{"customer":"c"}""");

        SampledFields fields = (await ReportAsync(world)).Fields.ShouldHaveSingleItem();
        (fields.Operation, fields.Sampled, fields.NotSeen, fields.Fields.Count).ShouldBe(("POST /orders", 0, 0, 0));
    }

    [Theory]
    [InlineData(ValidationMode.Sample)]
    [InlineData(ValidationMode.Report)]
    [InlineData(ValidationMode.Enforce)]
    public async Task In_every_mode_that_looks_at_requests_their_fields_are_observed(ValidationMode mode)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Options = options => options with { UsageInterval = TimeSpan.FromHours(1), FieldSampling = FieldSampling.Always };
            w.Estate.Api("orders", "v1", Contract, part => part with
            {
                Policy = new OperationPolicy
                {
                    Validation = new ValidationPolicy
                    {
                        Request = mode,
                        SampleRate = 0.0001,
                        ContentEncodings = ["gzip"],
                        UnknownProperties = UnknownNames.Report,
                        UnknownQueryParameters = UnknownNames.Report,
                    },
                },
            });
        });
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Optimal))
            gzip.Write("""{"customer":"c","note":"n"}"""u8);
        using HttpRequestMessage request = new(HttpMethod.Post, Orders) { Content = new ByteArrayContent(packed.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");

        await world.PostAsync(Orders + "?dryRun=true&other=1", """{"customer":"c","giftWrap":true,"other":1}""");
        (await world.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        SampledFields fields = (await ReportAsync(world)).Fields.ShouldHaveSingleItem();
        (fields.Sampled, fields.NotSeen, fields.WithUnknown).ShouldBe((2, 0, 1));
        Names(fields).ShouldBe("Query:dryRun=1 Property:customer=2 Property:giftWrap=1 Property:note=1");
    }

    [Fact]
    public async Task A_call_that_cannot_be_looked_at_completely_is_counted_as_such()
    {
        await using GatewayWorld world = await StartAsync(mode: ValidationMode.Report);

        await PostAsync(world, "application/xml", "<order/>");
        await world.PostAsync(Orders + "?dryRun=true", """{"giftWrap":true}""");
        await world.PostAsync(Orders, """{"customer":"c"}""");

        SampledFields fields = (await ReportAsync(world)).Fields.ShouldHaveSingleItem();
        (fields.Sampled, fields.NotSeen).ShouldBe((1, 2));
        Names(fields).ShouldBe("Query:dryRun=1 Property:customer=1");
    }

    [Fact]
    public async Task The_first_calls_are_looked_at_and_of_the_others_a_part()
    {
        await using GatewayWorld world = await StartAsync(new FieldSampling { FirstCalls = 3, Rate = 0.25 });

        for (int i = 0; i < 203; i++)
            await PostAsync(world, "application/json", """{"customer":"c"}""");

        UsageReport report = await ReportAsync(world);
        report.Counts.ShouldHaveSingleItem().Calls.ShouldBe(203);
        report.Fields.ShouldHaveSingleItem().Sampled.ShouldBeInRange(50, 56);
    }

    [Fact]
    public async Task Who_calls_seldom_is_seen_completely_and_who_calls_often_costs_no_more()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        await using GatewayWorld world = await StartAsync(
            new FieldSampling { FirstCalls = 3, Interval = TimeSpan.FromSeconds(2), Rate = 0 }, services: services => services.AddSingleton<TimeProvider>(clock));

        await CallAsync(10);
        clock.Advance(TimeSpan.FromSeconds(2));
        await CallAsync(10);
        clock.Advance(TimeSpan.FromSeconds(4));
        await CallAsync(10);
        clock.Advance(TimeSpan.FromMinutes(10));
        await CallAsync(10);

        UsageReport report = await ReportAsync(world);
        report.Counts.ShouldHaveSingleItem().Calls.ShouldBe(40);
        report.Fields.ShouldHaveSingleItem().Sampled.ShouldBe(3 + 1 + 2 + 3);

        async Task CallAsync(int times)
        {
            for (int i = 0; i < times; i++)
                await PostAsync(world, "application/json", """{"customer":"c"}""");
        }
    }

    [Fact]
    public async Task More_names_than_are_kept_are_told()
    {
        await using GatewayWorld world = await StartAsync(new FieldSampling { Rate = 1, MaxNames = 2 });

        await world.PostAsync("/commerce/orders/v1/tree", """{"left":{"right":{"left":{}}}}""");
        await PostAsync(world, "application/json", """{"customer":"c","note":"n"}""");

        UsageReport report = await ReportAsync(world);
        report.Fields.Single(fields => fields.Operation == "POST /orders").Truncated.ShouldBeFalse();
        SampledFields tree = report.Fields.Single(fields => fields.Operation == "POST /tree");
        tree.Truncated.ShouldBeTrue();
        Names(tree).ShouldBe("Property:left=1 Property:left.right=1");
    }

    [Theory]
    [InlineData(-1, 0.1, 10, "FieldSampling.FirstCalls must be 0 to 100,000")]
    [InlineData(1, 1.1, 10, "FieldSampling.Rate must be 0 to 1")]
    [InlineData(1, double.NaN, 10, "FieldSampling.Rate must be 0 to 1")]
    [InlineData(1, 0.1, 0, "FieldSampling.MaxNames must be 1 to 10,000")]
    public async Task Sampling_has_bounds(int first, double rate, int names, string message)
    {
        Func<Task> start = () => StartAsync(new FieldSampling { FirstCalls = first, Rate = rate, MaxNames = names });
        Func<Task> never = () => StartAsync(new FieldSampling { Interval = TimeSpan.Zero });

        (await never.ShouldThrowAsync<System.ComponentModel.DataAnnotations.ValidationException>()).Message.ShouldContain("FieldSampling.Interval must be 1 ms to 1 h");
        (await start.ShouldThrowAsync<System.ComponentModel.DataAnnotations.ValidationException>()).Message.ShouldContain(message);
    }
}
