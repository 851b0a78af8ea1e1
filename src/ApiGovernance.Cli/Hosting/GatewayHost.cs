using ApiGovernance.Cli.Inputs;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Cli.Hosting;

/// <summary>The data plane's host.</summary>
internal static class GatewayHost
{
    /// <param name="source">The publisher in this process; null: the control plane is asked over HTTP.</param>
    public static WebApplication Build(ServeOptions options, Ports ports, ISnapshotSource? source, IUsageSink? usage, IDecisionExchange? decisions)
    {
        WebApplicationBuilder builder = HostBuilding.CreateBuilder(options, options.GatewayUrl, ports);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureGatewayKestrel());
        if (options.Callers.Tls() is { } tls)
            GatewayListener.Secure(builder, options.GatewayUrl, tls);
        if (source is null || usage is null)
        {
            CatalogCredential? credential = CatalogCredential.OfEnvironment(options.ControlPlaneUrl)
                ?? (options.AdminToken is { } token ? new CatalogCredential { Token = token } : null);
            HttpClient control = CatalogConnection.Open(options.ControlPlaneUrl, credential);
            source ??= new HttpSnapshotSource(control);
            usage ??= new HttpUsageSink(control);
            decisions ??= new HttpDecisionExchange(control);
        }

        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(usage);
        if (decisions is not null)
            builder.Services.AddSingleton(decisions);
        builder.Services.AddGateway(new GatewayOptions
        {
            Node = options.Node,
            Environment = options.BackendEnvironment,
            StateDirectory = Path.Combine(options.DataDirectory, "gateway"),
            UsageInterval = options.UsageInterval,
            Redis = options.Redis,
            SecretsDirectory = options.Callers.SecretsDirectory ?? Path.Combine(options.DataDirectory, "secrets"),
            PublicUrls = options.Callers.PublicUrls,
            IdentityKeyDirectory = options.Callers.IdentityKeyDirectory,
            ClientAuthoritiesFile = options.Callers.ClientAuthoritiesFile,
            ForwardedCertificateHeader = options.Callers.ForwardedCertificateHeader,
            TrustedProxies = options.Callers.TrustedProxies,
            Idempotency = options.Idempotency,
        });
        builder.Services.AddGatewayTelemetry();
        WebApplication app = builder.Build();
        app.UseGateway();
        return app;
    }
}
