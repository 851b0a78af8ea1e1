using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>What is known of a contract is kept beside it; the bytes are held against their hash when they are handed out.</summary>
public sealed class PublishingFactsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_that_are_missing_are_worked_out_at_the_start_and_kept()
    {
        string revision = await PublishAsync();
        await ExecuteAsync("DELETE FROM contract_facts WHERE kind = 'publishing'");

        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);

        (await world.ManifestAsync()).Revision.ShouldBe(revision);
        (await ScalarAsync("SELECT count(*) FROM contract_facts WHERE kind = 'publishing'")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_contract_that_was_altered_in_the_store_is_given_to_nobody_and_its_version_left_out()
    {
        await PublishAsync();
        await ExecuteAsync("UPDATE contracts SET document = x'7b7d' WHERE hash = (SELECT contract_hash FROM api_versions WHERE name = 'v2')");
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);
        SnapshotManifest manifest = await world.ManifestAsync();
        SnapshotPartReference altered = manifest.Parts.Single(part => part is { Kind: SnapshotPartKind.Contract, Name: "orders/v2" });

        await Should.ThrowAsync<SnapshotSourceException>(() => world.Snapshots.GetPartAsync(altered.Hash, Cancel));
        (await world.Http.GetAsync(new Uri($"api/v1/snapshots/parts/{altered.Hash}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        (await world.ManifestAsync()).Parts.Where(part => part.Kind == SnapshotPartKind.ApiVersion).Select(part => part.Name).ShouldBe(["orders/v1"]);
    }

    [Fact]
    public async Task A_database_of_the_version_before_is_taken_over_with_its_snapshot()
    {
        string revision = await PublishAsync();
        // As migration 0002 left it: a member for each part, the manifest as one text.
        await ExecuteAsync(
            """
            CREATE TABLE snapshot_members (snapshot INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (snapshot, hash)) STRICT;
            ALTER TABLE snapshots ADD COLUMN manifest TEXT NOT NULL DEFAULT '';
            UPDATE snapshots SET manifest = (
              SELECT json_object('revision', snapshots.revision, 'parts', json_group_array(json_object('kind', kind, 'name', name, 'hash', hash, 'size', size)))
              FROM snapshot_entries) WHERE id = (SELECT max(id) FROM snapshots);
            DROP TABLE snapshot_entries;
            DROP INDEX snapshot_parts_left;
            ALTER TABLE snapshot_parts DROP COLUMN left_with;
            ALTER TABLE api_versions DROP COLUMN contract_version;
            DELETE FROM schema_migrations WHERE number = 3;
            """);

        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);

        (await world.ManifestAsync()).Revision.ShouldBe(revision);
        (await ScalarAsync("SELECT count(*) FROM snapshot_entries")).ShouldBe(5L);
        (await ScalarAsync("SELECT min(contract_version) FROM api_versions")).ShouldBe("1.0.0");
    }

    private async Task<string> PublishAsync()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.AcceptAsync("orders", "v2", Texts.Compatible, "active");
        return (await world.ManifestAsync()).Revision;
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={_folder["catalog.db"]};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(Cancel);
        await using SqliteCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
