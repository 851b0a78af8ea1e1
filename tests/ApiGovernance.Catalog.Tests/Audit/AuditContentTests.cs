using System.Text.Json;
using ApiGovernance.Catalog.Tests.Access;

namespace ApiGovernance.Catalog.Tests.Audit;

/// <summary>Every change says who, what, why, from where, and what it was before.</summary>
public sealed class AuditContentTests : IAsyncLifetime
{
    private AccessWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await AccessWorld.StartWithTeamsAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_change_is_told_whole()
    {
        string renamed = Texts.Team("sales").Replace("sales@example.com", "orders@example.com", StringComparison.Ordinal);

        (await _world.SendAsync(HttpMethod.Put, "teams/sales", _world.Token("owner"), renamed, headers => headers.Add("Audit-Reason", "CHG-1, new mailbox"))).ShouldBeDone();

        JsonElement entry = await NewestAsync("Team/sales");
        entry.GetProperty("actor").GetString().ShouldBe("corp:somebody");
        entry.GetProperty("action").GetString().ShouldBe("changed");
        entry.GetProperty("why").GetString().ShouldBe("CHG-1, new mailbox");
        entry.GetProperty("origin").GetString().ShouldBe("127.0.0.1");
        Json(entry, "before").GetProperty("spec").GetProperty("contacts")[0].GetProperty("value").GetString().ShouldBe("sales@example.com");
        Json(entry, "after").GetProperty("spec").GetProperty("contacts")[0].GetProperty("value").GetString().ShouldBe("orders@example.com");
    }

    [Fact]
    public async Task A_new_record_has_nothing_before_and_a_removed_one_nothing_after()
    {
        await _world.MustAsync("teams/new", Texts.Team("new"));
        JsonElement added = await NewestAsync("Team/new");
        (await _world.AsAsync("architect", HttpMethod.Delete, "teams/new")).ShouldBeDone();
        JsonElement removed = await NewestAsync("Team/new");

        (added.TryGetProperty("before", out _), added.TryGetProperty("after", out _)).ShouldBe((false, true));
        (removed.TryGetProperty("before", out _), removed.TryGetProperty("after", out _)).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_contract_and_a_step_are_told_with_the_version_as_it_was()
    {
        (await _world.PutAsync("owner", "apis/orders/versions/v1", Texts.Contract)).ShouldBeDone();
        JsonElement submitted = await NewestAsync("Api/orders/v1");
        (await _world.PostAsync("owner", "apis/orders/versions/v1/promote", """{"to":"preview"}""")).ShouldBeDone();
        JsonElement promoted = await NewestAsync("Api/orders/v1");

        Json(submitted, "after").GetProperty("contractHash").GetString()!.Length.ShouldBe(64);
        Json(promoted, "before").GetProperty("stage").GetString().ShouldBe("development");
        Json(promoted, "after").GetProperty("stage").GetString().ShouldBe("preview");
    }

    [Fact]
    public async Task A_reason_is_one_line()
    {
        (await _world.SendAsync(HttpMethod.Put, "teams/late", AccessWorld.AdminToken, Texts.Team("late"), headers =>
        {
            headers.TryAddWithoutValidation("Audit-Reason", "one\ttab");
            headers.TryAddWithoutValidation("Audit-Reason", new string('x', 3000));
        })).ShouldBeDone();

        string why = (await NewestAsync("Team/late")).GetProperty("why").GetString()!;
        why.ShouldStartWith("onetab; xxx");
        why.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task What_is_refused_leaves_no_trace_of_a_change()
    {
        (await _world.PutAsync("owner", "plans/new", Texts.Plan("new"))).ShouldBeForbidden("architect");

        (await _world.SendAsync(HttpMethod.Get, "audit?object=Plan/new", AccessWorld.AdminToken)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private async Task<JsonElement> NewestAsync(string target) =>
        (await _world.SendAsync(HttpMethod.Get, $"audit?object={target}", AccessWorld.AdminToken)).ShouldBeDone().Json.GetProperty("items")[0];

    private static JsonElement Json(JsonElement entry, string member) => JsonDocument.Parse(entry.GetProperty(member).GetString()!).RootElement;
}
