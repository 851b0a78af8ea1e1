using ApiGovernance.Protocol.CatalogApi;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    public Task<IReadOnlyList<StoredFacts>> ReadFactsAsync(string kind, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredFacts>>(
        async connection =>
            [.. await connection.QueryAsync<StoredFacts>("SELECT hash AS Hash, kind AS Kind, json AS Json FROM contract_facts WHERE kind = @kind ORDER BY hash", new { kind })],
        cancellationToken);

    public Task<StoredFacts?> ReadFactAsync(string hash, string kind, CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<StoredFacts?>(
            "SELECT hash AS Hash, kind AS Kind, json AS Json FROM contract_facts WHERE kind = @kind AND hash = @hash", new { kind, hash }),
        cancellationToken);

    public Task<IReadOnlyList<StoredRevision>> ReadRevisionsAsync(
        string api, string version, int? before, int atMost, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredRevision>>(
        async connection =>
        {
            IEnumerable<RevisionRow> rows = await connection.QueryAsync<RevisionRow>(
                """
                SELECT api AS Api, version AS Version, revision AS Revision, contract_hash AS ContractHash, contract_version AS ContractVersion,
                       utc AS Utc, actor AS Actor, bump AS Bump, changes AS Changes
                FROM contract_revisions
                WHERE api = @api AND version = @version AND (@before IS NULL OR revision < @before) ORDER BY revision DESC LIMIT @atMost
                """,
                new { api, version, before, atMost });
            return [.. rows.Select(row => row.ToRevision())];
        },
        cancellationToken);

    public Task<IReadOnlyList<ContractVerdict>> ReadVerdictsAsync(VerdictQuery query, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<ContractVerdict>>(
            async connection =>
            {
                IEnumerable<VerdictRow> rows = await connection.QueryAsync<VerdictRow>(
                    """
                    SELECT id AS Id, json AS Json FROM verdicts
                    WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND (@Outcome IS NULL OR outcome = @Outcome)
                      AND (@Before IS NULL OR id < @Before)
                    ORDER BY id DESC LIMIT @AtMost
                    """,
                    query);
                return [.. rows.Select(row => row.ToVerdict())];
            },
            cancellationToken);

    public Task<StoredVerdict?> ReadVerdictAsync(long id, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            VerdictRow? row = await connection.QuerySingleOrDefaultAsync<VerdictRow>(
                "SELECT id AS Id, json AS Json, inputs AS Inputs FROM verdicts WHERE id = @id", new { id });
            return row is null ? null : new StoredVerdict(row.ToVerdict(), row.Inputs);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredApproval>> ReadApprovalsAsync(
        string api, string version, string documentHash, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<StoredApproval>>(
        async connection =>
        {
            IEnumerable<ApprovalRow> rows = await connection.QueryAsync<ApprovalRow>(
                """
                SELECT api AS Api, version AS Version, document_hash AS DocumentHash, utc AS Utc, actor AS Actor, decision AS Decision, comment AS Comment
                FROM approvals WHERE api = @api AND version = @version AND document_hash = @documentHash ORDER BY id
                """,
                new { api, version, documentHash });
            return [.. rows.Select(row => row.ToApproval())];
        },
        cancellationToken);

    public Task<StoredPolicies?> ReadPoliciesAsync(string revision, CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<StoredPolicies?>(
            "SELECT revision AS Revision, files AS Files FROM policy_sets WHERE revision = @revision", new { revision }),
        cancellationToken);

    private static async Task SaveEvidenceAsync(SqliteConnection connection, SqliteTransaction transaction, CatalogChange change)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO contract_facts (hash, kind, json) VALUES (@Hash, @Kind, @Json)
            ON CONFLICT (kind, hash) DO UPDATE SET json = excluded.json
            """,
            change.Facts,
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO contract_revisions (api, version, revision, contract_hash, contract_version, utc, actor, bump, changes)
            VALUES (@Api, @Version, @Revision, @ContractHash, @ContractVersion, @utc, @Actor, @Bump, @Changes)
            """,
            change.Revisions.Select(revision => new
            {
                revision.Api,
                revision.Version,
                revision.Revision,
                revision.ContractHash,
                revision.ContractVersion,
                utc = SqliteText.Of(revision.At),
                revision.Actor,
                revision.Bump,
                revision.Changes,
            }),
            transaction);
        await connection.ExecuteAsync(
            "INSERT INTO policy_sets (revision, files) VALUES (@Revision, @Files) ON CONFLICT (revision) DO NOTHING", change.Policies, transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO verdicts (api, version, judged_utc, outcome, applied, json, inputs)
            VALUES (@Api, @Version, @judged, @Outcome, @Applied, @json, @Inputs)
            """,
            change.Verdicts.Select(stored => new
            {
                stored.Verdict.Api,
                stored.Verdict.Version,
                judged = SqliteText.Of(stored.Verdict.At),
                stored.Verdict.Outcome,
                stored.Verdict.Applied,
                json = DescriptorJson.Write(stored.Verdict with { Id = null }),
                stored.Inputs,
            }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO approvals (api, version, document_hash, utc, actor, decision, comment)
            VALUES (@Api, @Version, @DocumentHash, @utc, @Actor, @Decision, @Comment)
            """,
            change.Approvals.Select(approval => new
            {
                approval.Api,
                approval.Version,
                approval.DocumentHash,
                utc = SqliteText.Of(approval.At),
                approval.Actor,
                approval.Decision,
                approval.Comment,
            }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO secrets (id, consumer, label, salt, hash, created_utc, created_by, expires_utc, revoked_utc)
            VALUES (@Id, @Consumer, @Label, @Salt, @Hash, @created, @CreatedBy, @expires, @revoked)
            ON CONFLICT (id) DO UPDATE SET expires_utc = excluded.expires_utc, revoked_utc = excluded.revoked_utc
            """,
            change.Secrets.Select(secret => new
            {
                secret.Id,
                secret.Consumer,
                secret.Label,
                secret.Salt,
                secret.Hash,
                created = SqliteText.Of(secret.Created),
                secret.CreatedBy,
                expires = SqliteText.OfOptional(secret.Expires),
                revoked = SqliteText.OfOptional(secret.Revoked),
            }),
            transaction);
    }
}
