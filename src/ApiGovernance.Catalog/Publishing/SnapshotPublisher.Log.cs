using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Publishing;

internal sealed partial class SnapshotPublisher
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Published snapshot {Revision} with {Versions} API versions")]
    private static partial void LogPublished(ILogger log, string revision, int versions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private static partial void LogLeftOut(ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} cannot serve {Api} {Version}: {Reason}")]
    private static partial void LogQuarantined(ILogger log, string gateway, string api, string version, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gateway {Gateway} refused snapshot {Revision}: {Error}")]
    private static partial void LogRefused(ILogger log, string gateway, string revision, string? error);
}
