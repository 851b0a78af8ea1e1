using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Feed;

/// <summary>The events of the catalog in the order in which they happened, from any of them on.</summary>
internal sealed class EventFeed(ICatalogStore store, CatalogRegistry registry)
{
    /// <summary>How soon a change that another process has made is noticed.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Ends with the next change that this process makes.</summary>
    public Task NextChange => registry.Written.Next;

    public async Task<IReadOnlyList<(long Sequence, GovernanceEvent Event)>> ReadAsync(long after, int atMost, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditRecord> records = await store.ReadAuditAsync(new AuditQuery(null, after, atMost) { Ascending = true }, cancellationToken);
        return [.. records.Select(record => (record.Sequence, GovernanceEvent.Of(record)))];
    }

    /// <summary>The number of the newest event; 0 when there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        (await store.ReadAuditAsync(new AuditQuery(null, null, 1), cancellationToken)) is [var newest] ? newest.Sequence : 0;
}
