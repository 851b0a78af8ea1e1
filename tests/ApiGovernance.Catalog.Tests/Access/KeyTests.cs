using System.Text.Json;
using ApiGovernance.Protocol.Keys;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>API keys of consumers: shown once, kept as a salted hash, published to gateways, ended.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private AccessWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await AccessWorld.StartWithTeamsAsync();
        await _world.MustAsync("consumers/web", Texts.Consumer("web", "orders", "web"));
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_and_known_to_gateways_by_its_hash()
    {
        Answer answer = await _world.PostAsync("owner", "consumers/web/keys", """{"label":"nightly import"}""");

        answer.Status.ShouldBe(201, answer.Body);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        string key = Text(answer, "key");
        string id = ApiKey.IdOf(key).ShouldNotBeNull();
        id.ShouldBe(Text(answer, "id"));
        answer.Headers.Location!.ToString().ShouldEndWith($"/consumers/web/keys/{id}");
        answer.Json.GetProperty("expires").GetDateTimeOffset().ShouldBe(CatalogWorld.Start.AddDays(365));

        SnapshotApiKey published = (await PublishedAsync()).ShouldHaveSingleItem();
        published.Id.ShouldBe(id);
        ApiKey.Verify(key, published.Salt, published.Hash).ShouldBeTrue();
        ApiKey.Verify(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), published.Salt, published.Hash).ShouldBeFalse();
        foreach (string path in new[] { "consumers/web/keys", "consumers/web", "audit" })
        {
            string body = (await _world.SendAsync(HttpMethod.Get, path, AccessWorld.AdminToken)).ShouldBeDone(path).Body;
            body.ShouldNotContain(key[17..]);
            body.ShouldNotContain(Convert.ToBase64String(published.Hash));
        }
    }

    [Fact]
    public async Task Nothing_on_the_disk_gives_the_key_away()
    {
        string key = Text(await _world.PostAsync("owner", "consumers/web/keys", """{"label":"nightly import"}"""), "key");

        foreach (string file in Directory.EnumerateFiles(_world.Data))
        {
            await using FileStream open = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream copy = new();
            await open.CopyToAsync(copy, TestContext.Current.CancellationToken);
            copy.ToArray().AsSpan().IndexOf(CatalogWorld.Bytes(key[17..])).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task Two_keys_of_one_label_have_nothing_in_common()
    {
        string one = Text(await _world.PostAsync("owner", "consumers/web/keys", """{"label":"a"}"""), "key");
        string two = Text(await _world.PostAsync("owner", "consumers/web/keys", """{"label":"a"}"""), "key");

        one.ShouldNotBe(two);
        IReadOnlyList<SnapshotApiKey> published = await PublishedAsync();
        published[0].Salt.ShouldNotBe(published[1].Salt);
        published[0].Hash.ShouldNotBe(published[1].Hash);
    }

    [Fact]
    public async Task A_revoked_key_leaves_the_snapshot_and_stays_in_the_list()
    {
        string id = Text(await _world.PostAsync("owner", "consumers/web/keys", """{"label":"a"}"""), "id");

        Text(await _world.AsAsync("owner", HttpMethod.Delete, $"consumers/web/keys/{id}"), "state").ShouldBe("revoked");
        (await _world.AsAsync("owner", HttpMethod.Delete, $"consumers/web/keys/{id}")).ShouldBeDone("once more says the same");

        (await PublishedAsync()).ShouldBeEmpty();
        JsonElement listed = (await _world.AsAsync("owner", HttpMethod.Get, "consumers/web/keys")).Json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("state").GetString().ShouldBe("revoked");
        listed.GetProperty("createdBy").GetString().ShouldBe("corp:somebody");
        (await AuditAsync("key-revoked")).ShouldBe(1);
    }

    [Fact]
    public async Task Replacing_a_key_leaves_the_old_one_for_the_overlap()
    {
        string old = Text(await _world.PostAsync("owner", "consumers/web/keys", """{"label":"a"}"""), "id");

        string fresh = Text((await _world.PostAsync("owner", $"consumers/web/keys/{old}/rotate", """{"overlapHours":48}""")).ShouldBeDone(), "id");

        Dictionary<string, DateTimeOffset?> ends = (await PublishedAsync()).ToDictionary(key => key.Id, key => key.Expires);
        ends.ShouldBe(new Dictionary<string, DateTimeOffset?> { [old] = CatalogWorld.Start.AddHours(48), [fresh] = CatalogWorld.Start.AddDays(365) }, ignoreOrder: true);
        (await _world.PostAsync("owner", $"consumers/web/keys/{old}/rotate", """{"overlapHours":200}""")).ShouldBeDone();
        (await PublishedAsync()).Single(key => key.Id == old).Expires.ShouldBe(CatalogWorld.Start.AddHours(48), "an end never moves to a later day");
    }

    [Theory]
    [InlineData("""{"label":""}""", "`label`")]
    [InlineData("""{"label":"two\nlines"}""", "`label`")]
    [InlineData("""{"label":"a","expires":"2026-11-23T11:59:59Z"}""", "`expires`")]
    [InlineData("""{"label":"a","expires":"2036-11-23T12:00:00Z"}""", "`expires`")]
    [InlineData("""{}""", "label")]
    [InlineData("""{"label":5}""", "$.label")]
    public async Task What_is_wrong_is_told(string body, string what)
    {
        Answer answer = await _world.PostAsync("owner", "consumers/web/keys", body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(what);
        (await PublishedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_teams_consumer_gets_no_key_from_us()
    {
        await _world.MustAsync("consumers/carrier", Texts.Consumer("carrier", "shipments", "carrier").Replace("owner: sales", "owner: logistics", StringComparison.Ordinal));

        (await _world.PostAsync("owner", "consumers/carrier/keys", """{"label":"a"}""")).ShouldBeForbidden("owner", "architect");
        (await _world.AsAsync("owner", HttpMethod.Get, "consumers/carrier/keys")).ShouldBeForbidden("owner", "architect");
        (await _world.PostAsync("owner", "consumers/nobody/keys", """{"label":"a"}""")).ShouldBeProblem(404, "not-found");
        (await _world.AsAsync("owner", HttpMethod.Delete, "consumers/web/keys/nothing")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Keys_go_with_their_consumer_and_do_not_come_back_with_its_name()
    {
        (await _world.PostAsync("owner", "consumers/web/keys", """{"label":"a"}""")).ShouldBeDone();

        (await _world.AsAsync("owner", HttpMethod.Delete, "consumers/web")).ShouldBeDone();
        await _world.MustAsync("consumers/web", Texts.Consumer("web", "orders", "web"));

        (await PublishedAsync()).ShouldBeEmpty();
    }

    private static string Text(Answer answer, string member) => answer.ShouldBeDone().Json.GetProperty(member).GetString()!;

    private async Task<IReadOnlyList<SnapshotApiKey>> PublishedAsync() =>
        (await _world.Catalog.TrafficAsync()).Consumers.Single(consumer => consumer.Name == "web").Keys;

    private async Task<long> AuditAsync(string action)
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(_world.Data, "catalog.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand count = new("SELECT count(*) FROM audit WHERE action = $action", connection);
        count.Parameters.AddWithValue("$action", action);
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
