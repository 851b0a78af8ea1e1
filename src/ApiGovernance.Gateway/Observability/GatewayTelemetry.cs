using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ApiGovernance.Gateway.Observability;

/// <summary>OpenTelemetry for a gateway host.</summary>
public static class GatewayTelemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Collects and exports traces and metrics of server, client, runtime and gateway by OTLP. Does nothing where
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is not set: what nobody receives is not worth measuring.
    /// </summary>
    public static IServiceCollection AddGatewayTelemetry(this IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
            return services;
        // The default reads and writes baggage, too.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(GatewayMetrics.Name)
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSource(GatewayMetrics.Name)
                .AddOtlpExporter());
        return services;
    }

    /// <summary>Collects and exports the metrics of one meter, for a host of another plane; where and when as for the gateway. To be called once: each call exports.</summary>
    public static IServiceCollection AddMeterExport(this IServiceCollection services, string meter)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
            services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(meter).AddOtlpExporter());
        return services;
    }
}
