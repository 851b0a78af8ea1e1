using System.Runtime.CompilerServices;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Audit;

/// <summary>Audit entries from somewhere, oldest first.</summary>
internal abstract class AuditSource
{
    public abstract IAsyncEnumerable<AuditEntry> Entries(CancellationToken cancellationToken);

    public virtual async Task<AuditReport> VerifyAsync(AuditHead? remembered, CancellationToken cancellationToken)
    {
        AuditVerifier verifier = new(remembered);
        await foreach (AuditEntry entry in Entries(cancellationToken))
            verifier.Add(entry);
        return verifier.Complete();
    }

    public static async IAsyncEnumerable<AuditEntry> OfCatalog(
        Uri catalog, AuditFilter filter, int atMost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpClient http = CatalogConnection.Open(catalog);
        CatalogList<AuditEntry> list = new CatalogClient(http).Audit(filter);
        string? cursor = null;
        int left = atMost;
        do
        {
            CatalogPage<AuditEntry> page = CatalogConnection.Value(
                await CatalogConnection.ReachAsync(() => list.PageAsync(Math.Min(left, CatalogList<AuditEntry>.LargestPage), cursor, cancellationToken)), catalog);
            foreach (AuditEntry entry in page.Items)
                yield return entry;
            left -= page.Items.Count;
            cursor = page.Next;
        }
        while (cursor is not null && left > 0);
    }
}

/// <summary>The live catalog's, read over its API.</summary>
internal sealed class CatalogAudit(Uri catalog) : AuditSource
{
    public override IAsyncEnumerable<AuditEntry> Entries(CancellationToken cancellationToken) =>
        OfCatalog(catalog, new AuditFilter { OldestFirst = true }, int.MaxValue, cancellationToken);
}
