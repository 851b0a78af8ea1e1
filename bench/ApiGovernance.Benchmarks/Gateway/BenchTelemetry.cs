using ApiGovernance.Gateway.Observability;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>
/// Somebody who collects what the gateway measures, since instruments that nobody listens to cost nothing: <c>metrics</c> its own, <c>otel</c>
/// all that <c>apigov serve</c> exports, with every call's trace, <c>otel-1</c> the same with the traces of one call in a hundred.
/// </summary>
internal static class BenchTelemetry
{
    public static void Add(IServiceCollection services, BenchOptions options, string collector)
    {
        if (options.Has("otel") || options.Has("otel-1"))
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            if (options.Has("otel-1"))
            {
                Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
                Environment.SetEnvironmentVariable("OTEL_TRACES_SAMPLER_ARG", "0.01");
            }

            services.AddGatewayTelemetry();
        }
        else if (options.Has("metrics"))
        {
            services.AddOpenTelemetry().WithMetrics(metrics => metrics
                .AddMeter("ApiGovernance.Gateway")
                .AddReader(new PeriodicExportingMetricReader(new Nowhere(), 5_000)));
        }
    }

    private sealed class Nowhere : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
