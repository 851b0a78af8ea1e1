using System.Net;
using ApiGovernance.Cli.Hosting;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The three systems behind the demo's gateway, each on a port of its own.</summary>
internal sealed class SimulatedSystems : IAsyncDisposable
{
    private static readonly Dictionary<string, int> CatalogPorts = new() { ["erp"] = 7101, ["commerce"] = 7102, ["logistics"] = 7103 };

    private readonly List<WebApplication> _apps = [];
    private readonly Dictionary<string, Uri> _addresses = [];

    private SimulatedSystems()
    {
    }

    /// <summary>By the name of the catalog's back end.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    /// <summary>On free ports of the loopback address.</summary>
    public static Task<SimulatedSystems> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(IPAddress.Loopback, _ => 0, cancellationToken);

    /// <summary>On the ports that the repository's catalog names.</summary>
    public static Task<SimulatedSystems> StartAsync(IPAddress address, CancellationToken cancellationToken) =>
        StartAsync(address, name => CatalogPorts[name], cancellationToken);

    private static async Task<SimulatedSystems> StartAsync(IPAddress address, Func<string, int> port, CancellationToken cancellationToken)
    {
        SimulatedSystems systems = new();
        try
        {
            foreach ((string name, Action<WebApplication> map) in new (string, Action<WebApplication>)[]
                { ("erp", ErpSystem.Map), ("commerce", CommerceSystem.Map), ("logistics", LogisticsSystem.Map) })
            {
                await systems.StartAsync(name, map, new IPEndPoint(address, port(name)), cancellationToken);
            }

            return systems;
        }
        catch
        {
            await systems.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication app in _apps)
            await app.DisposeAsync();
    }

    private async Task StartAsync(string name, Action<WebApplication> map, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls($"http://{endPoint}");
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        map(app);
        _apps.Add(app);
        await HostBuilding.StartAsync(app, new Uri($"http://{endPoint}"), "--backends", cancellationToken);
        _addresses[name] = HostBuilding.Address(app);
    }
}
