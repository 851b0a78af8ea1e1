using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Audit;

/// <summary>Whatever somebody does to the audit in the database is found, with its place. The triggers are dropped first: they only stop the honest.</summary>
public sealed class AuditVerificationTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        foreach (string name in new[] { "one", "two", "three", "four" })
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.PutAsync("teams", name, Texts.Team(name));
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void An_untouched_audit_fits_together()
    {
        AuditReport report = AuditFile.Verify(_folder.Path, null);

        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBe(8);
        report.Head!.Sequence.ShouldBe(8);
        AuditFile.Verify(_folder.Path, report.Head).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE audit SET utc = '2020-01-01T00:00:00.0000000Z' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET utc = 'yesterday' WHERE seq = 5", 5, "cannot be read")]
    [InlineData("UPDATE audit SET actor = 'somebody' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET origin = '' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET action = 'seeded' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET object = 'Team/two' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET why = 'because' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET detail = 'x' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET before = '' WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET after = replace(after, 'one@', 'me@') WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET after = NULL WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET hash = '' WHERE seq = 5", 5, "has no hash")]
    [InlineData("UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 4) WHERE seq = 5", 5, "was changed")]
    [InlineData("UPDATE audit SET previous_hash = '' WHERE seq = 5", 5, "does not follow entry 4")]
    [InlineData("UPDATE audit SET detail = detail || 'x' WHERE seq = 1", 1, "was changed")]
    [InlineData("UPDATE audit SET detail = detail || 'x' WHERE seq = 8", 8, "was changed")]
    [InlineData("DELETE FROM audit WHERE seq = 1", 1, "is missing")]
    [InlineData("DELETE FROM audit WHERE seq = 5", 5, "is missing")]
    [InlineData("DELETE FROM audit WHERE seq BETWEEN 3 AND 6", 3, "all up to 6 are missing")]
    [InlineData("DELETE FROM audit WHERE seq = 8", 8, "missing at the end")]
    [InlineData("DELETE FROM audit WHERE seq > 4", 5, "and all up to 8 are missing at the end")]
    [InlineData("DELETE FROM audit", 1, "and all up to 8 are missing at the end")]
    [InlineData("DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5", 5, "does not follow entry 4")]
    [InlineData("UPDATE audit SET seq = 99 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = 99", 5, "does not follow entry 4")]
    [InlineData("INSERT INTO audit SELECT 9, utc, actor, action, object, detail, origin, why, before, after, previous_hash, hash FROM audit WHERE seq = 8", 9, "does not follow entry 8")]
    [InlineData("INSERT INTO audit (seq, utc, actor, action, object, detail) SELECT 9, utc, actor, action, object, detail FROM audit WHERE seq = 8", 9, "has no hash")]
    [InlineData("UPDATE audit SET hash = '', previous_hash = '' WHERE seq < 4", 4, "does not follow entry 3")]
    [InlineData("UPDATE audit SET hash = '', previous_hash = ''", 1, "have no hash")]
    public void Tampering_is_found_where_it_is(string sql, long sequence, string what)
    {
        Tamper(sql);

        AuditFault first = AuditFile.Verify(_folder.Path, null).Faults[0];

        first.Sequence.ShouldBe(sequence, first.What);
        first.What.ShouldContain(what);
    }

    [Fact]
    public void An_entry_that_was_put_in_and_the_rest_moved_is_found()
    {
        Tamper("UPDATE audit SET seq = -(seq + 1) WHERE seq >= 5; UPDATE audit SET seq = -seq WHERE seq < 0;"
            + "INSERT INTO audit SELECT 5, utc, actor, action, object, detail, origin, why, before, after, previous_hash, hash FROM audit WHERE seq = 4");

        AuditFile.Verify(_folder.Path, null).Faults[0].Sequence.ShouldBe(5);
    }

    [Fact]
    public void Every_byte_of_an_entry_counts()
    {
        string[] columns = ["actor", "origin", "action", "object", "detail", "after", "previous_hash", "hash"];
        foreach (string column in columns)
        {
            string before = Scalar($"SELECT {column} FROM audit WHERE seq = 6");
            for (int at = 1; at <= before.Length; at++)
            {
                Tamper($"UPDATE audit SET {column} = substr({column}, 1, {at - 1}) || '~' || substr({column}, {at + 1}) WHERE seq = 6");
                AuditFile.Verify(_folder.Path, null).Faults.ShouldNotBeEmpty($"{column}, character {at}");
                Tamper($"UPDATE audit SET {column} = $value WHERE seq = 6", before);
            }
        }

        AuditFile.Verify(_folder.Path, null).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_made_anew_is_found_by_a_remembered_head()
    {
        AuditHead head = AuditFile.Verify(_folder.Path, null).Head!;
        Tamper("UPDATE audit SET actor = 'somebody' WHERE seq = 5");
        ChainAnew();

        AuditFile.Verify(_folder.Path, null).Faults.ShouldBeEmpty("that is why heads are remembered");
        AuditFile.Verify(_folder.Path, head).Faults.ShouldHaveSingleItem().What.ShouldContain("another hash than the remembered head");
    }

    [Fact]
    public void An_end_cut_off_with_all_traces_is_found_by_a_remembered_head()
    {
        AuditHead head = AuditFile.Verify(_folder.Path, null).Head!;
        Tamper("DELETE FROM audit WHERE seq > 6; UPDATE sqlite_sequence SET seq = 6 WHERE name = 'audit'");

        AuditFile.Verify(_folder.Path, null).Faults.ShouldBeEmpty("that is why heads are remembered");
        AuditFault fault = AuditFile.Verify(_folder.Path, head).Faults.ShouldHaveSingleItem();
        fault.ShouldBe(new AuditFault(7, "and all up to 8 are missing at the end"));
    }

    [Fact]
    public void What_was_there_before_the_chain_began_is_covered_by_its_first_entry()
    {
        // As migration 0002 finds an older database.
        Tamper("UPDATE audit SET hash = '', previous_hash = '' WHERE seq <= 3");
        ChainAnew();
        AuditFile.Verify(_folder.Path, null).Faults.ShouldBeEmpty();

        Tamper("UPDATE audit SET actor = 'somebody' WHERE seq = 2");
        AuditFile.Verify(_folder.Path, null).Faults.ShouldHaveSingleItem().Sequence.ShouldBe(4);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("8:abc")]
    [InlineData("0:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("8:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void A_head_of_another_form_is_none(string text) => AuditHead.Parse(text).ShouldBeNull();

    [Fact]
    public void Without_a_database_nothing_is_said_to_be_sound()
    {
        CatalogStorageException error = Should.Throw<CatalogStorageException>(() => AuditFile.Verify(_folder["nothing"], null));

        error.Problem.ShouldBe("there is no such database.");
        Directory.Exists(_folder["nothing"]).ShouldBeFalse();
    }

    /// <summary>What an attacker with the source would do: every hash from the first linked entry on, computed again.</summary>
    private void ChainAnew()
    {
        List<ApiGovernance.Protocol.CatalogApi.AuditEntry> entries = [];
        AuditFile.Export(_folder.Path, entries.Add);
        string previous = entries[0].Hash.Length == 0 ? AuditChain.Unlinked : AuditChain.Beginning;
        foreach (var entry in entries)
        {
            AuditRecord record = new(entry.Sequence, entry.At, entry.Actor, entry.Origin, entry.Action, entry.Object, entry.Why, entry.Detail, entry.Before, entry.After, previous, "");
            previous = AuditChain.HashOf(record);
            if (entry.Hash.Length > 0)
                Tamper($"UPDATE audit SET previous_hash = '{record.PreviousHash}', hash = '{previous}' WHERE seq = {entry.Sequence}");
        }
    }

    private void Tamper(string sql, string? value = null)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER IF EXISTS audit_is_never_changed; DROP TRIGGER IF EXISTS audit_is_never_deleted; PRAGMA synchronous = OFF; " + sql;
        if (value is not null)
            command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private string Scalar(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        SqliteConnection connection = new($"Data Source={_folder["catalog.db"]};Pooling=False");
        connection.Open();
        return connection;
    }
}
