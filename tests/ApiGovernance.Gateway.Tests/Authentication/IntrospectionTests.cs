using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Opaque tokens: the issuer is asked, seldom, and believed.</summary>
public sealed class IntrospectionTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Token = "opaque-token-1234567890";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly ConcurrentQueue<(string Token, string Authorization)> asked = [];
    private readonly string variable = $"APIGOV_SECRET_{Guid.NewGuid():N}".ToUpperInvariant();

    public IntrospectionTests() => Environment.SetEnvironmentVariable(variable, "s3cr:t");

    public void Dispose() => Environment.SetEnvironmentVariable(variable, null);

    private async Task<GatewayWorld> StartAsync(Func<string, JsonNode?> answer, int cacheSeconds = 60, Func<TokenIntrospection, TokenIntrospection>? change = null, int status = 200)
    {
        GatewayWorld world = await GatewayWorld.StartAsync(
            world =>
            {
                TokenIntrospection introspection = new(world.Issuer.Url + "/introspect", "gateway one", "env:" + variable) { CacheSeconds = cacheSeconds };
                world.Estate.Issuers[0] = world.Issuer.Descriptor() with { Introspection = change?.Invoke(introspection) ?? introspection };
                world.Estate
                    .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                    .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
            },
            services => services.AddSingleton<TimeProvider>(clock));
        world.Issuer.Endpoint = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            asked.Enqueue((form["token"]!, context.Request.Headers.Authorization!));
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(answer(form["token"]!)?.ToJsonString() ?? "{\"active\":true");
        };
        return world;
    }

    private JsonObject Active(Action<JsonObject>? change = null)
    {
        JsonObject answer = new()
        {
            ["active"] = true,
            ["client_id"] = "storefront",
            ["scope"] = "orders.read orders.write",
            ["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
            ["aud"] = "apigov-gateway",
            ["sub"] = "somebody",
        };
        change?.Invoke(answer);
        return answer;
    }

    [Fact]
    public async Task An_active_token_names_its_consumer_and_the_issuer_is_asked_once_with_the_gateways_own_credential()
    {
        await using GatewayWorld world = await StartAsync(_ => Active());

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, Token));
        for (int i = 0; i < 20; i++)
            (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        echo.Headers["x-consumer-id"].ShouldBe("storefront");
        echo.Headers.ShouldNotContainKey("authorization");
        var (token, authorization) = asked.ShouldHaveSingleItem();
        token.ShouldBe(Token);
        Encoding.ASCII.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).ShouldBe("gateway+one:s3cr%3At");
    }

    [Fact]
    public async Task A_token_that_ends_with_the_calendar_is_a_good_one()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(answer => answer["exp"] = 253402300799));

        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fifty_calls_at_once_with_one_new_token_ask_once()
    {
        await using GatewayWorld world = await StartAsync(_ => Active());

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await world.GetAsync(Orders, Token)).StatusCode));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_is_remembered_for_its_time_and_never_past_the_tokens_end()
    {
        await using GatewayWorld world = await StartAsync(token => Active(answer => answer["exp"] = clock.GetUtcNow().AddSeconds(token.EndsWith("short", StringComparison.Ordinal) ? 20 : 600).ToUnixTimeSeconds()));
        await world.GetAsync(Orders, Token);
        await world.GetAsync(Orders, Token + "short");

        clock.Advance(TimeSpan.FromSeconds(19));
        await world.GetAsync(Orders, Token + "short");
        asked.Count.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(2));
        await world.GetAsync(Orders, Token + "short");
        asked.Count.ShouldBe(3);
        await world.GetAsync(Orders, Token);
        asked.Count.ShouldBe(3);
        clock.Advance(TimeSpan.FromSeconds(40));
        await world.GetAsync(Orders, Token);
        asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_token_that_is_not_active_or_not_for_us_is_401_and_not_asked_about_again_for_a_moment()
    {
        Dictionary<string, JsonNode> answers = new()
        {
            ["inactive"] = new JsonObject { ["active"] = false },
            ["no-word"] = new JsonObject { ["scope"] = "orders.read" },
            ["text"] = Active(answer => answer["active"] = "true"),
            ["audience"] = Active(answer => answer["aud"] = "another"),
            ["issuer"] = Active(answer => answer["iss"] = "https://evil.example.com"),
            ["later"] = Active(answer => answer["nbf"] = clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()),
            ["no-date"] = Active(answer => answer["exp"] = "soon"),
            ["no-audience"] = Active(answer => answer.Remove("aud")),
            ["null-audience"] = Active(answer => answer["aud"] = null),
            ["refresh-of-hydra"] = Active(answer => answer["token_use"] = "refresh_token"),
            ["refresh-of-keycloak"] = Active(answer => answer["typ"] = "Refresh"),
            ["offline-of-keycloak"] = Active(answer => answer["typ"] = "Offline"),
            ["an-id-token"] = Active(answer => answer["token_use"] = "id"),
            ["another-type"] = Active(answer => answer["token_type"] = "refresh_token"),
            ["a-type-that-is-no-text"] = Active(answer => answer["token_type"] = 1),
        };
        await using GatewayWorld world = await StartAsync(token => answers[token]);
        foreach (string token in answers.Keys)
        {
            await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
            await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        }

        asked.Count.ShouldBe(answers.Count);
        clock.Advance(TimeSpan.FromSeconds(6));
        answers["inactive"] = Active();
        (await world.GetAsync(Orders, "inactive")).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Backend.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_has_ended_is_told_so_and_is_not_asked_about_for_each_call_either()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(answer => answer["exp"] = clock.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds()));

        for (int i = 0; i < 5; i++)
            await (await world.GetAsync(Orders, Token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-expired");

        asked.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(6));
        await (await world.GetAsync(Orders, Token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-expired");
        asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_snapshot_that_changes_another_issuer_has_nobody_asked_again()
    {
        await using GatewayWorld world = await StartAsync(_ => Active());
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Issuers.Add(new("new", "https://new.example.com") { Audiences = ["x"] });
        await world.PublishAsync();
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.Count.ShouldBe(1);

        world.Estate.Issuers[0] = world.Estate.Issuers[0] with { RevokedTokens = ["another"] };
        await world.PublishAsync();
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.Count.ShouldBe(2);

        world.Estate.Issuers.RemoveAt(0);
        await world.PublishAsync();
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_that_never_ends_is_no_failure_of_the_gateway()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(answer => answer["exp"] = 253402300799));

        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_answers_call_an_access_token_is_one_and_an_audience_may_be_dispensed_with()
    {
        Dictionary<string, JsonNode> answers = new()
        {
            ["hydra"] = Active(answer => answer["token_use"] = "access_token"),
            ["keycloak"] = Active(answer => (answer["typ"], answer["token_type"]) = ("Bearer", "Bearer")),
            ["lower"] = Active(answer => answer["token_type"] = "bearer"),
            ["nothing"] = Active(answer => (answer["token_use"], answer["token_type"]) = (null, null)),
            ["no-audience"] = Active(answer => answer.Remove("aud")),
        };
        await using GatewayWorld world = await StartAsync(token => answers[token], change: introspection => introspection with { RequireAudience = false });

        foreach (string token in answers.Keys)
            (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK, token);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_token_that_the_issuer_refuses_to_look_at_is_nobody_elses_trouble(int status)
    {
        await using GatewayWorld world = await StartAsync(_ => Active());
        Func<HttpContext, Task> usual = world.Issuer.Endpoint!;
        world.Issuer.Endpoint = async context =>
        {
            if ((await context.Request.ReadFormAsync())["token"] == "huge")
                context.Response.StatusCode = status;
            else
                await usual(context);
        };

        await (await world.GetAsync(Orders, "huge")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_issuer_that_is_asked_too_much_is_asked_about_tokens_that_were_good_all_the_same()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(), cacheSeconds: 0);
        Func<HttpContext, Task> usual = world.Issuer.Endpoint!;
        world.Issuer.Endpoint = async context =>
        {
            if ((await context.Request.ReadFormAsync())["token"] == "made-up")
                context.Response.StatusCode = 429;
            else
                await usual(context);
        };
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await world.GetAsync(Orders, "made-up")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(Orders, "new")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.Select(one => one.Token).ShouldBe([Token, Token]);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await world.GetAsync(Orders, "new")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Made_up_tokens_do_not_take_the_places_of_those_that_were_good()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(), cacheSeconds: 0);
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Func<HttpContext, Task> usual = world.Issuer.Endpoint!;
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int held = 0;
        world.Issuer.Endpoint = async context =>
        {
            if ((await context.Request.ReadFormAsync())["token"] != Token)
            {
                Interlocked.Increment(ref held);
                await release.Task;
            }

            await usual(context);
        };

        Task<HttpResponseMessage>[] flood = [.. Enumerable.Range(0, 100).Select(i => world.GetAsync(Orders, $"made-up-{i}"))];
        await Eventually.HoldsAsync(() => Volatile.Read(ref held) == 48 && flood.Count(call => call.IsCompleted) == 52, GatewayWorld.Bound, "48 are asked about, the others are refused");
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        release.SetResult();
        (await Task.WhenAll(flood)).Count(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ShouldBe(52);
    }

    [Fact]
    public async Task For_a_path_that_no_API_has_nobody_is_asked()
    {
        await using GatewayWorld world = await StartAsync(_ => Active());

        await (await world.GetAsync("/legacy/items", Token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        asked.ShouldBeEmpty();
        int fetches = world.Issuer.KeyFetches;
        await world.GetAsync("/legacy/items", world.Issuer.Token());
        await world.GetAsync("/legacy/items", world.Issuer.Token(header: head => head["kid"] = "unheard-of"));
        world.Issuer.KeyFetches.ShouldBe(fetches + 1, "the keys themselves, once");
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_issuer_that_is_down_or_talks_nonsense_is_503_and_not_the_tokens_fault()
    {
        await using GatewayWorld world = await StartAsync(token => token == "broken" ? null : Active());
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Issuer.IsDown = true;

        await (await world.GetAsync(Orders, "another")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
        // What is known goes on, and so do tokens that nobody need be asked about once their keys are known.
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Issuer.IsDown = false;
        clock.Advance(TimeSpan.FromSeconds(2));
        (await world.GetAsync(Orders, "another")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.GetAsync(Orders, "broken")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
    }

    [Fact]
    public async Task A_gateway_without_the_secret_asks_nobody()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(), change: introspection => introspection with { Secret = "env:APIGOV_SECRET_NOBODY_SET" });

        await (await world.GetAsync(Orders, Token)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
        asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("!")]
    public async Task A_JWT_that_cannot_be_read_is_not_asked_about(string added)
    {
        await using GatewayWorld world = await StartAsync(_ => Active());

        await (await world.GetAsync(Orders, null, ("Authorization", $"Bearer {world.Issuer.Token("storefront")}{added}x"))).ShouldBeProblemAsync(
            HttpStatusCode.Unauthorized, "token-not-acceptable");

        asked.ShouldBeEmpty();
        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "an opaque token still is");
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_no_prefix_fits_or_could_be_no_token_is_asked_about_nowhere()
    {
        await using GatewayWorld world = await StartAsync(_ => Active(), change: introspection => introspection with { TokenPrefix = "ptk_" });

        (await world.GetAsync(Orders, "ptk_1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string token in new[] { "xtk_1", "ptk_1 2", "ptk_\"", "ptk_" + new string('x', 17_000) })
            await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        asked.Count.ShouldBe(1);
        // A token that says whose it is is verified here, and not asked about.
        (await world.GetAsync(Orders, world.Issuer.Token(payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_can_be_a_file_that_is_renewed()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["idp"], "one\n");
        await using GatewayWorld world = await GatewayWorld.StartAsync(world =>
        {
            world.Options = options => options with { SecretsDirectory = Path.GetDirectoryName(folder["idp"]) };
            world.Estate.Issuers[0] = world.Issuer.Descriptor() with { Introspection = new(world.Issuer.Url + "/introspect", "g", "file:idp") { CacheSeconds = 0, RequireAudience = false } };
            world.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true }).Consumer("storefront", subscriptions: Estate.Subscription("orders"));
        });
        string seen = "";
        world.Issuer.Endpoint = async context =>
        {
            seen = Encoding.ASCII.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..]));
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { active = true, client_id = "storefront", scope = "orders.read" }));
        };

        (await world.GetAsync(Orders, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe("g:one");
        File.WriteAllText(folder["idp"], "two");
        (await world.GetAsync(Orders, Token + "2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe("g:two");
    }
}
