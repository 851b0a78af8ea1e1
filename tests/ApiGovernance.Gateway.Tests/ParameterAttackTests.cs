using System.Net;
using System.Text;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>What a JSON body may not have, no JSON in a parameter or a part of a form has either; and what nobody would check is refused.</summary>
public sealed class ParameterAttackTests(ParameterAttackTests.Shared shared) : IClassFixture<ParameterAttackTests.Shared>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Items, version: 1.0.0 }
        paths:
          /items:
            get:
              parameters:
                - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
                - { name: n, in: query, schema: { type: number } }
                - { name: any, in: query, schema: { type: [string, number] } }
                - { name: session, in: cookie, schema: { type: string, minLength: 4 } }
              responses: { '200': { description: ok } }
            post:
              requestBody:
                content:
                  multipart/form-data: { schema: { type: object, properties: { meta: { type: object }, n: { type: number } } } }
                  application/x-www-form-urlencoded: { schema: { type: object, properties: { meta: { type: object } } } }
              responses: { '200': { description: ok } }
        """;

    private const string Items = "/commerce/items/v1/items";

    [Theory]
    [InlineData("?filter=%7B%22a%22:1,%22b%22:%22%5C%5Cu0000%22%7D")]
    [InlineData("?n=1e308&any=1e400")]
    [InlineData("?n=-1.5")]
    public async Task A_value_with_one_reading_passes(string query) =>
        Uri.UnescapeDataString((await Echo.ReadAsync(await shared.World.GetAsync(Items + query))).Target).ShouldBe(Uri.UnescapeDataString("/items" + query));

    [Theory]
    [InlineData("?filter=%7B%22a%22:1,%22a%22:2%7D", "filter")]
    [InlineData("?filter=%7B%22a%22:1,%22%5Cu0061%22:2%7D", "filter")]
    [InlineData("?filter=%7B%22a%22:1e400%7D", "filter")]
    [InlineData("?filter=%7B%22a%22:%22%5Cu0000%22%7D", "filter")]
    [InlineData("?filter=%7B%22a%22:%22%5Cud800%22%7D", "filter")]
    [InlineData("?n=1e400", "n")]
    [InlineData("?n=-1e309", "n")]
    [InlineData("?n=NaN", "n")]
    public async Task A_value_that_readers_take_differently_is_refused(string query, string parameter)
    {
        int before = shared.World.Backend.Calls;

        (await (await shared.World.GetAsync(Items + query)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters"))
            .GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe(parameter);

        shared.World.Backend.Calls.ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"a":1}""", 200)]
    [InlineData("""{"a":1e400}""", 422)]
    [InlineData("""{"a":"\u0000"}""", 422)]
    [InlineData("""{"a":1,"a":2}""", 422)]
    public async Task A_part_of_a_form_that_is_JSON_is_held_to_the_same(string json, int status)
    {
        string multipart = $"--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{json}\r\n--b--\r\n";

        ((int)(await PostAsync("multipart/form-data; boundary=b", multipart)).StatusCode).ShouldBe(status);
        ((int)(await PostAsync("application/x-www-form-urlencoded", "meta=" + Uri.EscapeDataString(json))).StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_Cookie_field_with_more_cookies_than_are_looked_at_is_refused()
    {
        int before = shared.World.Backend.Calls;

        var problem = await (await shared.World.GetAsync(Items, null, ("Cookie", string.Concat(Enumerable.Repeat("a=;", 1024)) + "session=x")))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");

        problem.GetProperty("detail").GetString().ShouldBe("The Cookie field is malformed.");
        problem.GetProperty("errors")[0].GetProperty("in").GetString().ShouldBe("cookie");
        problem.GetProperty("errors")[0].GetProperty("detail").GetString().ShouldBe("has more than 1024 names");
        shared.World.Backend.Calls.ShouldBe(before);
    }

    private async Task<HttpResponseMessage> PostAsync(string contentType, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Items) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await shared.World.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public sealed class Shared : IAsyncLifetime
    {
        public GatewayWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract));

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
