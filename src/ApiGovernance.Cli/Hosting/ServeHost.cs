using System.Net.Sockets;
using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Identity.Clients;
using ApiGovernance.Identity.Keys;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// One process with one or both planes. Starts the control plane first (a gateway wants a snapshot) and stops it last (the gateway
/// still reports the usage of its last requests).
/// </summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private readonly List<WebApplication> _started = [];
    private readonly Ports _ports = new();
    private FileStream? _dataLock;

    private ServeHost(ServeOptions options) => Options = options;

    /// <summary>The options with the ports that port 0 became.</summary>
    public ServeOptions Options { get; private set; }

    public WebApplication? ControlPlane { get; private set; }

    public WebApplication? Gateway { get; private set; }

    /// <exception cref="CommandRefusal">It cannot start; nothing is left running.</exception>
    public static async Task<ServeHost> StartAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        ServeHost host = new(options);
        try
        {
            await host.StartPlanesAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when one of the planes has been told to stop (signal or failure).</summary>
    public async Task WaitForStopAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration told = cancellationToken.Register(() => stopping.TrySetResult());
        foreach (WebApplication app in _started)
            app.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task;
        if (Gateway is { } gateway && Options.DrainDelay > TimeSpan.Zero)
        {
            // Load balancers look at /readyz every few seconds; until they have, requests still come.
            gateway.Lifetime.StopApplication();
            await Task.Delay(Options.DrainDelay, TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (int i = _started.Count - 1; i >= 0; i--)
        {
            using CancellationTokenSource bound = new(Options.DrainTime);
            await _started[i].StopAsync(bound.Token);
            await _started[i].DisposeAsync();
        }

        _started.Clear();
        _ports.Dispose();
        _dataLock?.Dispose();
    }

    private WebApplication BuildControlPlane()
    {
        try
        {
            // Its secrets are read when the first consumer needs one; a broken file is better told now.
            if (Options is { RunsAuthority: true, DevelopmentSecrets: true })
                DevelopmentSecrets.LoadOrCreate(Options.SecretsFile, []);
            return ControlPlaneHost.Build(Options, _ports);
        }
        catch (CatalogStartupException error)
        {
            throw HostBuilding.Listed(error);
        }
        catch (CatalogStorageException error)
        {
            throw new CommandRefusal(ExitCodes.CannotStart, $"{error.Path}: {error.Problem}", error.Fix);
        }
        catch (Exception error) when (error is AuthorityKeyException or DevelopmentSecretsException)
        {
            throw new CommandRefusal(ExitCodes.CannotStart, error.Message, "Mend or move that file, or use --no-embedded-authority with issuers of your own.");
        }
    }

    private async Task StartPlanesAsync(CancellationToken cancellationToken)
    {
        StartupChecks.Run(Options);
        _dataLock = DataLock.Take(Options.DataDirectory);
        bool listensForControl = Options.Role is not ServeRole.Gateway;
        Options = Options with
        {
            GatewayUrl = Options.RunsGateway ? Hold(Options.GatewayUrl, "--gateway") : Options.GatewayUrl,
            ControlPlaneUrl = listensForControl ? Hold(Options.ControlPlaneUrl, "--control-plane") : Options.ControlPlaneUrl,
        };
        if (listensForControl)
        {
            ControlPlane = BuildControlPlane();
            _started.Add(ControlPlane);
            await HostBuilding.StartAsync(ControlPlane, Options.ControlPlaneUrl, "--control-plane", cancellationToken);
        }

        if (Options.RunsGateway)
        {
            Gateway = GatewayHost.Build(
                Options, _ports, ControlPlane?.Services.GetService<ISnapshotSource>(), ControlPlane?.Services.GetService<IUsageSink>(),
                ControlPlane?.Services.GetService<IDecisionExchange>());
            _started.Add(Gateway);
            await HostBuilding.StartAsync(Gateway, Options.GatewayUrl, "--gateway", cancellationToken);
        }
    }

    private Uri Hold(Uri url, string option)
    {
        try
        {
            return _ports.Hold(url);
        }
        catch (SocketException error)
        {
            throw HostBuilding.CannotListen(url, option, error);
        }
    }
}
