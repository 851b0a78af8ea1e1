using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>Takes what is exported by OTLP over gRPC (in whose protobuf names stand as plain text) and says that it is well.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StringBuilder _metrics = new();

    private OtlpCollector(WebApplication app) => _app = app;

    public string Metrics
    {
        get
        {
            lock (_metrics)
                return _metrics.ToString();
        }
    }

    public static async Task<OtlpCollector> StartAsync(IPAddress address, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http2));
        OtlpCollector collector = new(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (context.Request.Path.Value!.Contains("MetricsService", StringComparison.Ordinal))
        {
            lock (_metrics)
                _metrics.Append(Encoding.Latin1.GetString(body.ToArray()));
        }

        context.Response.ContentType = "application/grpc";
        // An empty message: not compressed, no bytes.
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
