using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Http;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Identity;
using ApiGovernance.Identity.Clients;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Hosting;

/// <summary>The control plane's host: catalog API, snapshot feed and the embedded token authority; or the authority alone.</summary>
internal static class ControlPlaneHost
{
    private const string Audience = "apigov-gateway";

    public static WebApplication Build(ServeOptions options, Ports ports)
    {
        WebApplicationBuilder builder = HostBuilding.CreateBuilder(options, options.ControlPlaneUrl, ports);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        Func<IReadOnlyList<ConsumerDescriptor>> consumers = () => [];
        Func<AccessPolicy?> access = () => null;
        if (options.RunsControlPlane)
        {
            builder.Services.AddCatalog(new CatalogOptions
            {
                DataDirectory = options.DataDirectory,
                SqlServer = options.SqlServer,
                PoliciesDirectory = options.PoliciesDirectory,
                CatalogDirectory = options.CatalogDirectory,
                AdminToken = options.AdminToken,
                EmbeddedIssuer = options.RunsAuthority ? Issuer(options) : null,
                GatewayAddress = options.RunsGateway ? options.GatewayUrl : null,
                WebhookNetworks = options.WebhookNetworks,
                WebhookKey = options.WebhookKey,
                DeliversWebhooks = options.DeliversWebhooks,
                UsageRetentionDays = options.UsageRetentionDays,
                BackendAddress = name => options.BackendAddresses.GetValueOrDefault(name)?.ToString(),
            });
            builder.Services.AddMeterExport(CatalogTelemetry.MeterName);
        }

        Func<string, IReadOnlyList<ConsumerKey>> keysOf = _ => [];
        ConsumerClients clients = new(options.DevelopmentSecrets ? options.SecretsFile : null, () => access(), consumer => keysOf(consumer));
        if (options.RunsAuthority)
        {
            builder.Services.AddEmbeddedAuthority(authority =>
            {
                authority.Issuer = options.ControlPlaneUrl;
                authority.KeyDirectory = options.AuthorityDirectory;
                authority.Audience = Audience;
                authority.FindClient = (clientId, _) => ValueTask.FromResult(clients.Find(clientId, consumers()));
            });
        }

        WebApplication app = builder.Build();
        consumers = Consumers(app, options);
        access = Access(app, options);
        if (app.Services.GetService<CatalogView>() is { } view)
            keysOf = view.KeysOf;
        app.UseRouting();
        if (options.RunsAuthority)
        {
            app.UseEmbeddedAuthority();
            app.Use((context, next) => WithSecretOfNewConsumer(context, next, () => clients.EnsureSecrets(clients.ClientIds(consumers()))));
        }

        if (options.RunsControlPlane)
            app.MapCatalogApi();
        CatalogReadiness? readiness = app.Services.GetService<CatalogReadiness>();
        app.MapHealth(
            options.RunsControlPlane ? "control-plane" : "authority",
            () => readiness?.Missing,
            () => [.. (readiness?.FolderErrors ?? []).Select(error => $"catalog folder left aside: {error.Source}: {error.Message}")]);
        // The secrets of the consumers known at start exist before anybody asks for a token.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            if (options.RunsAuthority)
                clients.EnsureSecrets(clients.ClientIds(consumers()));
        });
        return app;
    }

    /// <summary>A consumer registered over HTTP has its secret when the caller reads the answer, so that `apigov token` knows it.</summary>
    private static Task WithSecretOfNewConsumer(HttpContext context, RequestDelegate next, Action ensureSecrets)
    {
        if (HttpMethods.IsPut(context.Request.Method) && context.Request.Path.StartsWithSegments("/api/v1/consumers"))
        {
            context.Response.OnStarting(() =>
            {
                try
                {
                    if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created)
                        ensureSecrets();
                }
                catch (DevelopmentSecretsException)
                {
                    // The registration holds all the same; the token endpoint tries again and reports it.
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static Func<IReadOnlyList<ConsumerDescriptor>> Consumers(WebApplication app, ServeOptions options)
    {
        if (app.Services.GetService<CatalogView>() is { } view)
            return () => view.Consumers;
        IReadOnlyList<ConsumerDescriptor> fromFolder =
            [.. CatalogFolder.Load(options.CatalogDirectory).Descriptors.Select(loaded => loaded.Descriptor).OfType<ConsumerDescriptor>()];
        return () => fromFolder;
    }

    private static Func<AccessPolicy?> Access(WebApplication app, ServeOptions options)
    {
        if (options.RunsControlPlane)
            return () => app.Services.GetRequiredService<PolicySet>().Access;
        PolicyLoad load = PolicySet.Load(options.PoliciesDirectory);
        return load.HasErrors
            ? throw new CatalogStartupException($"The policies in {options.PoliciesDirectory} have errors:", load.Findings)
            : () => load.Policies.Access;
    }

    private static TokenIssuer Issuer(ServeOptions options) => new(ConsumerClients.IssuerName, options.ControlPlaneUrl.ToString())
    {
        Audiences = [Audience],
        Algorithms = ["RS256"],
    };
}
