using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Possession;
using ApiGovernance.Gateway.Authentication.Signatures;
using ApiGovernance.Gateway.Redis;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Proofs of possession (RFC 9449): the right one passes once, every other way does not.</summary>
public sealed class DpopTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        stranger.Dispose();
    }

    private Task<GatewayWorld> StartAsync(DpopMode mode = DpopMode.Allowed, Action<GatewayWorld>? more = null) => GatewayWorld.StartAsync(
        world =>
        {
            world.Estate.Issuers[0] = world.Issuer.Descriptor() with { Dpop = mode };
            world.Estate
                .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
            more?.Invoke(world);
        },
        services => services.AddSingleton<TimeProvider>(clock));

    private static string Thumbprint(ECDsa key)
    {
        JsonObject jwk = FakeIssuer.Published(key, null);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")));
    }

    private string Token(GatewayWorld world, bool bound = true) => world.Issuer.Token(payload: claims =>
    {
        claims["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds();
        if (bound)
            claims["cnf"] = new JsonObject { ["jkt"] = Thumbprint(key) };
    });

    private string Proof(GatewayWorld world, string token, Action<JsonObject>? claims = null, Action<JsonObject>? header = null, ECDsa? signer = null, Func<byte[], byte[]>? sign = null)
    {
        JsonObject head = new() { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = FakeIssuer.Published(key, null) };
        JsonObject body = new()
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "GET",
            ["htu"] = new Uri(world.Address, Orders).ToString(),
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        return Forge.Token(head.ToJsonString(), body.ToJsonString(), sign ?? Forge.Es256(signer ?? key));
    }

    private static Task<HttpResponseMessage> SendAsync(GatewayWorld world, string token, string? proof, string scheme = "DPoP", string path = Orders) =>
        proof is null ? world.GetAsync(path, null, ("Authorization", $"{scheme} {token}")) : world.GetAsync(path, null, ("Authorization", $"{scheme} {token}"), ("DPoP", proof));

    [Fact]
    public async Task A_proof_passes_once_and_neither_it_nor_the_token_goes_inside()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world), proof = Proof(world, token);

        Echo echo = await Echo.ReadAsync(await SendAsync(world, token, proof, path: Orders + "?limit=5"));
        HttpResponseMessage again = await SendAsync(world, token, proof);

        echo.Headers["x-consumer-id"].ShouldBe("storefront");
        echo.Headers.ShouldNotContainKey("dpop");
        echo.Headers.ShouldNotContainKey("authorization");
        await again.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "dpop-proof-not-acceptable");
        again.Headers.WwwAuthenticate.ToString().ShouldStartWith("DPoP error=\"invalid_dpop_proof\", algs=\"ES256 ");
        (await SendAsync(world, token, Proof(world, token), "dpop")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_proof_that_is_not_for_this_call_is_refused_with_one_answer()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world), other = Token(world);
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        string here = new Uri(world.Address, Orders).ToString();
        using RSA rsa = RSA.Create(2048);
        ECParameters secret = key.ExportParameters(true);
        Dictionary<string, string> proofs = new()
        {
            ["nonsense"] = "nonsense",
            ["the token itself"] = token,
            ["typ JWT"] = Proof(world, token, header: head => head["typ"] = "JWT"),
            ["typ at+jwt"] = Proof(world, token, header: head => head["typ"] = "at+jwt"),
            ["typ missing"] = Proof(world, token, header: head => head.Remove("typ")),
            ["alg none"] = Proof(world, token, header: head => head["alg"] = "none", sign: _ => [1]),
            ["alg HS256 with the public key"] = Proof(world, token, header: head => head["alg"] = "HS256", sign: Forge.Hs256(key.ExportSubjectPublicKeyInfo())),
            ["a key of secrets"] = Proof(world, token, header: head => (head["alg"], head["jwk"]) = ("HS256", new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0" }), sign: Forge.Hs256("secret"u8.ToArray())),
            ["jwk missing"] = Proof(world, token, header: head => head.Remove("jwk")),
            ["jwk with its private part"] = Proof(world, token, header: head => head["jwk"]!["d"] = Base64Url.EncodeToString(secret.D)),
            ["another key"] = Proof(world, token, header: head => head["jwk"] = FakeIssuer.Published(stranger, null), signer: stranger),
            ["the right key, signed by another"] = Proof(world, token, signer: stranger),
            ["a kid in the place of the key"] = Proof(world, token, header: head => { head.Remove("jwk"); head["kid"] = "key-1"; }),
            ["an RSA key"] = Proof(world, token, header: head => (head["alg"], head["jwk"]) = ("RS256", FakeIssuer.Published(rsa, null)), sign: Forge.Rs256(rsa)),
            ["crit"] = Proof(world, token, header: head => head["crit"] = new JsonArray("nonce")),
            ["htm of another method"] = Proof(world, token, claims => claims["htm"] = "POST"),
            ["htm in lower case"] = Proof(world, token, claims => claims["htm"] = "get"),
            ["htm missing"] = Proof(world, token, claims => claims.Remove("htm")),
            ["htu of another path"] = Proof(world, token, claims => claims["htu"] = here + "/1"),
            ["htu of another host"] = Proof(world, token, claims => claims["htu"] = "https://evil.example.com" + Orders),
            ["htu of another port"] = Proof(world, token, claims => claims["htu"] = $"http://127.0.0.1:1{Orders}"),
            ["htu of another scheme"] = Proof(world, token, claims => claims["htu"] = here.Replace("http:", "https:", StringComparison.Ordinal)),
            ["htu with a name before the host"] = Proof(world, token, claims => claims["htu"] = here.Replace("://", "://x@", StringComparison.Ordinal)),
            ["htu relative"] = Proof(world, token, claims => claims["htu"] = Orders),
            ["htu missing"] = Proof(world, token, claims => claims.Remove("htu")),
            ["iat 61 s ago"] = Proof(world, token, claims => claims["iat"] = now - 61),
            ["iat 31 s ahead"] = Proof(world, token, claims => claims["iat"] = now + 31),
            ["iat a text"] = Proof(world, token, claims => claims["iat"] = now.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ["iat missing"] = Proof(world, token, claims => claims.Remove("iat")),
            ["ath of another token"] = Proof(world, other),
            ["ath missing"] = Proof(world, token, claims => claims.Remove("ath")),
            ["jti missing"] = Proof(world, token, claims => claims.Remove("jti")),
            ["jti empty"] = Proof(world, token, claims => claims["jti"] = ""),
            ["jti of 300 characters"] = Proof(world, token, claims => claims["jti"] = new string('j', 300)),
        };
        List<string> wrong = [];
        foreach (var (name, proof) in proofs)
        {
            HttpResponseMessage answer = await SendAsync(world, token, proof);
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !text.Contains("The DPoP proof is not acceptable.", StringComparison.Ordinal))
                wrong.Add($"{name}: {(int)answer.StatusCode} {text}");
        }

        wrong.ShouldBeEmpty();
        await (await SendAsync(world, token, null)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "dpop-proof-not-acceptable");
        string two = await RawHttp.SendAsync(
            world.Address, $"GET {Orders} HTTP/1.1\r\nHost: {world.Address.Authority}\r\nConnection: close\r\nAuthorization: DPoP {token}\r\nDPoP: {Proof(world, token)}\r\nDPoP: {Proof(world, token)}\r\n\r\n");
        two.ShouldStartWith("HTTP/1.1 401");
        world.Backend.Calls.ShouldBe(0);
        (await SendAsync(world, token, Proof(world, token, claims => claims["iat"] = now - 60))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, token, Proof(world, token, claims => claims["htu"] = here + "?a=b#c"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_and_scheme_must_go_together_as_the_issuer_has_it()
    {
        (DpopMode Mode, bool Bound, string Scheme, HttpStatusCode Status)[] cases =
        [
            (DpopMode.Allowed, true, "DPoP", HttpStatusCode.OK),
            (DpopMode.Allowed, true, "Bearer", HttpStatusCode.Unauthorized),
            (DpopMode.Allowed, false, "DPoP", HttpStatusCode.Unauthorized),
            (DpopMode.Allowed, false, "Bearer", HttpStatusCode.OK),
            (DpopMode.Required, true, "DPoP", HttpStatusCode.OK),
            (DpopMode.Required, true, "Bearer", HttpStatusCode.Unauthorized),
            (DpopMode.Required, false, "Bearer", HttpStatusCode.Unauthorized),
            (DpopMode.Off, true, "DPoP", HttpStatusCode.Unauthorized),
            (DpopMode.Off, true, "Bearer", HttpStatusCode.Unauthorized),
            (DpopMode.Off, false, "Bearer", HttpStatusCode.OK),
        ];
        await using GatewayWorld world = await StartAsync();
        foreach (var group in cases.GroupBy(entry => entry.Mode))
        {
            if (world.Estate.Issuers[0].Dpop != group.Key)
            {
                world.Estate.Issuers[0] = world.Estate.Issuers[0] with { Dpop = group.Key };
                await world.PublishAsync();
            }

            foreach (var (mode, bound, scheme, status) in group)
            {
                string token = Token(world, bound);
                HttpResponseMessage answer = await SendAsync(world, token, Proof(world, token), scheme);
                answer.StatusCode.ShouldBe(status, $"{mode}, bound {bound}, {scheme}");
                if (status == HttpStatusCode.Unauthorized && (bound || mode == DpopMode.Required))
                    answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("DPoP error=\"invalid_token\"");
            }
        }
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_counts()
    {
        await using GatewayWorld world = await StartAsync(more: world => world.Options = options => options with { PublicUrls = [new Uri("https://API.example.com:443/")] });
        string token = Token(world);

        (await SendAsync(world, token, Proof(world, token, claims => claims["htu"] = "https://api.example.com" + Orders))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, token, Proof(world, token))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://api.example.com/gateway")]
    [InlineData("https://api.example.com/gateway/")]
    public async Task The_path_that_a_proxy_takes_away_belongs_to_the_public_address(string url)
    {
        await using GatewayWorld world = await StartAsync(more: world => world.Options = options => options with { PublicUrls = [new Uri(url)] });
        string token = Token(world);

        (await SendAsync(world, token, Proof(world, token, claims => claims["htu"] = "https://api.example.com/gateway" + Orders))).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string target in new[] { "https://api.example.com" + Orders, "https://api.example.com/other" + Orders, "https://api.example.com/gateway/gateway" + Orders })
            (await SendAsync(world, token, Proof(world, token, claims => claims["htu"] = target))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, target);
    }

    [Theory]
    [InlineData("/ord-1", "/ord-1", true)]
    [InlineData("/ord-%41", "/ord-A", true)]
    [InlineData("/ord-A", "/ord-%41", true)]
    [InlineData("/ord-%c3%a9", "/ord-%C3%A9", true)]
    [InlineData("/ord-1", "/ord%2F..%2Ford-1", false)]
    [InlineData("/ord-1", "/ord-2", false)]
    [InlineData("/ord-1", "/x/../ord-1", true)]
    [InlineData("/ord-A", "/ord-a", false)]
    [InlineData("/ord-1", "/ord-1/", false)]
    public async Task Addresses_are_compared_as_the_rules_of_URIs_have_it(string called, string named, bool same)
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world);
        string proof = Proof(world, token, claims => claims["htu"] = world.Address.GetLeftPart(UriPartial.Authority) + Orders + named);

        string answer = await RawHttp.SendAsync(
            world.Address, $"GET {Orders}{called} HTTP/1.1\r\nHost: {world.Address.Authority}\r\nConnection: close\r\nAuthorization: DPoP {token}\r\nDPoP: {proof}\r\n\r\n");

        if (same)
            answer.ShouldNotContain("dpop-proof-not-acceptable");
        else
            answer.ShouldContain("dpop-proof-not-acceptable");
    }

    [Fact]
    public async Task Of_a_hundred_calls_at_once_with_one_proof_one_passes()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world), proof = Proof(world, token);
        await SendAsync(world, token, Proof(world, token));

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await SendAsync(world, token, proof)).StatusCode));

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(99);
    }

    [Fact]
    public async Task A_proof_is_remembered_for_as_long_as_it_could_pass()
    {
        await using RedisLink none = new(new GatewayOptions { Node = "n", StateDirectory = "s" }, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisLink>.Instance);
        ReplayGuard guard = new(none, new GatewayOptions { Node = "n", StateDirectory = "s" }, clock);
        foreach (var (kind, usable) in new[] { (OnceKind.Proof, DpopProof.MaxAge + DpopProof.MaxAhead), (OnceKind.Signature, SignatureVerifier.MaxAge + SignatureVerifier.MaxAhead) })
        {
            (await guard.UseAsync(kind, "key", "1", "me")).ShouldBe(OnceAnswer.First);
            for (TimeSpan passed = TimeSpan.Zero; passed <= usable; passed += TimeSpan.FromSeconds(10))
            {
                (await guard.UseAsync(kind, "key", "1", "me")).ShouldBe(OnceAnswer.Again, $"{kind.Name} after {passed}");
                clock.Advance(TimeSpan.FromSeconds(10));
            }

            (await guard.UseAsync(kind, "other", "1", "me")).ShouldBe(OnceAnswer.First);
            clock.Advance(2 * kind.Window);
            (await guard.UseAsync(kind, "key", "1", "me")).ShouldBe(OnceAnswer.First);
        }
    }

    [Fact]
    public async Task A_proof_for_another_server_is_not_taken_for_its_name_in_Host()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world);
        async Task<HttpResponseMessage> Send(string host) => await world.GetAsync(
            Orders, null, ("Authorization", $"DPoP {token}"), ("DPoP", Proof(world, token, claims => claims["htu"] = $"http://{host}{Orders}")), ("Host", host));

        await (await Send("staging.example.com")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "public-address-unknown");
        (await Send($"localhost:{world.Address.Port}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, world.Issuer.Token(payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds()), ("Host", "staging.example.com")))
            .StatusCode.ShouldBe(HttpStatusCode.OK, "a token without a proof is for its audience");
    }

    [Fact]
    public void One_owner_takes_no_more_than_its_share_of_the_memory_for_a_while()
    {
        OncePot pot = new(OnceKind.Proof.Window, clock);
        for (ulong i = 0; i < OncePot.MaxOfOne; i++)
            pot.Use(new TokenHash(i, 0), "greedy").ShouldBe(OnceAnswer.First);

        pot.Use(new TokenHash(0, 1), "greedy").ShouldBe(OnceAnswer.Full);
        pot.Use(new TokenHash(0, 0), "greedy").ShouldBe(OnceAnswer.Again);
        pot.Use(new TokenHash(0, 1), "modest").ShouldBe(OnceAnswer.First);
        clock.Advance(OnceKind.Proof.Window);
        pot.Use(new TokenHash(0, 2), "greedy").ShouldBe(OnceAnswer.First);
    }

    [Fact]
    public async Task The_proof_of_a_client_that_is_no_consumer_is_checked_and_not_kept()
    {
        await using GatewayWorld world = await StartAsync();
        world.Estate.Consumers.Clear();
        await world.PublishAsync();
        string token = Token(world), proof = Proof(world, token);

        await (await SendAsync(world, token, proof)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
        await (await SendAsync(world, token, proof)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
        await (await SendAsync(world, token, Proof(world, token + "x"))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "dpop-proof-not-acceptable");
    }

    [Fact]
    public async Task Two_gateways_that_share_a_redis_let_a_proof_pass_once_and_one_alone_goes_on_without_it()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        // A busy machine is no Redis that is gone.
        GatewayOptions options = new() { Node = "n", StateDirectory = "s", Redis = redis.ConnectionString, RedisPatience = TimeSpan.FromSeconds(10) };
        await using RedisLink one = new(options, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisLink>.Instance);
        await using RedisLink two = new(options, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisLink>.Instance);
        await Eventually.HoldsAsync(() => one.Database is not null && two.Database is not null, GatewayWorld.Bound, "both are connected");
        ReplayGuard first = new(one, options, TimeProvider.System), second = new(two, options, TimeProvider.System);

        (await first.UseAsync(OnceKind.Proof, "key", "1", "me")).ShouldBe(OnceAnswer.First);
        (await second.UseAsync(OnceKind.Proof, "key", "1", "me")).ShouldBe(OnceAnswer.Again);
        await redis.KillAsync();
        (await second.UseAsync(OnceKind.Proof, "key", "2", "me")).ShouldBe(OnceAnswer.First);
        (await second.UseAsync(OnceKind.Proof, "key", "2", "me")).ShouldBe(OnceAnswer.Again);
    }

    [Fact]
    public async Task A_redis_that_hangs_holds_no_proof_up()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        GatewayOptions options = new() { Node = "n", StateDirectory = "s", Redis = redis.ConnectionString };
        await using RedisLink link = new(options, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisLink>.Instance);
        await Eventually.HoldsAsync(() => link.Database is not null, GatewayWorld.Bound, "it is connected");
        ReplayGuard guard = new(link, options, TimeProvider.System);
        await redis.FreezeAsync();

        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 30; i++)
            (await guard.UseAsync(OnceKind.Proof, "key", $"{i}", "me")).ShouldBe(OnceAnswer.First);

        // Were Redis waited for each time, it would be a tenth of a second for each of them; by its own timeout a second and more.
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        (await guard.UseAsync(OnceKind.Proof, "key", "0", "me")).ShouldBe(OnceAnswer.Again);
        await redis.ThawAsync();
    }
}
