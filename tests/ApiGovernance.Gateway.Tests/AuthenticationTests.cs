using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

public class AuthenticationTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world => world.Estate
        .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
        .Api("open", "v1", Contracts.Get("/items"))
        .Consumer("storefront", subscriptions: Estate.Subscription("orders"))
        .Consumer("stranger", subscriptions: Estate.Subscription("orders", "v9"))
        .Consumer("other-issuer", issuer: "second", subscriptions: Estate.Subscription("orders")));

    [Fact]
    public async Task A_valid_token_of_a_subscribed_consumer_passes_and_is_not_forwarded()
    {
        await using GatewayWorld world = await StartAsync();

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, world.Issuer.Token()));

        echo.Headers["x-consumer-id"].ShouldBe("storefront");
        echo.Headers.ShouldNotContainKey("authorization");
    }

    [Fact]
    public async Task Without_a_token_the_answer_asks_for_one_and_an_open_api_does_not()
    {
        await using GatewayWorld world = await StartAsync();

        HttpResponseMessage missing = await world.GetAsync(Orders);
        await missing.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        missing.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await world.GetAsync("/commerce/open/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_that_are_wrong_in_any_way_get_one_and_the_same_answer()
    {
        await using GatewayWorld world = await StartAsync();
        FakeIssuer issuer = world.Issuer;
        string valid = issuer.Token();
        string[] parts = valid.Split('.');
        using RSA strange = RSA.Create(2048);
        byte[] publicKey = Encoding.ASCII.GetBytes(issuer.Key.ExportSubjectPublicKeyInfoPem());
        string hmacHead = FakeIssuer.Encode("""{"alg":"HS256","typ":"at+jwt","kid":"key-1"}""");
        string hmac = System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(publicKey, Encoding.ASCII.GetBytes($"{hmacHead}.{parts[1]}")));
        string foreignSignature = System.Buffers.Text.Base64Url.EncodeToString(
            strange.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Dictionary<string, string> tokens = new()
        {
            ["nonsense"] = "nonsense",
            ["two parts"] = $"{parts[0]}.{parts[1]}",
            ["five parts"] = "a.b.c.d.e",
            ["three dots of nothing"] = "..",
            ["alg none"] = $"{FakeIssuer.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            ["alg None with signature"] = $"{FakeIssuer.Encode("""{"alg":"None","typ":"at+jwt","kid":"key-1"}""")}.{parts[1]}.{parts[2]}",
            ["no signature"] = $"{parts[0]}.{parts[1]}.",
            ["public key as HMAC secret"] = $"{hmacHead}.{parts[1]}.{hmac}",
            ["signed by another key"] = $"{parts[0]}.{parts[1]}.{foreignSignature}",
            ["another payload"] = $"{parts[0]}.{FakeIssuer.Encode("""{"iss":"x"}""")}.{parts[2]}",
            ["unknown issuer"] = issuer.Token(payload: claims => claims["iss"] = "https://evil.example.com"),
            ["issuer with a slash more"] = issuer.Token(payload: claims => claims["iss"] = issuer.Url + "/"),
            ["wrong audience"] = issuer.Token(payload: claims => claims["aud"] = "another-gateway"),
            ["audience with a slash more"] = issuer.Token(payload: claims => claims["aud"] = "apigov-gateway/"),
            ["no audience"] = issuer.Token(payload: claims => claims.Remove("aud")),
            ["no expiry"] = issuer.Token(payload: claims => claims.Remove("exp")),
            ["expiry as text"] = issuer.Token(payload: claims => claims["exp"] = "4102444800"),
            ["expiry far beyond any date"] = issuer.Token(payload: claims => claims["exp"] = 1e300),
            ["not yet valid"] = issuer.Token(payload: claims => claims["nbf"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()),
            ["id token"] = issuer.Token(header: head => head["typ"] = "JWT"),
            ["no type"] = issuer.Token(header: head => head.Remove("typ")),
            ["unknown critical header"] = issuer.Token(header: head => head["crit"] = new JsonArray("b64")),
            ["key id of nobody"] = issuer.Token(header: head => head["kid"] = "../../etc/passwd"),
            ["a claim twice"] = issuer.Sign(
                """{"alg":"RS256","typ":"at+jwt","kid":"key-1"}""",
                $$"""{"iss":"{{issuer.Url}}","aud":"apigov-gateway","exp":4102444800,"client_id":"storefront","client_id":"stranger"}"""),
            ["larger than 16 KB"] = issuer.Token(scope: new string('x', 17 * 1024)),
        };

        foreach (var (name, token) in tokens)
        {
            HttpResponseMessage answer = await world.GetAsync(Orders, token);
            var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
            problem.GetProperty("detail").GetString().ShouldBe("The access token is not acceptable.", name);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"", name);
        }

        (await world.GetAsync(Orders, null, ("Authorization", "Basic c3RvcmU6ZnJvbnQ="))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        world.Backend.Calls.ShouldBe(0);
        (await world.GetAsync(Orders, valid)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_expired_token_is_told_so_and_thirty_seconds_are_forgiven()
    {
        await using GatewayWorld world = await StartAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();

        await (await world.GetAsync(Orders, world.Issuer.Token(payload: claims => claims["exp"] = now.AddSeconds(-40).ToUnixTimeSeconds())))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-expired");
        (await world.GetAsync(Orders, world.Issuer.Token(payload: claims => claims["exp"] = now.AddSeconds(-10).ToUnixTimeSeconds())))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token();

        string answer = await RawHttp.SendAsync(
            world.Address, $"GET {Orders} HTTP/1.1\r\nHost: g\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 401");
        answer.ShouldContain("token-not-acceptable");
    }

    [Fact]
    public async Task A_client_that_is_no_consumer_or_is_not_subscribed_is_told_whom_to_ask()
    {
        await using GatewayWorld world = await StartAsync();

        (await (await world.GetAsync(Orders, world.Issuer.Token("nobody"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown"))
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("commerce@example.com");
        (await (await world.GetAsync(Orders, world.Issuer.Token("stranger"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "subscription-required"))
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("commerce-platform");
        // The same client id of another issuer is another client.
        await (await world.GetAsync(Orders, world.Issuer.Token("other-issuer"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Scopes_may_be_a_text_or_a_list_and_a_missing_one_is_named()
    {
        await using GatewayWorld world = await StartAsync();
        const string body = """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""";

        HttpResponseMessage refused = await world.PostAsync(Orders, body, world.Issuer.Token(scope: "orders.read"));
        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        problem.GetProperty("requiredScopes")[0].GetString().ShouldBe("orders.write");
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"insufficient_scope\", scope=\"orders.write\"");

        (await world.PostAsync(Orders, body, world.Issuer.Token(scope: "orders.write"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync(Orders, body, world.Issuer.Token(payload: claims => claims["scope"] = new JsonArray("a", "orders.write")))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_503_and_no_fault_of_the_token()
    {
        await using GatewayWorld world = await StartAsync();
        world.Issuer.IsDown = true;

        HttpResponseMessage down = await world.GetAsync(Orders, world.Issuer.Token());
        await down.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
        down.Headers.RetryAfter.ShouldNotBeNull();

        world.Issuer.IsDown = false;
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Orders, world.Issuer.Token())).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the issuer is asked again");
        // Keys that are known outlive the issuer.
        world.Issuer.IsDown = true;
        (await world.GetAsync(Orders, world.Issuer.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rotated_key_is_found_and_a_flood_of_unknown_keys_is_not_passed_on_to_the_issuer()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, world.Issuer.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Issuer.Rotate();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Orders, world.Issuer.Token())).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the new key is known");
        int before = world.Issuer.KeyFetches;
        for (int i = 0; i < 50; i++)
            await world.GetAsync(Orders, world.Issuer.Token(header: head => head["kid"] = Guid.NewGuid().ToString()));
        (world.Issuer.KeyFetches - before).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task An_issuer_taken_out_of_the_snapshot_is_trusted_no_more_at_once()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token();
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Issuers[0] = world.Issuer.Descriptor() with { Audiences = ["another"] };
        await world.PublishAsync();

        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
    }
}
