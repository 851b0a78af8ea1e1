using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Keys;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>What goes inside: never the caller's credential, but what the back end's policy says.</summary>
public sealed class OnwardTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly ConcurrentQueue<Dictionary<string, string>> asked = [];
    private readonly string variable = $"APIGOV_SECRET_{Guid.NewGuid():N}".ToUpperInvariant();
    private readonly (string Id, string Key) apiKey = ApiKey.Generate();

    public OnwardTests() => Environment.SetEnvironmentVariable(variable, "secret");

    public void Dispose() => Environment.SetEnvironmentVariable(variable, null);

    private Task<GatewayWorld> StartAsync(Func<SnapshotBackend, FakeIssuer, SnapshotBackend> change, Action<GatewayWorld>? more = null) => GatewayWorld.StartAsync(
        world =>
        {
            world.Estate.Backends[0] = change(world.Estate.Backends[0], world.Issuer) with { Owner = new SnapshotOwner("erp-team", "erp@example.com", null) };
            world.Estate
                .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                .Api("open", "v1", Contracts.Get("/items"))
                .Consumer("storefront", subscriptions: Estate.Subscription("orders"))
                .Consumer("partner", subscriptions: new ConsumerSubscription("orders", [], ["orders.read"]));
            byte[] salt = RandomNumberGenerator.GetBytes(ApiKey.SaltBytes);
            world.Estate.Consumers[1] = world.Estate.Consumers[1] with { Keys = [new SnapshotApiKey(apiKey.Id, salt, ApiKey.Hash(apiKey.Key, salt))] };
            more?.Invoke(world);
        },
        services => services.AddSingleton<TimeProvider>(clock));

    private BackendTokenGrant Grant(FakeIssuer issuer) => new(issuer.Url + "/token", "gateway", "env:" + variable) { Scope = "erp.orders", Audience = "erp" };

    private void Answer(FakeIssuer issuer, Func<int, object?> answer) => issuer.Endpoint = async context =>
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        if (answer(asked.Count) is { } body)
            await context.Response.WriteAsJsonAsync(body);
        else
            context.Response.StatusCode = 400;
    };

    private string Token(GatewayWorld world, double minutes = 30) =>
        world.Issuer.Token(payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds());

    [Fact]
    public async Task Nothing_with_which_a_caller_proves_itself_goes_inside_and_nothing_that_only_the_gateway_says_is_believed()
    {
        await using GatewayWorld world = await StartAsync((backend, _) => backend);

        Echo echo = await Echo.ReadAsync(await world.GetAsync(
            Orders, Token(world), ("DPoP", "proof"), ("Signature", "sig=:AA==:"), ("Signature-Input", "sig=()"), ("Client-Cert", ":AA==:"), ("Client-Cert-Chain", ":AA==:"),
            ("X-Forwarded-Client-Cert", "Hash=1"), ("X-Ssl-Client-Cert", "x"), ("Proxy-Authorization", "Basic eDp5"), ("X-Consumer-Id", "admin"), ("x_consumer_id", "admin"),
            ("X-Consumer-Scopes", "all"), ("X-Api-Owner", "me"), ("Cookie", "session=1")));

        foreach (string field in new[] { "authorization", "dpop", "signature", "signature-input", "client-cert", "client-cert-chain", "x-forwarded-client-cert", "x-ssl-client-cert", "proxy-authorization", "x_consumer_id", "x-consumer-scopes", "x-api-owner", "x-api-key" })
            echo.Headers.ShouldNotContainKey(field);
        echo.Headers["x-consumer-id"].ShouldBe("storefront");
        // A cookie is between the caller and the back end that set it.
        echo.Headers["cookie"].ShouldBe("session=1");
    }

    [Fact]
    public async Task A_back_end_that_wants_to_know_nothing_is_told_nothing()
    {
        await using GatewayWorld world = await StartAsync((backend, _) => backend with { Identity = BackendIdentity.None });

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, Token(world), ("X-Consumer-Id", "admin")));

        echo.Headers.ShouldNotContainKey("x-consumer-id");
        echo.Headers.ShouldNotContainKey("authorization");
    }

    [Fact]
    public async Task A_token_of_the_gateways_own_tells_who_calls_and_is_checked_with_the_published_keys()
    {
        await using GatewayWorld world = await StartAsync((backend, _) => backend with { Identity = BackendIdentity.Token });
        string token = Token(world);

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, token));
        Echo again = await Echo.ReadAsync(await world.GetAsync(Orders, token));
        Echo byKey = await Echo.ReadAsync(await world.GetAsync(Orders, null, ("X-Api-Key", apiKey.Key)));
        Echo anonymous = await Echo.ReadAsync(await world.GetAsync("/commerce/open/v1/items"));

        string inside = echo.Headers["authorization"]["Bearer ".Length..];
        inside.ShouldNotBe(token);
        echo.Headers.ShouldNotContainKey("x-consumer-id");
        again.Headers["authorization"].ShouldBe(echo.Headers["authorization"]);
        anonymous.Headers.ShouldNotContainKey("authorization");
        JsonElement claims = await VerifyAsync(world, inside);
        claims.GetProperty("aud").GetString().ShouldBe("erp");
        claims.GetProperty("iss").GetString().ShouldBe("apigov-gateway");
        claims.GetProperty("sub").GetString().ShouldBe("storefront");
        claims.GetProperty("client_id").GetString().ShouldBe("storefront");
        claims.GetProperty("consumer").GetString().ShouldBe("storefront");
        claims.GetProperty("idp").GetString().ShouldBe("main");
        claims.GetProperty("scope").GetString().ShouldBe("orders.read orders.write");
        (claims.GetProperty("exp").GetInt64() - clock.GetUtcNow().ToUnixTimeSeconds()).ShouldBeInRange(290, 300);
        (await VerifyAsync(world, byKey.Headers["authorization"]["Bearer ".Length..])).GetProperty("consumer").GetString().ShouldBe("partner");

        clock.Advance(TimeSpan.FromMinutes(4));
        (await Echo.ReadAsync(await world.GetAsync(Orders, token))).Headers["authorization"].ShouldNotBe(echo.Headers["authorization"]);
    }

    [Fact]
    public async Task The_gateways_token_never_outlives_the_callers()
    {
        await using GatewayWorld world = await StartAsync((backend, _) => backend with { Identity = BackendIdentity.Token });

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, Token(world, minutes: 1)));

        ((await VerifyAsync(world, echo.Headers["authorization"]["Bearer ".Length..])).GetProperty("exp").GetInt64() - clock.GetUtcNow().ToUnixTimeSeconds()).ShouldBeInRange(50, 60);
    }

    [Fact]
    public async Task Without_such_a_back_end_there_are_no_keys()
    {
        await using GatewayWorld world = await StartAsync((backend, _) => backend);

        (await world.GetAsync("/.well-known/jwks.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Keys_are_kept_private_renewed_after_a_month_and_overlap()
    {
        using TempFolder folder = new();
        GatewayOptions options = new() { Node = "n", StateDirectory = folder["state"] };
        IdentityKeyStore Store() => new(options, clock, NullLogger<IdentityKeyStore>.Instance);
        IdentityKeyStore store = Store();
        string first = store.Current().Id;

        string file = Directory.GetFiles(Path.Combine(folder["state"], "identity-keys")).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Store().Current().Id.ShouldBe(first);

        clock.Advance(IdentityKeyStore.RenewAfter);
        store.Published().Count.ShouldBe(2);
        store.Current().Id.ShouldBe(first);
        clock.Advance(IdentityKeyStore.PublishedBefore);
        string second = store.Current().Id;
        second.ShouldNotBe(first);
        Store().Current().Id.ShouldBe(second);
        store.Published().Select(key => key.Id).ShouldBe([first, second]);
        clock.Advance(IdentityKeyStore.PublishedAfter);
        store.Published().Select(key => key.Id).ShouldBe([second]);
        Directory.GetFiles(Path.Combine(folder["state"], "identity-keys")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_the_keys_at_the_next_start_and_nothing_now()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["file"], "");
        IdentityKeyStore store = new(new GatewayOptions { Node = "n", StateDirectory = folder["file"] }, clock, NullLogger<IdentityKeyStore>.Instance);

        string first = store.Current().Id;
        clock.Advance(TimeSpan.FromMinutes(2));
        store.Current().Id.ShouldBe(first);
    }

    [Fact]
    public void A_file_that_is_no_key_hides_no_other_and_is_not_what_a_gateway_leaves()
    {
        using TempFolder folder = new();
        GatewayOptions options = new() { Node = "n", StateDirectory = folder["state"] };
        IdentityKeyStore Store() => new(options, clock, NullLogger<IdentityKeyStore>.Instance);
        IdentityKeyStore first = Store();
        string own = first.Current().Id, keys = Path.Combine(folder["state"], "identity-keys");
        Directory.GetFiles(keys).ShouldHaveSingleItem().ShouldEndWith($".{own}.pem");
        File.WriteAllText(Path.Combine(keys, "1.half.pem"), "-----BEGIN PRIVATE KEY-----\nMIGH");
        File.WriteAllText(Path.Combine(keys, "1.empty.pem"), "");
        File.WriteAllText(Path.Combine(keys, "99999999999999999.far.pem"), "");
        using (ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384))
            File.WriteAllText(Path.Combine(keys, "1.p384.pem"), other.ExportPkcs8PrivateKeyPem());
        using (ECDsa same = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            File.WriteAllText(Path.Combine(keys, $"1.{own}.pem"), same.ExportPkcs8PrivateKeyPem());

        clock.Advance(TimeSpan.FromMinutes(2));
        first.Published().Select(key => key.Id).ShouldBe([own]);
        File.Delete(Path.Combine(keys, $"1.{own}.pem"));
        Store().Published().Select(key => key.Id).ShouldBe([own]);
        Store().Current().Id.ShouldBe(own);
    }

    [Fact]
    public void A_folder_into_which_everybody_may_write_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
#pragma warning disable CA1416 // Said just above.
        using TempFolder folder = new();
        GatewayOptions options = new() { Node = "n", StateDirectory = folder["state"] };
        IdentityKeyStore Store() => new(options, clock, NullLogger<IdentityKeyStore>.Instance);
        string keys = Path.Combine(folder["state"], "identity-keys"), planted = Store().Current().Id;
        UnixFileMode own = File.GetUnixFileMode(keys);
        File.SetUnixFileMode(keys, own | UnixFileMode.OtherWrite);

        IdentityKeyStore store = Store();

        store.Published().ShouldHaveSingleItem().Id.ShouldNotBe(planted);
        Directory.GetFiles(keys).Length.ShouldBe(1);
        File.SetUnixFileMode(keys, own);
        Store().Current().Id.ShouldBe(planted);
#pragma warning restore CA1416
    }

    [Fact]
    public async Task The_gateways_own_client_is_asked_for_once_and_renewed_before_its_token_ends_without_anybody_waiting()
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with { Credentials = new BackendCredentials { ClientCredentials = Grant(issuer) } });
        Answer(world.Issuer, count => new { access_token = $"inside-{count}", token_type = "Bearer", expires_in = 300 });
        string token = Token(world);

        Echo[] echoes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await Echo.ReadAsync(await world.GetAsync(Orders, token))));

        echoes.ShouldAllBe(echo => echo.Headers["authorization"] == "Bearer inside-1" && echo.Headers["x-consumer-id"] == "storefront");
        Dictionary<string, string> form = asked.ShouldHaveSingleItem();
        form.ShouldContainKeyAndValue("grant_type", "client_credentials");
        form.ShouldContainKeyAndValue("scope", "erp.orders");
        form.ShouldContainKeyAndValue("audience", "erp");
        clock.Advance(TimeSpan.FromSeconds(235));
        (await Echo.ReadAsync(await world.GetAsync(Orders, token))).Headers["authorization"].ShouldBe("Bearer inside-1");
        await Eventually.HoldsAsync(
            async () => (await Echo.ReadAsync(await world.GetAsync(Orders, token))).Headers["authorization"] == "Bearer inside-2", GatewayWorld.Bound, "the token is renewed");
        asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_callers_token_is_exchanged_for_each_caller_and_never_goes_inside()
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with { Credentials = new BackendCredentials { TokenExchange = Grant(issuer) } });
        Answer(world.Issuer, count => new { access_token = $"inside-{count}", token_type = "bearer", issued_token_type = "urn:ietf:params:oauth:token-type:access_token", expires_in = 300 });
        string one = Token(world), two = Token(world);

        (await Echo.ReadAsync(await world.GetAsync(Orders, one))).Headers["authorization"].ShouldBe("Bearer inside-1");
        (await Echo.ReadAsync(await world.GetAsync(Orders, one))).Headers["authorization"].ShouldBe("Bearer inside-1");
        (await Echo.ReadAsync(await world.GetAsync(Orders, two))).Headers["authorization"].ShouldBe("Bearer inside-2");

        asked.Count.ShouldBe(2);
        Dictionary<string, string> form = asked.First();
        form.ShouldContainKeyAndValue("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.ShouldContainKeyAndValue("subject_token", one);
        form.ShouldContainKeyAndValue("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
    }

    [Fact]
    public async Task What_is_got_for_a_callers_token_is_not_used_after_that_token_ended()
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with { Credentials = new BackendCredentials { TokenExchange = Grant(issuer) } });
        Answer(world.Issuer, count => new { access_token = $"inside-{count}", token_type = "Bearer", expires_in = 3600 });
        string token = Token(world, minutes: 1);
        await world.GetAsync(Orders, token);

        // Within the skew that is forgiven the caller's token is still taken here, but what was got for it is asked for anew.
        clock.Advance(TimeSpan.FromSeconds(70));
        await world.GetAsync(Orders, token);
        asked.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("down")]
    [InlineData("refused")]
    [InlineData("nonsense")]
    [InlineData("another type")]
    [InlineData("no secret")]
    [InlineData("a line break in the token")]
    public async Task Where_no_token_is_to_be_had_the_back_ends_owner_is_named_and_nothing_is_sent(string trouble)
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with
        {
            Credentials = new BackendCredentials { ClientCredentials = trouble == "no secret" ? Grant(issuer) with { Secret = "env:APIGOV_SECRET_NOBODY_SET" } : Grant(issuer) },
        });
        string token = Token(world);
        (await world.GetAsync("/commerce/orders/v1/orders", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Answer(world.Issuer, _ => trouble switch
        {
            "nonsense" => new { hello = "world" },
            "another type" => new { access_token = "x", token_type = "mac" },
            "a line break in the token" => new { access_token = "x\r\nX-Evil: 1", token_type = "Bearer" },
            "no secret" => new { access_token = "x", token_type = "Bearer" },
            _ => null,
        });
        if (trouble == "down")
            world.Issuer.Endpoint = context => { context.Response.StatusCode = 500; return Task.CompletedTask; };

        JsonElement problem = await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-credentials-unavailable");

        problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe("erp-team");
        problem.GetProperty("detail").GetString()!.ShouldContain("erp@example.com");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(400, "invalid_grant", true)]
    [InlineData(401, "invalid_token", true)]
    [InlineData(403, "access_denied", true)]
    [InlineData(429, "slow_down", true)]
    [InlineData(200, "no_token_in_it", true)]
    [InlineData(401, "invalid_client", false)]
    [InlineData(500, "server_error", false)]
    public async Task A_caller_whose_token_is_not_exchanged_shuts_nobody_else_out(int status, string error, bool isItsOwn)
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with { Credentials = new BackendCredentials { TokenExchange = Grant(issuer) } });
        string refused = Token(world), good = Token(world);
        world.Issuer.Endpoint = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
            context.Response.StatusCode = form["subject_token"] == refused ? status : 200;
            await context.Response.WriteAsJsonAsync(form["subject_token"] == refused ? (object)new { error } : new { access_token = "inside", token_type = "Bearer", expires_in = 300 });
        };

        (await world.GetAsync(Orders, refused)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await world.GetAsync(Orders, refused)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        asked.Count.ShouldBe(1);
        (await world.GetAsync(Orders, good)).StatusCode.ShouldBe(isItsOwn ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await world.GetAsync(Orders, good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.GetAsync(Orders, refused);
        asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_that_came_to_its_end_while_the_call_waited_for_a_place_is_not_sent()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConcurrentQueue<string> seen = [];
        await using ScriptedBackend erp = await ScriptedBackend.StartAsync(async context =>
        {
            seen.Enqueue(context.Request.Headers.Authorization.ToString());
            await hold.Task;
        });
        using Admission.Gauges gauges = new("erp-token");
        await using GatewayWorld world = await StartAsync((backend, _) => backend, w => w.Estate
            .Backend("erp-token", erp.Address, backend => backend with
            {
                MaxConcurrency = 1,
                Queue = new BackendQueue(60_000, 10),
                Credentials = new BackendCredentials { ClientCredentials = Grant(w.Issuer) },
            })
            .Api("queued", "v1", Contracts.Get("/items"), part => part with { Backend = "erp-token" }));
        Answer(world.Issuer, count => new { access_token = $"inside-{count}", token_type = "Bearer", expires_in = 40 });
        Task<HttpResponseMessage> first = world.GetAsync("/commerce/queued/v1/items");
        await Eventually.HoldsAsync(() => seen.Count == 1, GatewayWorld.Bound, "the first call is at the back end");
        Task<HttpResponseMessage> second = world.GetAsync("/commerce/queued/v1/items");
        await Eventually.HoldsAsync(() => gauges.Waiting == 1, GatewayWorld.Bound, "the second one waits");

        clock.Advance(TimeSpan.FromSeconds(45));
        hold.SetResult();

        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second).StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe(["Bearer inside-1", "Bearer inside-2"]);
    }

    [Fact]
    public async Task A_call_without_a_token_cannot_be_exchanged_and_is_told_so()
    {
        await using GatewayWorld world = await StartAsync((backend, issuer) => backend with { Credentials = new BackendCredentials { TokenExchange = Grant(issuer) } });

        await (await world.GetAsync(Orders, null, ("X-Api-Key", apiKey.Key))).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-credentials-unavailable");
        world.Backend.Calls.ShouldBe(0);
    }

    private static async Task<JsonElement> VerifyAsync(GatewayWorld world, string token)
    {
        string[] parts = token.Split('.');
        JsonNode header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        ((string?)header["typ"]).ShouldBe("at+jwt");
        HttpResponseMessage answer = await world.GetAsync("/.well-known/jwks.json");
        JsonNode keys = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        JsonNode key = keys["keys"]!.AsArray().Single(key => (string?)key!["kid"] == (string?)header["kid"])!;
        key["d"].ShouldBeNull();
        using ECDsa verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) },
        });
        verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }
}
