using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>The limits' fields on answers of every kind, and what a call costs that came to nothing.</summary>
public class AnswerFieldTests
{
    private const string Items = "/commerce/stock/v1/items";

    private const string Contract = """
        openapi: 3.1.0
        info: { title: Stock, version: 1.0.0 }
        paths:
          /items:
            get: { parameters: [ { name: limit, in: query, schema: { type: integer } } ], responses: { default: { description: any } } }
            head: { responses: { default: { description: any } } }
            delete: { security: [ { oauth2: [stock.delete] } ], responses: { default: { description: any } } }
        components:
          securitySchemes:
            oauth2: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { stock.delete: d } } } }
        """;

    private static Task<GatewayWorld> StartAsync(string address, params PlanLimit[] limits) => GatewayWorld.StartAsync(world =>
    {
        world.Estate.Plans.Add(new SnapshotPlan("small", limits));
        world.Estate.Backend("stock", address)
            .Api("stock", "v1", Contract, part => part with { Backend = "stock", AuthenticationRequired = true })
            .Consumer("app", "small", subscriptions: Estate.Subscription("stock"))
            .Consumer("outsider", "small");
    });

    private static string? Left(HttpResponseMessage answer) => answer.Headers.TryGetValues("RateLimit", out var values) ? string.Join(", ", values).Split(';')[1] : null;

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    [InlineData("GET", 301)]
    [InlineData("GET", 404)]
    [InlineData("GET", 500)]
    [InlineData("HEAD", 200)]
    [InlineData("HEAD", 404)]
    public async Task Every_answer_of_the_back_end_tells_what_is_left(string method, int status)
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        backend.Say(status, null, "", ("RateLimit", "\"upstream\";r=1000"), ("RateLimit-Policy", "\"upstream\";q=1000"), ("Location", "/elsewhere"), ("ETag", "\"1\""));
        await using GatewayWorld world = await StartAsync(backend.Address, new PlanLimit("hourly", 5, 3600));

        HttpResponseMessage answer = await world.SendAsync(new HttpMethod(method), Items, null, world.Issuer.Token("app"));

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"hourly\";q=5;w=3600"]);
        answer.Headers.GetValues("RateLimit").ShouldBe(["\"hourly\";r=4;t=720"]);
    }

    [Fact]
    public async Task A_refused_HEAD_has_the_fields_and_no_body()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend.Address, new PlanLimit("hourly", 1, 3600));
        string token = world.Issuer.Token("app");
        (await world.SendAsync(HttpMethod.Head, Items, null, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpResponseMessage refused = await world.SendAsync(HttpMethod.Head, Items, null, token);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("Retry-After").Single().ShouldBeOneOf("3600", "3599");
        Left(refused).ShouldBe("r=0");
        (await refused.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_uses_up_what_is_anothers()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend.Address, new PlanLimit("hourly", 2, 3600));
        string app = world.Issuer.Token("app");
        string[] parts = app.Split('.');

        foreach (var (what, method, target, token) in new (string, HttpMethod, string, string?)[]
        {
            ("nobody", HttpMethod.Get, Items, null),
            ("a forged token", HttpMethod.Get, Items, $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}"),
            ("one that has ended", HttpMethod.Get, Items, world.Issuer.Token("app", payload: claims => claims["exp"] = 1)),
            ("one that is no consumer", HttpMethod.Get, Items, world.Issuer.Token("nobody")),
            ("one that is not subscribed", HttpMethod.Get, Items, world.Issuer.Token("outsider")),
            ("a scope too few", HttpMethod.Delete, Items, app),
            ("a path that is not there", HttpMethod.Get, Items + "/none", app),
            ("a method that is not there", HttpMethod.Put, Items, app),
            ("a version that is not there", HttpMethod.Get, Items.Replace("v1", "v9", StringComparison.Ordinal), app),
        })
        {
            HttpResponseMessage refused = await world.SendAsync(method, target, null, token);
            ((int)refused.StatusCode).ShouldBeInRange(400, 499, what);
            refused.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests, what);
            Left(refused).ShouldBeNull(what);
        }

        Left(await world.GetAsync(Items, app)).ShouldBe("r=1");
        Left(await world.GetAsync(Items, app)).ShouldBe("r=0");
    }
}
