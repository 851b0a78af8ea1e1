namespace ApiGovernance.Protocol.Usage;

/// <summary>Where a gateway reports usage: the catalog in the same process, or over HTTP. A lost report is counted, never retried for ever.</summary>
public interface IUsageSink
{
    Task ReportAsync(UsageReport report, CancellationToken cancellationToken);
}
