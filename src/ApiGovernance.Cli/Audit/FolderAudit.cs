using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Audit;

/// <summary>The database in a data folder, read without the control plane. The native build has no database.</summary>
internal sealed class FolderAudit(string directory) : AuditSource
{
#if NATIVE
    public override IAsyncEnumerable<AuditEntry> Entries(CancellationToken cancellationToken) => throw new CommandRefusal(
        ExitCodes.Usage, $"This is the native apigov, which reads no database ({directory}).", "Use the full build, or --catalog-url or --file.");
#else
    public override IAsyncEnumerable<AuditEntry> Entries(CancellationToken cancellationToken) => Guard(() =>
    {
        List<AuditEntry> entries = [];
        AuditFile.Export(directory, entries.Add);
        return entries;
    }).ToAsyncEnumerable();

    public override Task<AuditReport> VerifyAsync(AuditHead? remembered, CancellationToken cancellationToken) =>
        Task.FromResult(Guard(() => AuditFile.Verify(directory, remembered)));

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CatalogStorageException error)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, error.Message, error.Fix);
        }
    }
#endif
}
