using Microsoft.Extensions.Logging;

namespace ApiGovernance.Identity.Tokens;

internal sealed partial class ClientAuthentication
{
    [LoggerMessage(1, LogLevel.Warning, "Token request of client '{ClientId}' refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string clientId, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Token request of client '{ClientId}' refused: it may not ask for scope '{Scope}'")]
    private static partial void LogScopeRefused(ILogger logger, string clientId, string scope);
}
