using ApiGovernance.Gateway.Authorization;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Tests;

public class ScopeTests
{
    private static ApiSecurityRequirement All(params (string? Type, string[] Scopes)[] schemes) =>
        new([.. schemes.Select((scheme, index) => new ApiSecurityScheme($"s{index}", scheme.Type, scheme.Scopes))]);

    private static HashSet<string> Granted(params string[] scopes) => [.. scopes];

    [Fact]
    public void Alternatives_need_one_and_schemes_within_need_all()
    {
        ScopeRequirement requirement = new([All(("oauth2", ["a", "b"]), ("openIdConnect", ["c"])), All(("oauth2", ["admin"]))]);

        requirement.Lacking(Granted("a", "b", "c")).ShouldBeNull();
        requirement.Lacking(Granted("admin")).ShouldBeNull();
        requirement.Lacking(Granted("a", "b")).ShouldBe(["a", "b", "c"]);
        requirement.Lacking(Granted()).ShouldBe(["admin"]);
    }

    [Fact]
    public void Without_security_or_with_schemes_that_have_no_scopes_an_authenticated_caller_is_enough()
    {
        new ScopeRequirement([]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All()]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("apiKey", []))]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All((null, ["x"]))]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("oauth2", ["a"])), All()]).Lacking(Granted()).ShouldBeNull();
        new ScopeRequirement([All(("apiKey", ["role"]), ("oauth2", ["a"]))]).Lacking(Granted()).ShouldBe(["a"]);
    }
}
