using System.Diagnostics;
using System.Net;
using ApiGovernance.Gateway.Problems;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Observability;

/// <summary>
/// One line per request, whose parts are fields where logs are JSON (docs/operations/access-log.md). Nothing in it is text that a client can break
/// lines with, and no header field, query, body or credential is ever in it.
/// </summary>
internal sealed partial class AccessLog(ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger("ApiGovernance.Gateway.Access");

    public void Write(Exchange exchange, int status, TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Information))
            return;
        Answered(
            exchange.Context.Request.Method,
            exchange.Operation?.Route ?? (exchange.Problem?.Type != ProblemTypes.MalformedRequest && IsPrintable(exchange.Path.Raw) ? exchange.Path.Raw.ToString() : "(malformed)"),
            status,
            elapsed.TotalMilliseconds,
            exchange.Outcome,
            exchange.Version?.Part.Api ?? exchange.Api?.Name,
            exchange.Version?.Part.Version,
            exchange.Operation?.Name,
            exchange.Consumer?.Name,
            exchange.Consumer?.Plan,
            exchange.Version?.Backend.Name,
            exchange.Problem?.Type.Id,
            exchange.UncheckedBody,
            exchange.Context.Request.ContentLength,
            exchange.Context.Connection.RemoteIpAddress,
            exchange.Snapshot?.Revision,
            Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : null,
            exchange.CorrelationId);
    }

    /// <summary>What was refused for its shape, or before that was looked at, may hold anything at all.</summary>
    private static bool IsPrintable(ReadOnlySpan<char> path) => path.Length > 0 && path.IndexOfAnyExceptInRange('!', '~') < 0;

    [LoggerMessage(1, LogLevel.Information,
        "{Method} {Route} answered {Status} in {ElapsedMs:0.0} ms ({Outcome}; api {Api}, version {Version}, operation {Operation}, consumer {Consumer}, plan {Plan}, backend {Backend}, problem {Problem}, unchecked {UncheckedBody}, bytes {RequestBytes}, client {Client}, snapshot {Snapshot}, trace {Trace}, correlation {CorrelationId})")]
    private partial void Answered(
        string method, string route, int status, double elapsedMs, string outcome, string? api, string? version, string? operation, string? consumer, string? plan,
        string? backend, string? problem, string? uncheckedBody, long? requestBytes, IPAddress? client, string? snapshot, string? trace, string correlationId);
}
