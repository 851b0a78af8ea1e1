using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Takes the reports of gateways, of this process and of others.</summary>
internal sealed class StoreUsageSink(ICatalogStore store, BusinessSpanMetrics spans) : IUsageSink
{
    public async Task ReportAsync(UsageReport report, CancellationToken cancellationToken)
    {
        if (report.Counts.Count > 0 || report.Unregistered.Count > 0 || report.Answers.Count > 0 || report.Marks.Count > 0)
            spans.Add(await store.AddUsageAsync(report, cancellationToken));
    }
}
