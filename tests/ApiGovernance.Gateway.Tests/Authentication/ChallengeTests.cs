using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>What <c>WWW-Authenticate</c> asks for (RFC 6750, 3 and RFC 9449, 7.1).</summary>
public class ChallengeTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Algorithms = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512\"";

    private static Task<GatewayWorld> StartAsync(params DpopMode[] modes) => GatewayWorld.StartAsync(world =>
    {
        world.Estate.Issuers.Clear();
        for (int i = 0; i < modes.Length; i++)
            world.Estate.Issuers.Add(world.Issuer.Descriptor(i == 0 ? "main" : "other") with { Issuer = i == 0 ? world.Issuer.Url : "https://other.example.com", Dpop = modes[i] });
        world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
    });

    [Theory]
    [InlineData("Bearer", DpopMode.Allowed)]
    [InlineData("Bearer", DpopMode.Off)]
    [InlineData("Bearer")]
    [InlineData("DPoP " + Algorithms, DpopMode.Required)]
    [InlineData("DPoP " + Algorithms, DpopMode.Required, DpopMode.Required)]
    [InlineData("Bearer, DPoP " + Algorithms, DpopMode.Required, DpopMode.Allowed)]
    public async Task Who_sends_nothing_is_asked_for_what_the_issuers_tokens_need(string challenge, params DpopMode[] modes)
    {
        await using GatewayWorld world = await StartAsync(modes);

        HttpResponseMessage answer = await world.GetAsync(Orders);

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe(challenge);
    }

    [Theory]
    [InlineData("Basic c3RvcmU6ZnJvbnQ=")]
    [InlineData("Digest username=\"x\"")]
    [InlineData("Negotiate abc")]
    public async Task A_scheme_that_is_not_taken_is_no_error_of_a_token(string authorization)
    {
        await using GatewayWorld world = await StartAsync(DpopMode.Allowed);

        HttpResponseMessage answer = await world.GetAsync(Orders, null, ("Authorization", authorization));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_scope_that_a_bound_token_lacks_is_told_in_the_scheme_that_it_came_in()
    {
        await using GatewayWorld world = await StartAsync(DpopMode.Allowed);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        JsonObject jwk = FakeIssuer.Published(key, null);
        string thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")));
        string token = world.Issuer.Token(scope: "orders.write", payload: claims => claims["cnf"] = new JsonObject { ["jkt"] = thumbprint });
        string proof = Forge.Token(
            new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = jwk }.ToJsonString(),
            new JsonObject
            {
                ["jti"] = "1",
                ["htm"] = "GET",
                ["htu"] = new Uri(world.Address, Orders).ToString(),
                ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
                ["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token))),
            }.ToJsonString(),
            Forge.Es256(key));

        HttpResponseMessage answer = await world.GetAsync(Orders, null, ("Authorization", "DPoP " + token), ("DPoP", proof));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("DPoP error=\"insufficient_scope\", scope=\"orders.read\"");
    }
}
