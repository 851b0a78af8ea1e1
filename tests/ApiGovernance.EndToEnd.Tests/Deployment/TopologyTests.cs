using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>The topology of the compose file, with its own command lines, started as plain processes from the image's files.</summary>
public sealed class TopologyTests(Layout layout) : IClassFixture<Layout>
{
    private const string Products = "commerce/products/v1/products";

    [Fact]
    public async Task Two_gateways_serve_one_catalog_count_together_and_live_on_when_others_die()
    {
        await using Topology topology = new(layout.Program);
        (await topology.CheckHealthAsync("gateway-1")).ShouldSatisfyAllConditions(
            early => early.Code.ShouldBe(5), early => early.Said.ShouldContain("cannot be reached"));
        await topology.StartAsync();
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        Uri[] gateways = [topology.Url("gateway-1", 8080), topology.Url("gateway-2", 8080)];
        string key = await KeyAsync(client, topology);

        foreach (Uri gateway in gateways)
        {
            (HttpStatusCode status, string body) = await CallAsync(client, gateway, key);
            status.ShouldBe(HttpStatusCode.OK, body);
            body.ShouldContain("\"sku\"");
            (await CallAsync(client, gateway, null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            await Eventually.HoldsAsync(
                async () => (await client.GetStringAsync(new Uri(gateway, "readyz"))).Contains("\"limits\":{\"counted\":\"shared\",\"replicas\":2}", StringComparison.Ordinal),
                ServeProcess.Patience, "both gateways count together in Redis");
        }

        foreach (string instance in (string[])["gateway-1", "gateway-2", "apigov.gateway.requests"])
        {
            await Eventually.HoldsAsync(
                () => topology.Collector!.Metrics.Contains(instance, StringComparison.Ordinal), ServeProcess.Patience, $"the collector has heard of {instance}");
        }

        await topology["control-plane"].KillAsync();
        await topology["gateway-1"].KillAsync();
        await topology.StartAsync("gateway-1");
        await topology["redis"].KillAsync();
        foreach (Uri gateway in gateways)
            (await CallAsync(client, gateway, key)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rolling_restart_behind_health_checks_costs_no_request()
    {
        await using Topology topology = new(layout.Program);
        await topology.StartAsync();
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        string key = await KeyAsync(client, topology);
        Uri[] gateways = [topology.Url("gateway-1", 8080), topology.Url("gateway-2", 8080)];
        bool[] isUp = [true, true];
        using CancellationTokenSource over = new();
        // What a load balancer does: looks at /readyz, and sends to who says that it is ready.
        Task watching = Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            using PeriodicTimer every = new(TimeSpan.FromMilliseconds(250));
            while (!over.IsCancellationRequested)
            {
                Volatile.Write(ref isUp[i], await IsReadyAsync(client, gateways[i]));
                await every.WaitForNextTickAsync(CancellationToken.None);
            }
        }));
        List<string> failures = [];
        int calls = 0;
        Task calling = Task.Run(async () =>
        {
            // Within what the caller's plan allows.
            using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(125));
            for (; !over.IsCancellationRequested; calls++)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
                int turn = calls % 2;
                int chosen = Volatile.Read(ref isUp[turn]) ? turn : 1 - turn;
                try
                {
                    (HttpStatusCode status, string body) = await CallAsync(client, gateways[chosen], key);
                    if (status != HttpStatusCode.OK)
                        failures.Add($"{chosen}: {status} {body}");
                }
                catch (HttpRequestException error)
                {
                    failures.Add($"{chosen}: {error.Message}");
                }
            }
        }, TestContext.Current.CancellationToken);

        foreach (string service in (string[])["gateway-1", "gateway-2"])
        {
            int before = Volatile.Read(ref calls);
            topology[service].Terminate();
            (await topology[service].WaitForExitAsync()).ShouldBe(0, topology[service].Said[..Math.Min(4000, topology[service].Said.Length)]);
            await topology.StartAsync(service);
            await Eventually.HoldsAsync(() => Volatile.Read(ref isUp[service == "gateway-1" ? 0 : 1]), ServeProcess.Patience, $"{service} is back");
            Volatile.Read(ref calls).ShouldBeGreaterThan(before);
        }

        await over.CancelAsync();
        await calling;
        await watching;
        failures.ShouldBeEmpty($"of {calls} calls");
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri gateway)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(gateway, "readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<string> KeyAsync(HttpClient client, Topology topology)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(topology.Url("control-plane", 8081), "api/v1/consumers/storefront/keys"))
        {
            Content = new StringContent("{\"label\": \"first steps\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Topology.AdminToken);
        request.Headers.Add("Idempotency-Key", "first-steps");
        using HttpResponseMessage answer = await client.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        string key = JsonDocument.Parse(body).RootElement.GetProperty("key").GetString()!;
        foreach (string gateway in (string[])["gateway-1", "gateway-2"])
        {
            await Eventually.HoldsAsync(
                async () => (await CallAsync(client, topology.Url(gateway, 8080), key)).Status != HttpStatusCode.Unauthorized, ServeProcess.Patience, $"{gateway} knows the key");
        }

        return key;
    }

    private static async Task<(HttpStatusCode Status, string Body)> CallAsync(HttpClient client, Uri gateway, string? key)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(gateway, Products));
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
