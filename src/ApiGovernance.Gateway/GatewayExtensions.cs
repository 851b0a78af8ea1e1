using System.Diagnostics;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Certificates;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Authentication.Signatures;
using ApiGovernance.Gateway.Decisions;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Observability.Conformance;
using ApiGovernance.Gateway.Observability.Unregistered;
using ApiGovernance.Gateway.Redis;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway;

/// <summary>The gateway's door.</summary>
public static class GatewayExtensions
{
    /// <summary>
    /// Adds the gateway plane. The host adds an <see cref="Protocol.Snapshots.ISnapshotSource"/> and an
    /// <see cref="Protocol.Usage.IUsageSink"/> as singletons.
    /// </summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its bounds.</exception>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SnapshotState>();
        services.AddSingleton<ReleaseCounters>();
        services.AddSingleton<IssuerHttp>();
        services.AddSingleton<RedisLink>();
        services.AddSingleton<GatewaySecrets>();
        services.AddSingleton<AuthenticationTools>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ReplayGuard>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton<SenderCheck>();
        services.AddSingleton<SignatureVerifier>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<IdentityKeyStore>();
        services.AddSingleton<IdentityTokens>();
        services.AddSingleton<OnwardIdentity>();
        services.AddAdmission();
        services.AddSingleton<SnapshotCompiler>();
        services.AddSingleton<PartStore>();
        services.AddSingleton<SnapshotApplier>();
        services.AddSingleton<LifecycleGate>();
        services.AddSingleton<Violations>();
        services.AddSingleton<RequestValidator>();
        services.AddIdempotency();
        services.AddSingleton<ResponseValidator>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<BusinessMetrics>();
        services.AddSingleton<BusinessMarks>();
        services.AddSingleton<BusinessAccount>();
        services.AddSingleton<AnswerCounters>();
        services.AddSingleton<ShadowMetrics>();
        services.AddSingleton<ShadowTraffic>();
        services.AddSingleton<UnregisteredTraffic>();
        services.AddSingleton<ResilienceMetrics>();
        services.AddSingleton<StaleAnswers>();
        services.AddSingleton<BackendCalls>();
        services.AddSingleton<UsageCounters>();
        // In the place of the server's own.
        services.AddSingleton<DistributedContextPropagator, TraceContext>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<DecisionField>();
        services.AddSingleton<Accountant>();
        services.AddSingleton<Health>();
        services.AddHostedService<SnapshotWorker>();
        services.AddHostedService<ReleaseReporter>();
        services.AddHostedService<UsageReporter>();
        services.AddHostedService<DecisionReporter>();
        services.AddHostedService<HealthProber>();
        services.AddSingleton<IForwarderHttpClientFactory, BackendHttpClientFactory>();
        services.AddSingleton<BackendClients>();
        services.AddHttpForwarder();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<GatewayMiddleware>();
        // The proxy writes a line per request at Information; ours says more.
        services.AddLogging(logging => logging
            .AddFilter("Yarp", LogLevel.Warning)
            // The server writes the query of each request, with all that is in it.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            // A back end that cannot be reached is a line of our access log, not a stack trace per request.
            .AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.Error));
        return services;
    }

    /// <summary>Makes the application a gateway: every request that is not for <c>/healthz</c> or <c>/readyz</c> goes through the pipeline.</summary>
    public static WebApplication UseGateway(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Run(app.Services.GetRequiredService<GatewayMiddleware>().InvokeAsync);
        return app;
    }

    /// <summary>Limits for a server that strangers can reach.</summary>
    public static void ConfigureGatewayKestrel(this KestrelServerOptions server)
    {
        ArgumentNullException.ThrowIfNull(server);
        server.AddServerHeader = false;
        // Two parsers disagree on where a header ends when a line may end in LF alone.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        server.RequestHeaderEncodingSelector = static name => name == "Content-Length" ? LengthEncoding.Instance : null;
        // Back ends answer in whatever they like; octet for octet it goes on.
        server.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
        KestrelServerLimits limits = server.Limits;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        limits.MaxConcurrentConnections = 10_000;
        // Only operations whose contract says that they are WebSockets get that far.
        limits.MaxConcurrentUpgradedConnections = 5_000;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 128 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
