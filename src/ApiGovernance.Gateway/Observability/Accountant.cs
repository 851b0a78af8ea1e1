using System.Diagnostics;
using ApiGovernance.Gateway.Decisions;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Observability.Unregistered;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Observability;

/// <summary>The end of every request: usage, metrics, trace and access log.</summary>
internal sealed class Accountant(
    UsageCounters usage, ReleaseCounters releases, UnregisteredTraffic unregistered, GatewayMetrics metrics, BusinessAccount business, AccessLog accessLog,
    DecisionLog decisions, TimeProvider clock)
{
    public void Account(Exchange exchange)
    {
        // A client that has gone away saw no status; 499 is what proxies call that.
        int status = exchange.Context.RequestAborted.IsCancellationRequested && !exchange.Context.Response.HasStarted
            ? StatusCodes.Status499ClientClosedRequest
            : exchange.Context.Response.StatusCode;
        TimeSpan elapsed = clock.GetElapsedTime(exchange.StartedAt);
        usage.Add(exchange, status);
        releases.Add(exchange, status);
        if (exchange.Problem is { } problem && UnregisteredTraffic.IsUnregistered(problem))
            unregistered.Note(exchange);
        metrics.RequestEnded(exchange, status, elapsed);
        business.Add(exchange);
        Tag(exchange);
        accessLog.Write(exchange, status, elapsed);
        decisions.Add(exchange, status, elapsed);
    }

    private static void Tag(Exchange exchange)
    {
        if (exchange.Operation is { } operation)
            exchange.Context.SetEndpoint(operation.Endpoint);
        if (Activity.Current is not { IsAllDataRequested: true } activity)
            return;
        activity.SetTag("apigov.correlation_id", exchange.CorrelationId);
        if (exchange.Version is { } version)
            activity.SetTag("apigov.api", version.Part.Api).SetTag("apigov.version", version.Part.Version);
        if (exchange.Operation is { } named)
            activity.SetTag("apigov.operation", named.Name);
        if (exchange.Consumer is { } consumer)
            activity.SetTag("apigov.consumer", consumer.Name);
        if (exchange.Problem is { } problem)
            activity.SetTag("apigov.problem", problem.Type.Id);
    }
}
