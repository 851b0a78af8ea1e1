using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>Events reach who wants them: signed, in order, at least once.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private WebhookWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await WebhookWorld.StartAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_change_is_told_at_once_and_signed()
    {
        WebhookEntry made = await _world.PutAsync("chat", "dev.apigovernance.team.*");
        made.Secret.ShouldNotBeNull().ShouldStartWith("whsec_");
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));
        await _world.Catalog.PutAsync("backends", "shop", Texts.Backend("shop", "sales"));
        await _world.Catalog.PutAsync("teams", "shop", Texts.Team("shop"));

        IReadOnlyList<Received> all = await _world.Receiver.WaitAsync(2);
        await _world.WaitAsync("chat", state => state.Deliveries.Count == 2);
        // Neither what was before its time nor what it did not ask for.
        all.Select(one => $"{one.Type} {one.Subject}").ShouldBe(["dev.apigovernance.team.registered.v1 Team/erp", "dev.apigovernance.team.registered.v1 Team/shop"]);
        all.ShouldAllBe(one => one.IsSignedWith(made.Secret!) && one.ContentType == "application/cloudevents+json; charset=utf-8");
        all[0].Timestamp.ShouldBe(CatalogWorld.Start.ToUnixTimeSeconds());
        all[0].Id.ShouldBe($"evt_{all[0].Event.GetProperty("id").GetString()}");
        all[0].IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32])).ShouldBeFalse();
        all[0].Event.GetProperty("data").GetProperty("after").GetProperty("metadata").GetProperty("name").GetString().ShouldBe("erp");
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_before_anything_else()
    {
        await _world.PutAsync("chat", "dev.apigovernance.team.*");
        _world.Receiver.AnswerWith(503);
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));
        WebhookDeliveries failed = await _world.WaitAsync("chat", state => state.Failed == 1);
        failed.Deliveries[0].Status.ShouldBe(503);
        failed.NextAttempt.ShouldNotBeNull().ShouldBeInRange(CatalogWorld.Start.AddSeconds(5), CatalogWorld.Start.AddSeconds(5.5));
        await _world.Catalog.PutAsync("teams", "shop", Texts.Team("shop"));

        _world.Receiver.AnswerWith(204);
        await Until.TrueAsync(
            () =>
            {
                _world.Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(_world.Receiver.All.Count >= 3);
            },
            () => $"{_world.Receiver.All.Count} messages");
        await _world.WaitAsync("chat", state => state.Failed == 0 && state.Deliveries.Count == 3);
        _world.Receiver.All.Select(one => one.Subject).ShouldBe(["Team/erp", "Team/erp", "Team/shop"]);
        _world.Receiver.All[1].Id.ShouldBe(_world.Receiver.All[0].Id, "the receiver knows by it what it has already");
    }

    [Fact]
    public async Task What_happens_while_nobody_delivers_is_delivered_after_the_next_start()
    {
        WebhookEntry made = await _world.PutAsync("chat", "dev.apigovernance.team.*");
        _world.Receiver.AnswerWith(500);
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));
        await _world.WaitAsync("chat", state => state.Failed == 1);

        _world.Receiver.AnswerWith(204);
        await _world.RestartAsync();
        _world.Catalog.Clock.Advance(TimeSpan.FromMinutes(1));
        IReadOnlyList<Received> all = await _world.Receiver.WaitAsync(2);
        all[1].Subject.ShouldBe("Team/erp");
        all[1].IsSignedWith(made.Secret!).ShouldBeTrue("the key that secrets are sealed with is kept");
    }

    [Fact]
    public async Task Gone_means_gone_until_somebody_puts_it_again()
    {
        await _world.PutAsync("chat", "dev.apigovernance.team.*");
        _world.Receiver.AnswerWith(410);
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));
        await Until.TrueAsync(async () => !(await _world.GetAsync("chat")).Enabled, () => "it is enabled");
        (await _world.GetAsync("chat")).DisabledBecause.ShouldNotBeNull().ShouldContain("410");
        await _world.Catalog.PutAsync("teams", "shop", Texts.Team("shop"));

        _world.Receiver.AnswerWith(204);
        WebhookEntry again = await _world.PutAsync("chat", "dev.apigovernance.team.*");
        (again.Enabled, again.Secret).ShouldBe((true, null));
        IReadOnlyList<Received> all = await _world.Receiver.WaitAsync(3);
        all.Select(one => one.Subject).ShouldBe(["Team/erp", "Team/erp", "Team/shop"]);
    }

    [Fact]
    public async Task A_redirect_is_no_delivery_and_is_not_followed()
    {
        await _world.PutAsync("chat", "dev.apigovernance.team.*");
        _world.Receiver.AnswerWith(http =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return 302;
        });
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));

        WebhookDeliveries state = await _world.WaitAsync("chat", state => state.Failed == 1);
        state.Deliveries[0].Status.ShouldBe(302);
        _world.Receiver.All.Count.ShouldBe(1);
    }
}
