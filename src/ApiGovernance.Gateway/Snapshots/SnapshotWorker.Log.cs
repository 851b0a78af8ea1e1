using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Snapshots;

internal sealed partial class SnapshotWorker
{
    [LoggerMessage(1, LogLevel.Information, "Serving {Versions} API versions of the last good snapshot {Revision} until the control plane is asked")]
    private partial void StartedFromDisk(string revision, int versions);

    [LoggerMessage(2, LogLevel.Information, "Applied snapshot {Revision}: {Versions} API versions, {Quarantined} quarantined")]
    private partial void Applied(string revision, int versions, int quarantined);

    [LoggerMessage(3, LogLevel.Error, "Quarantined {Api} {Version}: {Reason} (serving the version before: {ServingPrevious})")]
    private partial void Quarantined(string api, string version, string reason, bool servingPrevious);

    [LoggerMessage(4, LogLevel.Warning, "No new snapshot: {Reason} Serving on as before; next attempt in {DelaySeconds:0.0} s")]
    private partial void Failed(Exception error, string reason, double delaySeconds);

    [LoggerMessage(5, LogLevel.Warning, "Snapshot {Revision} could not be acknowledged")]
    private partial void NotAcknowledged(Exception error, string revision);

    [LoggerMessage(6, LogLevel.Warning,
        "No back end has the environment {Environment}: all are called at the address that holds everywhere else. Environments in the catalog: {Known}")]
    private partial void UnknownEnvironment(string environment, string known);

    [LoggerMessage(7, LogLevel.Warning, "These back ends do not have the environment {Environment} and are called at the address that holds everywhere else: {Backends}")]
    private partial void LacksEnvironment(string environment, string backends);
}
