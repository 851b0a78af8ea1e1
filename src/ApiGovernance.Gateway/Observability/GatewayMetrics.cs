using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Observability;

/// <summary>The gateway's instruments. Consumers are never a tag: there are too many of them.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    public const string Name = "ApiGovernance.Gateway";

    /// <summary>
    /// Bounds of what takes from a millisecond to half a minute. Without them collectors get those that are meant for milliseconds, where every call is below the first.
    /// </summary>
    public static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter meter;
    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;
    private readonly Counter<long> refused;
    private readonly Counter<long> violations;
    private readonly Counter<long> notChecked;
    private readonly Counter<long> snapshots;
    private readonly Counter<long> lostReports;

    public GatewayMetrics(IMeterFactory factory)
    {
        meter = factory.Create(Name);
        requests = meter.CreateCounter<long>("apigov.gateway.requests", "{request}", "Requests by API, version, operation, outcome and status.");
        duration = meter.CreateHistogram("apigov.gateway.request.duration", "s", "Time from the request's head to the answer's end.", advice: Seconds);
        refused = meter.CreateCounter<long>("apigov.gateway.refused", "{request}", "Requests that the gateway answered itself, by problem type, API and version.");
        violations = meter.CreateCounter<long>("apigov.gateway.validation.failures", "{request}", "Requests and answers that break their contract, refused or not.");
        notChecked = meter.CreateCounter<long>(
            "apigov.gateway.validation.unchecked", "{request}", "Bodies that the contract describes but nobody checked, by media type and direction.");
        snapshots = meter.CreateCounter<long>("apigov.gateway.snapshots", "{snapshot}", "Snapshots received, by whether they were applied.");
        lostReports = meter.CreateCounter<long>("apigov.gateway.usage.reports.lost", "{report}", "Usage reports that the control plane did not take.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    public void RequestEnded(Exchange exchange, int status, TimeSpan elapsed)
    {
        if (!requests.Enabled && !duration.Enabled)
            return;
        TagList tags = default;
        if (exchange.Version is { } version)
        {
            tags.Add("api", version.Part.Api);
            tags.Add("version", version.Part.Version);
            if (version.IsCanary)
                tags.Add("canary", true);
        }

        if (exchange.Operation is { } operation)
        {
            tags.Add("operation", operation.Name);
            tags.Add("http.route", operation.Route);
        }

        // A plan is one of a few; a consumer would be one of thousands.
        if (exchange.Consumer is { } consumer)
            tags.Add("plan", consumer.Plan);
        tags.Add("outcome", exchange.Outcome);
        tags.Add("http.response.status_code", status);
        requests.Add(1, tags);
        duration.Record(elapsed.TotalSeconds, tags);
        if (exchange.Problem is { } problem)
            Refused(exchange.Version, problem.Type);
    }

    private void Refused(ServedVersion? version, ProblemType type)
    {
        TagList tags = default;
        tags.Add("problem", type.Id);
        if (version is not null)
        {
            tags.Add("api", version.Part.Api);
            tags.Add("version", version.Part.Version);
        }

        refused.Add(1, tags);
    }

    /// <param name="direction"><c>request</c> or <c>response</c>.</param>
    public void ValidationFailed(ApiVersionPart part, CompiledOperation operation, ProblemType type, string direction, ValidationMode mode)
    {
        if (!violations.Enabled)
            return;
        violations.Add(1, new TagList
        {
            { "api", part.Api },
            { "version", part.Version },
            { "operation", operation.Name },
            { "problem", type.Id },
            { "direction", direction },
            { "mode", mode.ToString().ToLowerInvariant() },
        });
    }

    /// <param name="direction"><c>request</c> or <c>response</c>.</param>
    public void BodyNotChecked(ApiVersionPart part, CompiledOperation operation, string mediaType, string direction)
    {
        if (!notChecked.Enabled)
            return;
        notChecked.Add(1, new TagList
        {
            { "api", part.Api },
            { "version", part.Version },
            { "operation", operation.Name },
            { "media_type", mediaType },
            { "direction", direction },
        });
    }

    public void SnapshotReceived(bool applied) => snapshots.Add(1, new KeyValuePair<string, object?>("applied", applied));

    public void UsageReportLost() => lostReports.Add(1);

    public void Dispose() => meter.Dispose();
}
