using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    public Task<IReadOnlyList<StoredFacts>> ReadFactsAsync(string kind, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredFacts>>(
        async session => await session.QueryAsync<StoredFacts>(SqlServerStatements.ReadFacts, new { Kind = kind }), cancellationToken);

    public Task<StoredFacts?> ReadFactAsync(string hash, string kind, CancellationToken cancellationToken) => _database.ReadAsync(
        session => session.FirstOrDefaultAsync<StoredFacts>(SqlServerStatements.ReadFact, new { Hash = hash, Kind = kind }), cancellationToken);

    public Task<IReadOnlyList<StoredRevision>> ReadRevisionsAsync(
        string api, string version, int? before, int atMost, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredRevision>>(
        async session =>
        {
            List<RevisionRow> rows = await session.QueryAsync<RevisionRow>(
                SqlServerStatements.ReadRevisions, new { Api = api, Version = version, Before = before, AtMost = atMost });
            return [.. rows.Select(row => row.ToRevision())];
        },
        cancellationToken);

    public Task<IReadOnlyList<ContractVerdict>> ReadVerdictsAsync(VerdictQuery query, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<ContractVerdict>>(
            async session => [.. (await session.QueryAsync<VerdictRow>(SqlServerStatements.ReadVerdicts, query)).Select(row => row.ToVerdict())],
            cancellationToken);

    public Task<StoredVerdict?> ReadVerdictAsync(long id, CancellationToken cancellationToken) => _database.ReadAsync(
        async session =>
        {
            VerdictRow? row = await session.FirstOrDefaultAsync<VerdictRow>(SqlServerStatements.ReadVerdict, new { Id = id });
            return row is null ? null : new StoredVerdict(row.ToVerdict(), row.Inputs);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredApproval>> ReadApprovalsAsync(
        string api, string version, string documentHash, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredApproval>>(
        async session =>
        {
            List<ApprovalRow> rows = await session.QueryAsync<ApprovalRow>(
                SqlServerStatements.ReadApprovals, new { Api = api, Version = version, DocumentHash = documentHash });
            return [.. rows.Select(row => row.ToApproval())];
        },
        cancellationToken);

    public Task<StoredPolicies?> ReadPoliciesAsync(string revision, CancellationToken cancellationToken) => _database.ReadAsync(
        session => session.FirstOrDefaultAsync<StoredPolicies>(SqlServerStatements.ReadPolicies, new { Revision = revision }), cancellationToken);

    private static async Task SaveEvidenceAsync(SqlServerSession session, CatalogChange change)
    {
        await session.ExecuteAllAsync(SqlServerStatements.SaveFacts, change.Facts);
        await session.ExecuteAllAsync(SqlServerStatements.AddRevision, change.Revisions);
        await session.ExecuteAllAsync(SqlServerStatements.AddPolicies, change.Policies, policies => policies.Files.Length * sizeof(char));
        await session.ExecuteAllAsync(SqlServerStatements.AddVerdict, change.Verdicts.Select(stored => new
        {
            stored.Verdict.Api,
            stored.Verdict.Version,
            Judged = stored.Verdict.At,
            stored.Verdict.Outcome,
            stored.Verdict.Applied,
            Json = DescriptorJson.Write(stored.Verdict with { Id = null }),
            stored.Inputs,
        }));
        await session.ExecuteAllAsync(SqlServerStatements.AddApproval, change.Approvals);
    }
}
