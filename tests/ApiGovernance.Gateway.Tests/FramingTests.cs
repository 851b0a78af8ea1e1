using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>
/// Connections that their client means to keep: what follows a request whose end two readers could see in two places is never taken for another request, and
/// what follows any other refused one is read as what it is.
/// </summary>
public sealed class FramingTests(FramingTests.Shared shared) : IClassFixture<FramingTests.Shared>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Items, version: 1.0.0 }
        paths:
          /items:
            get: { responses: { '200': { description: ok } } }
            post:
              requestBody: { content: { application/json: { schema: { type: object } } } }
              responses: { '200': { description: ok } }
        """;

    private const string Items = "/commerce/items/v1/items";
    private const string Second = $"GET {Items} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n";

    /// <summary>The status codes of all answers that come until the gateway closes the connection.</summary>
    private async Task<(string[] Statuses, string Answer)> SendAsync(string head, string body, string method = "POST", string version = "1.1", string target = Items)
    {
        string answer = await RawHttp.SendAsync(
            shared.World.Address, $"{method} {target} HTTP/{version}\r\nHost: gateway\r\nContent-Type: application/json\r\n{head}\r\n\r\n{body}{Second}");
        return ([.. answer.Split("HTTP/1.1 ").Skip(1).Select(one => one[..3])], answer);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: identity, chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: ,chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: identity")]
    [InlineData("Transfer-Encoding:")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding:")]
    [InlineData("Content-Length: 5\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5, 5")]
    [InlineData("Content-Length:")]
    public async Task A_request_that_could_end_in_two_places_is_the_last_one_of_its_connection(string fields)
    {
        int before = shared.World.Backend.Calls;

        var (statuses, answer) = await SendAsync(fields, "0\r\n\r\n");

        statuses.ShouldBe(["400"], answer);
        answer.ShouldContain("Connection: close");
        shared.World.Backend.Calls.ShouldBe(before);
    }

    [Fact]
    public async Task So_is_one_with_chunks_in_a_version_without_them()
    {
        var (statuses, answer) = await SendAsync("Connection: keep-alive\r\nTransfer-Encoding: chunked", "0\r\n\r\n", version: "1.0");

        statuses.ShouldBe(["400"], answer);
    }

    [Theory]
    [InlineData("2;\n\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2;\r{}\r\n0\r\n\r\n")]
    [InlineData("2;a=\"\n\"\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0;\n\r\n\r\n")]
    [InlineData("2\r\n{}\n0\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\n\n")]
    [InlineData("2\r\n{}\r\n0\r\nX-A: b\n\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\n X-A: b\r\n\r\n")]
    public async Task A_line_feed_alone_ends_no_chunk_extension_chunk_or_trailer(string body)
    {
        int before = shared.World.Backend.Calls;

        var (statuses, answer) = await SendAsync("Transfer-Encoding: chunked", body);

        statuses.ShouldBe(["400"], answer);
        shared.World.Backend.Calls.ShouldBe(before);
    }

    [Theory]
    [InlineData("POST", "/commerce/items/v1/nothing", "Content-Length: 2", "{}", "404")]
    [InlineData("POST", "/commerce/items/v1/nothing", "Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n", "404")]
    [InlineData("POST", "/nobody", "Transfer-Encoding: chunked", "2;x=y\r\n{}\r\n0\r\nX-A: b\r\n\r\n", "404")]
    [InlineData("POST", "/commerce/items/v1/items", "Content-Length: 2\r\nExpect: something", "{}", "417")]
    [InlineData("TRACE", "/commerce/items/v1/items", "Content-Length: 2", "{}", "405")]
    [InlineData("POST", "/commerce/items/v1/items", "Content-Length: 2\r\nConnection: X-A", "[]", "400")]
    [InlineData("POST", "/commerce/items/v1/items", "Content-Length: 2", "[]", "422")]
    [InlineData("POST", "/commerce/items/v1/items", "Content-Length: 2", "{}", "200")]
    public async Task After_any_other_refusal_the_next_request_begins_where_the_body_ends(string method, string target, string fields, string body, string status)
    {
        var (statuses, answer) = await SendAsync(fields, body, method, target: target);

        statuses.ShouldBe([status, "200"], answer);
    }

    [Fact]
    public async Task A_body_that_looks_like_a_request_is_none()
    {
        int before = shared.World.Backend.Calls;

        var (statuses, answer) = await SendAsync($"Content-Length: {Second.Length}", Second, "GET");

        statuses.ShouldBe(["415"], answer);
        shared.World.Backend.Calls.ShouldBe(before);
    }

    public sealed class Shared : IAsyncLifetime
    {
        public GatewayWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await GatewayWorld.StartAsync(world => world.Estate.Api("items", "v1", Contract));

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
