using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Takes the reports of gateways, of this process and of others.</summary>
internal sealed class StoreUsageSink(ICatalogStore store) : IUsageSink
{
    public Task ReportAsync(UsageReport report, CancellationToken cancellationToken) =>
        report.Counts.Count == 0 && report.Unregistered.Count == 0 ? Task.CompletedTask : store.AddUsageAsync(report, cancellationToken);
}
