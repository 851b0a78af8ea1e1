using System.Net;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Callers are not told why a credential is refused; whoever runs the gateway is.</summary>
public class RefusalReasonTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    [Fact]
    public async Task Whoever_asks_about_a_refused_token_learns_which_setting_of_its_issuer_decided()
    {
        AskedExchange asked = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Estate.Issuers[0] = w.Issuer.Descriptor() with { RevokedTokens = ["stolen"] };
                w.Estate
                    .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                    .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
            },
            services => services.AddSingleton<IDecisionExchange>(asked));
        FakeIssuer issuer = world.Issuer;
        const string settings = "policies/traffic/issuers.yaml spec.issuers[main].";
        (string Token, string Step, string Why)[] cases =
        [
            ("nonsense", " ", "no JWT that can be read"),
            (issuer.Token(payload: claims => claims["iss"] = issuer.Url + "/"), " ", "'iss' is that of no trusted issuer"),
            (issuer.Token(payload: claims => claims["aud"] = "https://in-the-token"), settings + "audiences", "issuer's audiences"),
            (issuer.Token(header: head => head["typ"] = "JWT"), settings + "tokenTypes", "'typ'"),
            (issuer.Token(header: head => head["alg"] = "RS512"), settings + "algorithms", "'alg'"),
            (issuer.Token(header: head => head["kid"] = "of-nobody"), settings + "metadataUrl", "'kid'"),
            (issuer.Token(payload: claims => claims["nbf"] = 4102444800), settings + "clockSkewSeconds", "'nbf'"),
            (issuer.Token(payload: claims => claims.Remove("exp")), settings[..^"spec.issuers[main].".Length], "'exp'"),
            (issuer.Token(payload: claims => claims["jti"] = "stolen"), settings + "revokedTokens", "revoked"),
            (issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["kid"] = "x" }), settings[..^"spec.issuers[main].".Length], "'cnf'"),
            (issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["jkt"] = "x" }), settings + "dpop", "bound to a key"),
            (issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = "x" }), " ", "bound to a certificate"),
        ];
        for (int i = 0; i < cases.Length; i++)
        {
            var (token, step, why) = cases[i];
            string id = $"refused-{i}";
            HttpResponseMessage refused = await world.GetAsync(Orders, token, ("X-Correlation-Id", id));
            (await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable")).GetProperty("detail").GetString().ShouldBe("The access token is not acceptable.");

            var (call, steps) = await asked.ExplainAsync(id);
            steps[^1].ShouldBe("authenticate noted " + step, why);
            call.Steps[^1].Detail.ShouldContain(why);
            call.Steps[^1].Detail.ShouldNotContain("in-the-token");
        }
    }

    [Theory]
    [InlineData("Signature-Input", "nonsense", "cannot be read, or do not belong together")]
    [InlineData("Signature-Input", "sig1=(\"@method\");keyid=\"nobody\"", "No signature has the 'keyid'", "Signature", "sig1=:AAAA:")]
    [InlineData("X-Api-Key", "agk_nonsense", "none that is in force")]
    [InlineData("X-Api-Key", "agk_nonsense", "more than one credential", "Authorization", "Bearer x")]
    [InlineData("Authorization", "Basic eA==", "another scheme than Bearer, DPoP and ApiKey")]
    public async Task Other_credentials_have_their_reasons_too(string field, string value, string why, string? more = null, string? its = null)
    {
        AskedExchange asked = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true }),
            services => services.AddSingleton<IDecisionExchange>(asked));
        List<(string, string)> fields = [("X-Correlation-Id", "refused"), (field, value)];
        if (more is not null)
            fields.Add((more, its!));

        (await world.GetAsync(Orders, null, [.. fields])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await asked.ExplainAsync("refused")).Call.Steps[^1].Detail.ShouldContain(why);
    }

    [Theory]
    [InlineData("env:APIGOV_SECRET_NOBODY_SET")]
    [InlineData("file:nowhere")]
    public async Task A_secret_that_the_gateway_lacks_is_in_the_log_once_with_its_name(string secret)
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Estate.Issuers[0] = w.Issuer.Descriptor() with { Introspection = new(w.Issuer.Url + "/introspect", "gateway", secret) };
                w.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true });
            },
            services => services.AddSingleton<ILoggerProvider>(log));

        for (int i = 0; i < 3; i++)
            await (await world.GetAsync(Orders, $"opaque-{i}")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");

        log.All.Count(line => line.Contains($"{world.Issuer.Url}/introspect cannot be asked for opaque tokens: this gateway does not have the secret '{secret}'", StringComparison.Ordinal))
            .ShouldBe(1);
    }
}
