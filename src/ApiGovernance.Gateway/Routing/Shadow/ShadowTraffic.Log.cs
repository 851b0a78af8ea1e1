using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Routing.Shadow;

internal sealed partial class ShadowTraffic
{
    [LoggerMessage(1, LogLevel.Warning,
        "The shadow {Backend} answered {Operation} of {Api} {Version} otherwise ({Outcome}): status {Status}, shadow {ShadowStatus}; body as the contract says: {IsValid}, shadow {ShadowIsValid} (correlation {CorrelationId})")]
    private partial void Differs(
        string backend, string operation, string api, string version, string outcome, int status, int shadowStatus, bool? isValid, bool? shadowIsValid,
        string correlationId);

    [LoggerMessage(2, LogLevel.Debug, "The shadow {Backend} gave no answer to {Operation} of {Api} {Version} (correlation {CorrelationId})")]
    private partial void Failed(Exception error, string backend, string operation, string api, string version, string correlationId);
}
