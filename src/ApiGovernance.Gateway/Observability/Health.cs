using System.Buffers;
using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Admission.Sharing;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Acknowledgements;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Gateway.Observability;

/// <summary>
/// <c>/healthz</c>: the process serves. <c>/readyz</c>: it has a snapshot to serve from, and the control plane's word on it where that can be had; what it
/// serves, and how its back ends are, is told to callers on the same machine only.
/// </summary>
internal sealed class Health(GatewayOptions options, SnapshotState snapshots, QuotaSharing sharing, IHostApplicationLifetime lifetime)
{
    private readonly CancellationToken stopping = lifetime.ApplicationStopping;

    /// <summary>It has been told to stop: it still answers, and wants no further connections.</summary>
    public bool IsDraining => stopping.IsCancellationRequested;

    /// <returns>Null when the request asks for something else, or does not ask but tells.</returns>
    public Task? Answer(HttpContext context) => !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) ? null : context.Request.Path.Value switch
    {
        "/healthz" => WriteAsync(context, StatusCodes.Status200OK, Live),
        "/readyz" => WriteAsync(context, !snapshots.IsReady || IsDraining ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, IsNear(context) ? Ready : Status),
        _ => null,
    };

    /// <summary>A proxy on this machine asks for somebody else, and says so.</summary>
    private static bool IsNear(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static void Live(Utf8JsonWriter writer) => writer.WriteString("status", "live");

    private string Word => IsDraining ? "draining" : snapshots.IsReady ? "ready" : "starting";

    /// <summary>Null for a gateway that may be sent calls.</summary>
    private string? Missing => IsDraining ? "It has been told to stop."
        : snapshots.Current is null ? "No snapshot has been applied yet."
        : snapshots.IsReady ? null : "The control plane has not yet said what is served now; what was served last is.";

    private void Status(Utf8JsonWriter writer)
    {
        writer.WriteString("status", Word);
        if (Missing is { } missing)
            writer.WriteString("missing", missing);
    }

    private void Ready(Utf8JsonWriter writer)
    {
        GatewaySnapshot? snapshot = snapshots.Current;
        Status(writer);
        writer.WriteString("node", options.Node);
        if (sharing.IsConfigured)
        {
            // Not a reason to take the gateway out: it goes on with its share.
            writer.WriteStartObject("limits");
            writer.WriteString("counted", sharing.IsShared ? "shared" : "local-share");
            writer.WriteNumber("replicas", sharing.Replicas);
            writer.WriteEndObject();
        }

        if (snapshot is null)
            return;
        writer.WriteString("revision", snapshot.Revision);
        writer.WriteStartArray("quarantined");
        foreach (QuarantinedApi quarantined in snapshot.Quarantined)
        {
            writer.WriteStartObject();
            writer.WriteString("api", quarantined.Api);
            writer.WriteString("version", quarantined.Version);
            writer.WriteString("reason", quarantined.Reason);
            writer.WriteBoolean("servingPrevious", quarantined.ServingPrevious);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteBackends(writer, snapshot);
    }

    /// <summary>Those whose owner says something about failures. A back end that fails does not make the gateway unready.</summary>
    private static void WriteBackends(Utf8JsonWriter writer, GatewaySnapshot snapshot)
    {
        writer.WriteStartArray("backends");
        foreach (BackendModel backend in snapshot.Traffic.Backends.Values.Where(backend => !backend.Resilience.IsPlain).OrderBy(backend => backend.Name, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("name", backend.Name);
            if (backend.Resilience is { Reads: { } reads, Writes: { } writes })
            {
                writer.WriteString("reads", ResilienceMetrics.Word(reads.State));
                writer.WriteString("writes", ResilienceMetrics.Word(writes.State));
            }

            writer.WriteNumber("addresses", backend.Resilience.Destinations.All.Count);
            writer.WriteNumber("healthyAddresses", backend.Resilience.Destinations.All.Count(destination => destination.IsHealthy));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = body.WrittenCount;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
