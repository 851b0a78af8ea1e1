using System.Net.Http.Json;
using System.Text;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>Secrets of webhooks: shown once, replaced without a gap, never readable in what is kept. Addresses that are not reached.</summary>
public sealed class WebhookSecretTests : IAsyncLifetime
{
    private WebhookWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await WebhookWorld.StartAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task While_a_secret_is_replaced_both_sign()
    {
        WebhookEntry made = await _world.PutAsync("chat", "dev.apigovernance.team.*");
        WebhookEntry rotated = await _world.PostAsync<WebhookEntry>("webhooks/chat/rotate", new RotateWebhookRequest(2));
        rotated.Secret.ShouldNotBeNull().ShouldNotBe(made.Secret);
        rotated.Secrets.Select(secret => secret.Expires).ShouldBe([null, CatalogWorld.Start.AddHours(2)]);

        (await _world.PostAsync<WebhookDelivery>("webhooks/chat/test", new { })).Taken.ShouldBeTrue();
        _world.Catalog.Clock.Advance(TimeSpan.FromHours(3));
        (await _world.PostAsync<WebhookDelivery>("webhooks/chat/test", new { })).Taken.ShouldBeTrue();

        IReadOnlyList<Received> all = _world.Receiver.All;
        all.Select(one => one.Type).Distinct().ShouldBe(["dev.apigovernance.webhook.test.v1"]);
        (all[0].IsSignedWith(made.Secret!), all[0].IsSignedWith(rotated.Secret!)).ShouldBe((true, true));
        (all[1].IsSignedWith(made.Secret!), all[1].IsSignedWith(rotated.Secret!)).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_kept_sealed()
    {
        WebhookEntry made = await _world.PutAsync("chat", "*");
        (await _world.PutAsync("chat", "*")).Secret.ShouldBeNull();
        (await _world.GetAsync("chat")).Secret.ShouldBeNull();
        await _world.Receiver.WaitAsync(1);

        string raw = Encoding.Latin1.GetString(Convert.FromBase64String(made.Secret!["whsec_".Length..]));
        string audit = await _world.Catalog.Http.GetStringAsync("api/v1/audit", Cancel);
        audit.ShouldContain("Webhook/chat");
        await _world.RestartAsync();
        string stored = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_world.DataFile("catalog.db"), Cancel));
        foreach (string text in (string[])[audit, stored, .. _world.Receiver.All.Select(one => one.Body)])
        {
            text.ShouldNotContain(made.Secret!["whsec_".Length..]);
            text.ShouldNotContain(raw);
            (text == stored || !text.Contains("sealed", StringComparison.Ordinal)).ShouldBeTrue();
        }

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_world.DataFile("webhooks.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("https://10.1.2.3/hook", "is not public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "is not public")]
    [InlineData("https://[::ffff:192.168.0.1]/hook", "is not public")]
    [InlineData("https://[fd00::1]/hook", "is not public")]
    [InlineData("http://example.com/hook", "must be https")]
    [InlineData("ftp://example.com/hook", "absolute https address")]
    [InlineData("https://me:secret@example.com/", "neither a user name")]
    public async Task Addresses_inside_are_refused(string url, string reason)
    {
        using HttpResponseMessage response = await _world.Catalog.Http.PutAsJsonAsync("api/v1/webhooks/chat", new WebhookRequest(url, "sales", ["*"]), ProtocolJson.Options, Cancel);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain(reason);
    }

    [Theory]
    [InlineData("nobody", "*", "must be a registered team")]
    [InlineData("sales", "Team", "must have 1 to 50 types")]
    public async Task What_makes_no_sense_is_refused(string owner, string pattern, string reason)
    {
        using HttpResponseMessage response = await _world.Catalog.Http.PutAsJsonAsync(
            "api/v1/webhooks/chat", new WebhookRequest(_world.Receiver.Address.ToString(), owner, [pattern]), ProtocolJson.Options, Cancel);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain(reason);
    }

    [Fact]
    public async Task One_that_is_removed_is_told_nothing_and_one_of_its_name_begins_anew()
    {
        await _world.PutAsync("chat", "dev.apigovernance.team.*");
        await _world.Catalog.PutAsync("teams", "erp", Texts.Team("erp"));
        await _world.WaitAsync("chat", state => state.Deliveries.Count == 1);
        (await _world.Catalog.Http.DeleteAsync("api/v1/webhooks/chat", Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        await _world.Catalog.PutAsync("teams", "between", Texts.Team("between"));

        await _world.PutAsync("chat", "dev.apigovernance.team.*");
        (await _world.DeliveriesAsync("chat")).Deliveries.ShouldBeEmpty();
        await _world.Catalog.PutAsync("teams", "shop", Texts.Team("shop"));
        await _world.WaitAsync("chat", state => state.Deliveries.Count == 1);
        _world.Receiver.All.Select(one => one.Subject).ShouldBe(["Team/erp", "Team/shop"]);
    }
}
