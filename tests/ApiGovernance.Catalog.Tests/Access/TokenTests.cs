using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>Tokens of a trusted issuer open the control plane; whatever is wrong with one, the answer is the same.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private AccessWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await AccessWorld.StartAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Without_a_token_the_answer_says_where_tokens_are_to_be_had()
    {
        Answer answer = await ReadAsync(null);

        answer.ShouldBeProblem(401, "unauthorized");
        string challenge = answer.Headers.WwwAuthenticate.Single().ToString();
        challenge.ShouldStartWith("Bearer realm=\"apigov\", resource_metadata=\"http://127.0.0.1:");
        challenge.ShouldNotContain("error");
        string metadata = challenge.Split('"')[^2];
        JsonNode resource = JsonNode.Parse(await _world.Catalog.Http.GetStringAsync(metadata, Cancel))!;
        resource["resource"]!.GetValue<string>().ShouldBe(new Uri(_world.Catalog.Http.BaseAddress!, "api/v1").ToString());
        resource["authorization_servers"]!.AsArray().Select(server => server!.GetValue<string>()).ShouldBe([_world.Issuer.Url]);
    }

    [Fact]
    public async Task A_token_that_is_wrong_in_any_way_gets_one_and_the_same_answer()
    {
        (await ReadAsync(_world.Token("viewer"))).ShouldBeDone();
        HashSet<string> bodies = [];
        foreach ((string what, string token) in Wrong())
        {
            Answer answer = await ReadAsync(token);
            answer.Status.ShouldBe(401, what);
            answer.Headers.WwwAuthenticate.Single().ToString().ShouldEndWith("error=\"invalid_token\"", Case.Sensitive, what);
            bodies.Add(answer.Body);
        }

        bodies.ShouldHaveSingleItem().ShouldContain("The access token is not acceptable.");
    }

    [Theory]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Token {0}")]
    [InlineData("Bearer {0}, Bearer {0}")]
    [InlineData("Bearer {0} {0}")]
    public async Task A_header_of_another_form_is_refused(string header)
    {
        Answer answer = await _world.SendAsync(HttpMethod.Get, "apis", null, null, headers =>
            headers.TryAddWithoutValidation("Authorization", header.Replace("{0}", _world.Token("architect"), StringComparison.Ordinal)));

        answer.ShouldBeProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Of_two_headers_neither_counts()
    {
        Answer answer = await _world.SendAsync(HttpMethod.Get, "apis", null, null, headers =>
        {
            headers.TryAddWithoutValidation("Authorization", $"Bearer {_world.Token("viewer")}");
            headers.TryAddWithoutValidation("Authorization", $"Bearer {AccessWorld.AdminToken}");
        });

        answer.ShouldBeProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("apis?access_token={0}")]
    [InlineData("apis?token={0}")]
    public async Task A_token_in_the_address_opens_nothing(string path) =>
        (await _world.SendAsync(HttpMethod.Get, path.Replace("{0}", _world.Token("architect"), StringComparison.Ordinal), null))
            .ShouldBeProblem(401, "unauthorized");

    [Fact]
    public async Task Keys_rotate_while_the_control_plane_runs()
    {
        (await ReadAsync(_world.Token("viewer"))).ShouldBeDone();
        string before = _world.Token("viewer");
        _world.Issuer.Rotate();

        await Eventually.HoldsAsync(
            async () => (await ReadAsync(_world.Token("viewer"))).Status == 200, TimeSpan.FromSeconds(30), "the new key is fetched");
        (await ReadAsync(before)).ShouldBeDone("the old key is still published");
    }

    [Fact]
    public async Task Known_keys_are_used_on_when_the_issuer_goes_away()
    {
        (await ReadAsync(_world.Token("viewer"))).ShouldBeDone();
        _world.Issuer.IsDown = true;

        (await ReadAsync(_world.Token("viewer"))).ShouldBeDone();
    }

    [Fact]
    public async Task Without_the_issuers_keys_nothing_is_decided_and_the_admin_token_still_opens()
    {
        _world.Issuer.IsDown = true;

        Answer answer = await ReadAsync(_world.Token("viewer"));

        answer.ShouldBeProblem(503, "issuer-unavailable");
        answer.Headers.RetryAfter!.ToString().ShouldBe("5");
        (await ReadAsync(AccessWorld.AdminToken)).ShouldBeDone();
    }

    [Fact]
    public async Task The_admin_token_is_compared_as_a_whole()
    {
        (await ReadAsync(AccessWorld.AdminToken[..^1])).ShouldBeProblem(401, "unauthorized");
        (await ReadAsync(AccessWorld.AdminToken + "x")).ShouldBeProblem(401, "unauthorized");
        (await ReadAsync(AccessWorld.AdminToken.ToUpperInvariant())).ShouldBeProblem(401, "unauthorized");
    }

    private Task<Answer> ReadAsync(string? token) => _world.SendAsync(HttpMethod.Get, "apis", token);

    private IEnumerable<(string What, string Token)> Wrong()
    {
        FakeIssuer issuer = _world.Issuer;
        string valid = _world.Token("architect");
        string[] parts = valid.Split('.');
        DateTimeOffset now = _world.Clock.GetUtcNow();
        string Claims(Action<JsonObject> change) => issuer.Token("somebody", "", claims =>
        {
            AccessWorld.People["architect"](claims);
            change(claims);
        });
        string Header(Action<JsonObject> change) => issuer.Token("somebody", "", AccessWorld.People["architect"], change);

        yield return ("nonsense", "nonsense");
        yield return ("two parts", $"{parts[0]}.{parts[1]}");
        yield return ("four parts", valid + ".x");
        yield return ("five parts", valid + ".x.x");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("tampered payload", $"{parts[0]}.{FakeIssuer.Encode("""{"groups":"architects"}""")}.{parts[2]}");
        foreach (string none in new[] { "none", "None", "NONE", "nOnE" })
        {
            string head = FakeIssuer.Encode($$"""{"alg":"{{none}}","typ":"at+jwt","kid":"key-1"}""");
            yield return ($"alg {none}", $"{head}.{parts[1]}.");
            yield return ($"alg {none} with a signature", $"{head}.{parts[1]}.{parts[2]}");
        }

        string hmacHead = FakeIssuer.Encode("""{"alg":"HS256","typ":"at+jwt","kid":"key-1"}""");
        byte[] publicKey = Encoding.ASCII.GetBytes(issuer.Key.ExportSubjectPublicKeyInfoPem());
        yield return ("HS256 with the public key", $"{hmacHead}.{parts[1]}.{Base64Url.EncodeToString(HMACSHA256.HashData(publicKey, Encoding.ASCII.GetBytes($"{hmacHead}.{parts[1]}")))}");
        yield return ("RS384", Header(header => header["alg"] = "RS384"));
        yield return ("typ JWT", Header(header => header["typ"] = "JWT"));
        yield return ("typ id token", Header(header => header["typ"] = "id_token+jwt"));
        yield return ("typ logout", Header(header => header["typ"] = "logout+jwt"));
        yield return ("no typ", Header(header => header.Remove("typ")));
        yield return ("crit", Header(header => header["crit"] = new JsonArray("b64")));
        yield return ("unknown kid", Header(header => header["kid"] = "key-9"));
        yield return ("kid with a path", Header(header => header["kid"] = "../../dev/null"));
        yield return ("a token for the gateway", Claims(claims => claims["aud"] = "apigov-gateway"));
        yield return ("audience with a slash", Claims(claims => claims["aud"] = AccessWorld.Audience + "/"));
        yield return ("audience prefix", Claims(claims => claims["aud"] = AccessWorld.Audience + "-2"));
        yield return ("no audience", Claims(claims => claims.Remove("aud")));
        yield return ("another issuer", Claims(claims => claims["iss"] = "https://login.example.com"));
        yield return ("issuer with a slash", Claims(claims => claims["iss"] = issuer.Url + "/"));
        yield return ("no issuer", Claims(claims => claims.Remove("iss")));
        yield return ("expired", Claims(claims => claims["exp"] = now.AddSeconds(-31).ToUnixTimeSeconds()));
        yield return ("no end", Claims(claims => claims.Remove("exp")));
        yield return ("end as text", Claims(claims => claims["exp"] = now.AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        yield return ("negative end", Claims(claims => claims["exp"] = -1));
        yield return ("not yet", Claims(claims => claims["nbf"] = now.AddSeconds(31).ToUnixTimeSeconds()));
        yield return ("a claim twice", issuer.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"key-1"}""",
            $$"""{"iss":"{{issuer.Url}}","aud":"{{AccessWorld.Audience}}","exp":{{now.AddHours(1).ToUnixTimeSeconds()}},"groups":"everybody","groups":"architects"}"""));
        yield return ("no object", issuer.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"key-1"}""", "[]"));
        yield return ("very long", valid + new string('A', 20_000));
    }
}
