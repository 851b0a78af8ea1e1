using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Issuers that rotate without key ids, publish nonsense, are slow, or fail at the wrong moment.</summary>
public sealed class OddIssuerTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly RSA first = RSA.Create(2048);
    private readonly RSA second = RSA.Create(2048);
    private readonly LogLines log = new();

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        log.Dispose();
    }

    private Task<GatewayWorld> StartAsync(OddIssuer issuer) => GatewayWorld.StartAsync(
        world =>
        {
            world.Estate.Issuers[0] = issuer.Descriptor();
            world.Estate.Issuers.Add(world.Issuer.Descriptor("second"));
            world.Estate
                .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                .Consumer("storefront", subscriptions: Estate.Subscription("orders"))
                .Consumer("other", issuer: "second", subscriptions: Estate.Subscription("orders"));
        },
        services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<ILoggerProvider>(log);
        });

    private string Token(OddIssuer issuer, RSA key, string? kid, string algorithm = "RS256") => Forge.Token(
        Forge.Header(algorithm, kid), issuer.Claims(clock, claims => claims["jti"] = Guid.NewGuid().ToString()), algorithm == "PS256" ? Forge.Ps256(key) : Forge.Rs256(key));

    private string OtherToken(GatewayWorld world) => world.Issuer.Token("other", payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());

    [Theory]
    [InlineData(null)]
    [InlineData("always-the-same")]
    public async Task A_rotation_that_no_key_id_tells_of_fails_no_request(string? kid)
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.Add(FakeIssuer.Published(first, kid));
        await using GatewayWorld world = await StartAsync(issuer);
        (await world.GetAsync(Orders, Token(issuer, first, kid))).StatusCode.ShouldBe(HttpStatusCode.OK);

        issuer.Keys[0] = FakeIssuer.Published(second, kid);
        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ => (await world.GetAsync(Orders, Token(issuer, second, kid))).StatusCode));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        issuer.Fetches.ShouldBe(2);
        // And made up signatures do not have the issuer asked for each of them.
        for (int i = 0; i < 20; i++)
            (await world.GetAsync(Orders, Token(issuer, first, kid))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        issuer.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task An_issuer_that_fails_right_after_it_rotated_is_asked_again_after_two_seconds()
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.Add(FakeIssuer.Published(first, "one"));
        await using GatewayWorld world = await StartAsync(issuer);
        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        issuer.Keys.Add(FakeIssuer.Published(second, "two"));
        issuer.Answer = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        (await world.GetAsync(Orders, Token(issuer, second, "two"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        issuer.Answer = null;
        clock.Advance(TimeSpan.FromSeconds(2));

        (await world.GetAsync(Orders, Token(issuer, second, "two"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("""{"keys":[null,1,"x",{"kty":1},{"kty":"RSA","n":"!","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kid":"\ud800","kty":"RSA"}]}""")]
    public async Task What_is_no_key_set_that_could_be_used_takes_no_good_keys_away(string published)
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.Add(FakeIssuer.Published(first, "one"));
        await using GatewayWorld world = await StartAsync(issuer);
        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        issuer.Answer = context => context.Response.WriteAsync(
            context.Request.Path == "/keys" ? published : $$"""{"issuer":"{{issuer.Url}}","jwks_uri":"{{issuer.Url}}/keys"}""");
        int before = issuer.Fetches;
        clock.Advance(IssuerKeys.RefreshAfter);
        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => issuer.Fetches > before && log.All.Any(line => line.Contains("no key set", StringComparison.Ordinal)), GatewayWorld.Bound, "the keys were looked after");

        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"jwks_uri":1}""")]
    [InlineData("""{"jwks_uri":"/keys"}""")]
    [InlineData("""{"jwks_uri":"file:///etc/passwd"}""")]
    [InlineData("""{"jwks_uri":"http://keys.example.com/keys"}""")]
    public async Task A_discovery_document_without_a_place_for_keys_is_an_issuer_that_cannot_be_asked_and_the_log_says_so(string document)
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.Add(FakeIssuer.Published(first, "one"));
        issuer.Answer = context => context.Response.WriteAsync(document);
        await using GatewayWorld world = await StartAsync(issuer);

        HttpResponseMessage down = await world.GetAsync(Orders, Token(issuer, first, "one"));

        await down.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
        log.All.ShouldContain(line => line.Contains($"{issuer.Url}/.well-known/openid-configuration cannot be asked for the keys of its tokens: its metadata names no jwks_uri", StringComparison.Ordinal));
        issuer.Answer = null;
        clock.Advance(TimeSpan.FromSeconds(3));
        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        log.All.ShouldContain(line => line.Contains("can be asked for the keys of its tokens again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_key_that_is_published_twice_is_one_key()
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.AddRange([FakeIssuer.Published(first, "one"), FakeIssuer.Published(first, "one"), FakeIssuer.Published(second, "two")]);
        await using GatewayWorld world = await StartAsync(issuer);

        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_id_with_a_key_for_each_algorithm_is_no_two_keys()
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.AddRange([FakeIssuer.Published(first, "one"), FakeIssuer.Published(second, "one")]);
        (issuer.Keys[0]["alg"], issuer.Keys[1]["alg"]) = ("RS256", "PS256");
        await using GatewayWorld world = await StartAsync(issuer);

        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, Token(issuer, second, "one", "PS256"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, Token(issuer, second, "one"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_slow_issuer_that_has_rotated_keeps_only_those_waiting_who_have_new_tokens()
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        issuer.Keys.Add(FakeIssuer.Published(first, "one"));
        await using GatewayWorld world = await StartAsync(issuer);
        string known = Token(issuer, first, "one");
        (await world.GetAsync(Orders, known)).StatusCode.ShouldBe(HttpStatusCode.OK);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string discovery = $$"""{"jwks_uri":"{{issuer.Url}}/keys"}""", keys = new JsonObject { ["keys"] = new JsonArray(FakeIssuer.Published(first, "one"), FakeIssuer.Published(second, "two")) }.ToJsonString();
        issuer.Answer = async context =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(context.Request.Path == "/keys" ? keys : discovery);
        };

        Task<HttpResponseMessage>[] waiting = [.. Enumerable.Range(0, 30).Select(_ => world.GetAsync(Orders, Token(issuer, second, "two")))];
        // Tokens of the key before, remembered ones and new ones.
        (await world.GetAsync(Orders, known)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, Token(issuer, first, "one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        waiting.ShouldAllBe(call => !call.IsCompleted);
        release.SetResult();

        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        issuer.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_holds_up_its_own_tokens_only()
    {
        await using OddIssuer issuer = await OddIssuer.StartAsync();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        issuer.Keys.Add(FakeIssuer.Published(first, "one"));
        issuer.Answer = async context =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("{}");
        };
        await using GatewayWorld world = await StartAsync(issuer);
        (await world.GetAsync(Orders, OtherToken(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Task<HttpResponseMessage>[] held = [.. Enumerable.Range(0, 50).Select(_ => world.GetAsync(Orders, Token(issuer, first, "one")))];

        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < 20; i++)
            (await world.GetAsync(Orders, OtherToken(world))).StatusCode.ShouldBe(HttpStatusCode.OK);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(4), "before the issuer's time is up");
        release.SetResult();
        (await Task.WhenAll(held)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
    }
}
