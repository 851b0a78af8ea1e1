using ApiGovernance.Cli.Inputs;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Cli.Hosting;

/// <summary>The data plane's host.</summary>
internal static class GatewayHost
{
    /// <param name="source">The publisher in this process; null: the control plane is asked over HTTP.</param>
    public static WebApplication Build(ServeOptions options, ISnapshotSource? source, IUsageSink? usage)
    {
        WebApplicationBuilder builder = HostBuilding.CreateBuilder(options, options.GatewayUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureGatewayKestrel());
        if (source is null || usage is null)
        {
            CatalogCredential? credential = CatalogCredential.OfEnvironment(options.ControlPlaneUrl)
                ?? (options.AdminToken is { } token ? new CatalogCredential { Token = token } : null);
            HttpClient control = CatalogConnection.Open(options.ControlPlaneUrl, credential);
            source ??= new HttpSnapshotSource(control);
            usage ??= new HttpUsageSink(control);
        }

        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(usage);
        builder.Services.AddGateway(new GatewayOptions
        {
            Node = options.Node,
            StateDirectory = Path.Combine(options.DataDirectory, "gateway"),
            UsageInterval = options.UsageInterval,
            Redis = options.Redis,
            Idempotency = options.Idempotency,
        });
        builder.Services.AddGatewayTelemetry();
        WebApplication app = builder.Build();
        app.UseGateway();
        return app;
    }
}
