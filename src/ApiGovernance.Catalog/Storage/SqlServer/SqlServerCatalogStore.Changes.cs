namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    public Task ApplyAsync(CatalogChange change, CancellationToken cancellationToken) => _database.WriteAsync(
        async session =>
        {
            long number = await session.NumberAsync(SqlServerStatements.LockNumber);
            if (change.BasedOn is { } expected && expected != number)
                throw new CatalogConflictException();
            if (change.TouchesTraffic)
                await session.ExecuteAsync(SqlServerStatements.RaiseNumber);
            await session.ExecuteAllAsync(SqlServerStatements.AddContract, change.Contracts, contract => contract.Document.Length + contract.Source.Length);
            await session.ExecuteAllAsync(SqlServerStatements.RemoveDescriptor, change.RemovedDescriptors.Select(removed => new { removed.Kind, removed.Name }));
            await session.ExecuteAllAsync(SqlServerStatements.RemoveApi, change.RemovedApis.Select(name => new { Name = name }));
            await SaveRecordsAsync(session, change);
            await SaveEvidenceAsync(session, change);
            await SaveAuditAsync(session, change.Audit);
        },
        cancellationToken);

    private static async Task SaveRecordsAsync(SqlServerSession session, CatalogChange change)
    {
        await session.ExecuteAllAsync(SqlServerStatements.SaveDescriptor, change.Descriptors.Select(stored => new
        {
            stored.Descriptor.Kind,
            stored.Descriptor.Name,
            Json = DescriptorJson.Write(stored.Descriptor),
            stored.ETag,
            stored.SeedHash,
            stored.DocumentHash,
        }));
        await session.ExecuteAllAsync(SqlServerStatements.SaveApi, change.Apis.Select(stored => new
        {
            stored.Name,
            stored.Descriptor.Spec.BasePath,
            Json = DescriptorJson.Write(stored.Alone),
            stored.SeedHash,
        }));
        await session.ExecuteAllAsync(SqlServerStatements.SaveVersion, change.Versions.Select(version => new
        {
            version.Api,
            version.Name,
            Stage = StageNames.Of(version.Spec.Stage),
            version.Spec.DeprecatedOn,
            version.Spec.Sunset,
            Json = DescriptorJson.Write(version.Spec),
            version.ContractHash,
            version.ContractVersion,
            version.Revision,
            TrafficSeed = version.Seeds.Traffic,
            LifecycleSeed = version.Seeds.Lifecycle,
            ContractSeed = version.Seeds.Contract,
        }));
        await session.ExecuteAllAsync(SqlServerStatements.SaveSecret, change.Secrets);
    }
}
