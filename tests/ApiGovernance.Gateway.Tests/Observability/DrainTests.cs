using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Gateway.Tests.Observability;

/// <summary>A gateway that was told to stop: it says so, and loses no call.</summary>
public sealed class DrainTests
{
    private const string Items = "/commerce/stock/v1/items";

    [Fact]
    public async Task While_it_drains_it_serves_on_says_so_and_keeps_no_connection()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));
        (await world.GetAsync(Items)).Headers.ConnectionClose.ShouldNotBe(true);

        world.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        using HttpResponseMessage ready = await world.GetAsync("/readyz");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonElement body = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        body.GetProperty("status").GetString().ShouldBe("draining");
        body.GetProperty("missing").GetString().ShouldBe("It has been told to stop.");
        (await world.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string path in (string[])[Items, "/nowhere"])
        {
            using HttpResponseMessage served = await world.GetAsync(path);
            served.StatusCode.ShouldBe(path == Items ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            served.Headers.ConnectionClose.ShouldBe(true, path);
        }
    }

    [Fact]
    public async Task Calls_in_flight_on_one_connection_of_HTTP_2_are_finished_and_no_others_begin()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")), RawHttp2.Speak);
        using HttpClient client = new(new SocketsHttpHandler())
        {
            BaseAddress = world.Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = GatewayWorld.Bound,
        };
        world.Backend.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<HttpResponseMessage>[] calls = [.. Enumerable.Range(0, 20).Select(_ => client.GetAsync(new Uri(Items, UriKind.Relative), TestContext.Current.CancellationToken))];
        await Eventually.HoldsAsync(() => world.Backend.Calls == 20, GatewayWorld.Bound, "all calls are under way");

        Task stopped = world.StopGatewayAsync();
        await Eventually.HoldsAsync(async () => await FailsAsync(world.Address), GatewayWorld.Bound, "it takes no new connection");
        stopped.IsCompleted.ShouldBeFalse();
        world.Backend.Hold.SetResult();

        foreach (HttpResponseMessage answer in await Task.WhenAll(calls))
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopped;
        world.Backend.Calls.ShouldBe(20);
    }

    private static async Task<bool> FailsAsync(Uri address)
    {
        using HttpClient other = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage answer = await other.GetAsync(new Uri(address, "healthz"), TestContext.Current.CancellationToken);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
