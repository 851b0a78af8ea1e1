using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Keys;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

public class ScopeTests
{
    private static ApiSecurityRequirement All(params (string? Type, string[] Scopes)[] schemes) =>
        new([.. schemes.Select((scheme, index) => new ApiSecurityScheme($"s{index}", scheme.Type, scheme.Scopes))]);

    private static TokenIdentity Granted(params string[] scopes) => new("main", "client", scopes.ToFrozenSet(), DateTimeOffset.MaxValue);

    [Fact]
    public void Alternatives_need_one_and_schemes_within_need_all()
    {
        ScopeRequirement requirement = new([All(("oauth2", ["a", "b"]), ("openIdConnect", ["c"])), All(("oauth2", ["admin"]))]);

        requirement.Lacking(Granted("a", "b", "c")).ShouldBeNull();
        requirement.Lacking(Granted("admin")).ShouldBeNull();
        requirement.Lacking(Granted("a", "b"))!.Scopes.ShouldBe(["a", "b", "c"]);
        requirement.Lacking(Granted())!.Scopes.ShouldBe(["admin"]);
    }

    [Fact]
    public void Without_security_or_with_schemes_that_have_no_scopes_an_authenticated_caller_is_enough()
    {
        new ScopeRequirement([]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All()]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("apiKey", []))]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All((null, []))]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("oauth2", ["a"])), All()]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("apiKey", ["role"]), ("oauth2", ["a"]))]).Lacking(Granted())!.Scopes.ShouldBe(["a"]);
    }

    [Fact]
    public void Scopes_under_a_name_that_no_scheme_has_are_asked_for_all_the_same()
    {
        ScopeRequirement requirement = new([All((null, ["x"]))]);

        requirement.Lacking(Granted())!.Scopes.ShouldBe(["x"]);
        requirement.Lacking(Granted("x")).ShouldBeNull();
    }

    [Fact]
    public void A_certificate_beside_scopes_asks_for_a_token_that_is_bound_to_it()
    {
        SenderBinding certificate = new("thumbprint", null);
        ScopeRequirement both = new([All(("oauth2", ["a"]), ("mutualTLS", []))]);
        ScopeRequirement either = new([All(("oauth2", ["a"]), ("mutualTLS", [])), All(("oauth2", ["admin"]))]);
        ScopeRequirement none = new([All(("openIdConnect", []), ("mutualTLS", []))]);

        both.Lacking(Granted("a")).ShouldBe(both.Lacking(Granted()));
        both.Lacking(Granted("a"))!.Bound.ShouldBeTrue();
        both.Lacking(Granted("a") with { Binding = certificate }).ShouldBeNull();
        both.Lacking(Granted() with { Binding = certificate }).ShouldNotBeNull();
        both.Lacking(Granted("a") with { Proof = CallerProof.Certificate }).ShouldNotBeNull();
        either.Lacking(Granted("admin")).ShouldBeNull();
        none.Lacking(Granted("a")).ShouldNotBeNull();
        none.Lacking(Granted() with { Binding = certificate }).ShouldBeNull();
    }

    [Fact]
    public void A_certificate_as_the_only_way_in_is_asked_for()
    {
        ScopeRequirement only = new([All(("mutualTLS", []))]);

        only.Lacking(Granted("a"))!.Bound.ShouldBeTrue();
        only.Lacking(Granted() with { Proof = CallerProof.Key }).ShouldNotBeNull();
        only.Lacking(Granted() with { Proof = CallerProof.Certificate }).ShouldBeNull();
        only.Lacking(Granted() with { Binding = new SenderBinding("thumbprint", null) }).ShouldBeNull();
        new ScopeRequirement([All(("mutualTLS", [])), All(("apiKey", []))]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("mutualTLS", [])), All()]).Lacking(Granted()).ShouldBeNull();
    }

    [Theory]
    [InlineData("apiKey", (int)CallerProof.Key)]
    [InlineData("mutualTLS", (int)CallerProof.Certificate)]
    [InlineData("http", (int)CallerProof.None)]
    [InlineData("basic", (int)CallerProof.None)]
    [InlineData(null, (int)CallerProof.None)]
    [InlineData("oauth2", (int)CallerProof.Token)]
    public void Beside_scopes_a_scheme_without_them_is_for_those_who_came_with_it(string? type, int let)
    {
        ScopeRequirement requirement = new([All(("oauth2", ["orders.write"])), All((type, []))]);
        foreach (CallerProof proof in Enum.GetValues<CallerProof>().Where(proof => proof != CallerProof.None))
        {
            bool passes = requirement.Lacking(Granted() with { Proof = proof }) is null;
            passes.ShouldBe(proof == (CallerProof)let, $"{proof}");
            requirement.Lacking(Granted("orders.write") with { Proof = proof }).ShouldBeNull();
        }

        (requirement.Lacking(Granted() with { Binding = new SenderBinding("thumbprint", null) }) is null).ShouldBe(type is "mutualTLS" or "oauth2");
    }

    [Theory]
    [InlineData("- tls: []", "The operation needs a token that is bound to the client's certificate.", "Bearer error=\"insufficient_scope\"")]
    [InlineData(
        "- {tls: [], oauth2: [orders.write]}", "The operation needs the scope 'orders.write' and a token that is bound to the client's certificate.",
        "Bearer error=\"insufficient_scope\", scope=\"orders.write\"")]
    public async Task A_token_alone_does_not_stand_for_a_certificate(string security, string detail, string challenge)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("orders", "v1", Contracts.Orders.Replace("- oauth2: [orders.write]", security, StringComparison.Ordinal)
                .Replace("  securitySchemes:\n", "  securitySchemes:\n    tls: { type: mutualTLS }\n", StringComparison.Ordinal),
                part => part with { AuthenticationRequired = true })
            .Consumer("partner", subscriptions: Estate.Subscription("orders")));

        HttpResponseMessage refused = await world.PostAsync(
            "/commerce/orders/v1/orders", """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""", world.Issuer.Token("partner", "orders.write"));

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope")).GetProperty("detail").GetString().ShouldBe(detail);
        refused.Headers.WwwAuthenticate.ToString().ShouldBe(challenge);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task An_api_key_as_the_other_way_in_frees_no_token_of_its_scope()
    {
        var (id, key) = ApiKey.Generate();
        byte[] salt = RandomNumberGenerator.GetBytes(ApiKey.SaltBytes);
        await using GatewayWorld world = await GatewayWorld.StartAsync(world =>
        {
            world.Estate
                .Api("orders", "v1", Contracts.Orders.Replace("      security:\n        - oauth2: [orders.write]\n", "      security:\n        - oauth2: [orders.write]\n        - key: []\n", StringComparison.Ordinal)
                    .Replace("  securitySchemes:\n", "  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Api-Key }\n", StringComparison.Ordinal),
                    part => part with { AuthenticationRequired = true })
                .Consumer("partner", subscriptions: Estate.Subscription("orders"));
            world.Estate.Consumers[0] = world.Estate.Consumers[0] with { Keys = [new SnapshotApiKey(id, salt, ApiKey.Hash(key, salt))] };
        });
        const string target = "/commerce/orders/v1/orders", order = """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""";

        HttpResponseMessage without = await world.PostAsync(target, order, world.Issuer.Token("partner", "orders.read"));
        HttpResponseMessage with = await world.PostAsync(target, order, world.Issuer.Token("partner", "orders.write"));
        HttpResponseMessage keyed = await world.PostAsync(target, order, null, ("X-Api-Key", key));

        await without.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        (with.StatusCode, keyed.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }
}
