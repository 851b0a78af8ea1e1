using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>A gateway on a real socket with a back end, an issuer and a control plane around it.</summary>
public sealed class GatewayWorld : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly TempFolder state = new();
    private readonly Action<IServiceCollection> services;
    private LoopbackApp? gateway;

    private GatewayWorld(EchoBackend backend, FakeIssuer issuer, Action<IServiceCollection> services)
    {
        (Backend, Issuer, this.services) = (backend, issuer, services);
        Estate.Backend("erp", backend.Address);
        Estate.Issuers.Add(issuer.Descriptor());
    }

    public EchoBackend Backend { get; }

    public FakeIssuer Issuer { get; }

    public FakeControlPlane ControlPlane { get; } = new();

    public Estate Estate { get; } = new();

    public HttpClient Client => gateway!.Client;

    public Uri Address => gateway!.BaseAddress;

    public IServiceProvider Services => gateway!.Services;

    public string StateFolder { get; set; } = "";

    /// <summary>A world with a gateway that serves what <paramref name="estate"/> describes.</summary>
    /// <summary>What the gateway is told otherwise than usual.</summary>
    public Func<GatewayOptions, GatewayOptions> Options { get; set; } = options => options;

    public static async Task<GatewayWorld> StartAsync(Action<GatewayWorld> estate, Action<IServiceCollection>? services = null)
    {
        GatewayWorld world = new(await EchoBackend.StartAsync(), await FakeIssuer.StartAsync(), services ?? (_ => { }));
        world.StateFolder = world.state["gateway"];
        estate(world);
        await world.StartGatewayAsync();
        await world.PublishAsync();
        return world;
    }

    public async Task StartGatewayAsync() => gateway = await LoopbackApp.StartAsync(
        collection =>
        {
            services(collection);
            collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information));
            collection.AddSingleton<ISnapshotSource>(ControlPlane);
            collection.AddSingleton<IUsageSink>(ControlPlane);
            collection.Configure<KestrelServerOptions>(server => server.ConfigureGatewayKestrel());
            collection.AddGateway(Options(new GatewayOptions
            {
                Node = "node-1",
                StateDirectory = StateFolder,
                UsageInterval = TimeSpan.FromMilliseconds(50),
                SnapshotWait = TimeSpan.FromSeconds(5),
                MaxRetryDelay = TimeSpan.FromMilliseconds(100),
            }));
        },
        app => app.UseGateway());

    public async Task StopGatewayAsync()
    {
        if (gateway is null)
            return;
        // Disposing alone would be a crash, not a stop.
        await gateway.Services.GetRequiredService<IHost>().StopAsync();
        await gateway.DisposeAsync();
        gateway = null;
    }

    /// <summary>Publishes the estate as it is now and waits for the gateway's word on it.</summary>
    public async Task<SnapshotAcknowledgement> PublishAsync(bool applied = true)
    {
        var (manifest, parts) = Estate.Build();
        ControlPlane.Publish(manifest, parts);
        await Eventually.HoldsAsync(
            () => ControlPlane.Acknowledgements.Any(acknowledgement => acknowledgement.Revision == manifest.Revision),
            Bound, "the gateway acknowledges the snapshot");
        SnapshotAcknowledgement acknowledgement = ControlPlane.Acknowledgements.Last(acknowledgement => acknowledgement.Revision == manifest.Revision);
        acknowledgement.Applied.ShouldBe(applied, acknowledgement.Error);
        return acknowledgement;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string target, string? json = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, target);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string target, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, target, null, token, headers);

    public Task<HttpResponseMessage> PostAsync(string target, string json, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, target, json, token, headers);

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await Backend.DisposeAsync();
        await Issuer.DisposeAsync();
        state.Dispose();
    }
}

public static class ProblemAssertions
{
    /// <summary>The answer is the gateway's own problem of this id and status; gives its JSON.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string id)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString()!.Split('/', '#')[^1].ShouldBe(id, text);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("correlationId").GetString().ShouldBe(response.Headers.GetValues("X-Correlation-Id").Single());
        return problem;
    }
}
