using System.Net.Http.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>A control plane and somebody who is told what happens in it.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(CatalogWorld.Start);

    public Receiver Receiver { get; private set; } = null!;

    public CatalogWorld Catalog { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"], WebhookNetworks = [Receiver.Loopback] };

    public string DataFile(string name) => Path.Combine(_folder["data"], name);

    public static async Task<WebhookWorld> StartAsync()
    {
        WebhookWorld world = new() { Receiver = await Receiver.StartAsync() };
        world.Catalog = await CatalogWorld.StartAsync(world.Options, world._clock);
        await world.Catalog.PutAsync("teams", "sales", Texts.Team("sales"));
        return world;
    }

    public async Task RestartAsync()
    {
        await Catalog.DisposeAsync();
        Catalog = await CatalogWorld.StartAsync(Options, _clock);
    }

    /// <summary>Makes or changes a webhook that leads to the receiver.</summary>
    public async Task<WebhookEntry> PutAsync(string name, params string[] events)
    {
        using HttpResponseMessage response = await Catalog.Http.PutAsJsonAsync(
            $"api/v1/webhooks/{name}", new WebhookRequest(Receiver.Address.ToString(), "sales", events), ProtocolJson.Options, Cancel);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<WebhookEntry>(ProtocolJson.Options, Cancel))!;
    }

    public async Task<WebhookEntry> GetAsync(string name) =>
        (await Catalog.Http.GetFromJsonAsync<WebhookEntry>($"api/v1/webhooks/{name}", ProtocolJson.Options, Cancel))!;

    public async Task<WebhookDeliveries> DeliveriesAsync(string name) =>
        (await Catalog.Http.GetFromJsonAsync<WebhookDeliveries>($"api/v1/webhooks/{name}/deliveries", ProtocolJson.Options, Cancel))!;

    /// <summary>Waits until the webhook is as it is asked to be.</summary>
    public async Task<WebhookDeliveries> WaitAsync(string name, Func<WebhookDeliveries, bool> condition)
    {
        WebhookDeliveries now = await DeliveriesAsync(name);
        await Until.TrueAsync(async () => condition(now = await DeliveriesAsync(name)), () => now.ToString() + string.Join('\n', now.Deliveries));
        return now;
    }

    public async Task<T> PostAsync<T>(string address, object body)
    {
        using HttpResponseMessage response = await Catalog.Http.PostAsJsonAsync($"api/v1/{address}", body, Cancel);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<T>(ProtocolJson.Options, Cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        await Receiver.DisposeAsync();
        _folder.Dispose();
    }
}
