using ApiGovernance.Cli.Hosting;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The three systems behind the demo's gateway, each on a loopback port of its own.</summary>
internal sealed class SimulatedSystems : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];
    private readonly Dictionary<string, Uri> _addresses = [];

    private SimulatedSystems()
    {
    }

    /// <summary>By the name of the catalog's back end.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    public static async Task<SimulatedSystems> StartAsync(CancellationToken cancellationToken)
    {
        SimulatedSystems systems = new();
        await systems.StartAsync("erp", ErpSystem.Map, cancellationToken);
        await systems.StartAsync("commerce", CommerceSystem.Map, cancellationToken);
        await systems.StartAsync("logistics", LogisticsSystem.Map, cancellationToken);
        return systems;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication app in _apps)
            await app.DisposeAsync();
    }

    private async Task StartAsync(string name, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        map(app);
        _apps.Add(app);
        await app.StartAsync(cancellationToken);
        _addresses[name] = HostBuilding.Address(app);
    }
}
