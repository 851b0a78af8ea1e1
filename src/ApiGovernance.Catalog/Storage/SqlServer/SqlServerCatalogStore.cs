using System.Data.Common;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>The store of several control planes: a database of SQL Server 2019 or newer, or Azure SQL.</summary>
internal sealed partial class SqlServerCatalogStore : ICatalogStore
{
    private readonly SqlServerDatabase _database;
    private readonly TimeProvider _clock;

    /// <exception cref="CatalogStorageException">The connection string cannot be used.</exception>
    public static SqlServerCatalogStore Of(string connectionString, TimeProvider clock)
    {
        SqlServerConnections connections = new(connectionString);
        return new SqlServerCatalogStore(connections.Place, connections.Create, clock);
    }

    internal SqlServerCatalogStore(string place, Func<DbConnection> connect, TimeProvider clock) =>
        (_database, _clock) = (new SqlServerDatabase(place, connect, clock), clock);

    public bool IsShared => true;

    public Task OpenAsync(CancellationToken cancellationToken) =>
        SqlServerMigrations.ApplyAsync(_database, SqlServerMigrations.Embedded(), _clock, cancellationToken);

    public Task<CatalogState> ReadStateAsync(CancellationToken cancellationToken) => _database.ReadMomentAsync(
        async session =>
        {
            long number = await session.NumberAsync(SqlServerStatements.ReadNumber);
            List<DescriptorRow> descriptors = await session.QueryAsync<DescriptorRow>(SqlServerStatements.ReadDescriptors);
            List<DescriptorRow> apis = await session.QueryAsync<DescriptorRow>(SqlServerStatements.ReadApis);
            List<VersionRow> versions = await session.QueryAsync<VersionRow>(SqlServerStatements.ReadVersions);
            List<SecretRow> secrets = await session.QueryAsync<SecretRow>(SqlServerStatements.ReadSecrets);
            return new StateRows(number, descriptors, apis, versions, secrets.Select(row => row.ToSecret())).ToState();
        },
        cancellationToken);

    public Task<long> ReadNumberAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(session => session.NumberAsync(SqlServerStatements.ReadNumber), cancellationToken);

    public Task<StoredContract?> ReadContractAsync(string hash, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => session.FirstOrDefaultAsync<StoredContract>(SqlServerStatements.ReadContract, new { Hash = hash }), cancellationToken);
}
