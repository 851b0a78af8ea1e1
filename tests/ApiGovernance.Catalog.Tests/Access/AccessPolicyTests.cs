using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>The access policy's file: what is wrong in it is told with its line, and nobody gets in by mistake.</summary>
public sealed class AccessPolicyTests : IDisposable
{
    private const string Issuers = "apiVersion: apigovernance/v1\nkind: Issuers\nmetadata: {name: issuers}\nspec: {issuers: [{name: corp, issuer: 'https://login.example.com', audiences: [g]}]}\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_policy_is_read_as_it_is_written()
    {
        PolicyLoad load = Load("""
            audience: control-plane
              issuers: [corp, embedded]
              nameClaim: upn
              bindings:
                - {role: architect, issuer: corp, claim: groups, value: architects}
                - {role: ci, issuer: embedded, clientId: pipeline, teams: ['*']}
            """);

        load.Findings.ShouldBeEmpty();
        AccessPolicy policy = load.Policies.Access.ShouldNotBeNull();
        policy.Audience.ShouldBe("control-plane");
        policy.NameClaim.ShouldBe("upn");
        policy.AllowAnonymousLocal.ShouldBeFalse();
        policy.EmbeddedClients.ShouldBe(["pipeline"]);
        policy.Bindings[0].ShouldSatisfyAllConditions(
            binding => binding.Role.ShouldBe(CatalogRole.Architect), binding => binding.Issuer.ShouldBe("corp"),
            binding => (binding.Claim, binding.Value, binding.ClientId).ShouldBe(("groups", "architects", null)));
        policy.Bindings[1].Teams.ShouldBe(["*"]);
    }

    [Fact]
    public void Without_the_file_there_is_no_policy() => PolicySet.Load(_folder.Path).Policies.Access.ShouldBeNull();

    [Theory]
    [InlineData("issuers: [corp]\n  bindings: []", "`audience` is missing.", 5)]
    [InlineData("audience: ''\n  issuers: [corp]\n  bindings: []", "`audience` must be a text of 1 to 200 characters.", 5)]
    [InlineData("audience: a\n  bindings: []", "`issuers` is missing.", 5)]
    [InlineData("audience: a\n  issuers: []\n  bindings: []", "`issuers` must be a list of at least one name.", 6)]
    [InlineData("audience: a\n  issuers: [corp, other]\n  bindings: []", "`other` is no known issuer.", 6)]
    [InlineData("audience: a\n  issuers: [corp]", "`bindings` is missing.", 5)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [admin]", "A binding is an object.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: admin, clientId: x}]", "`admin` is no role.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{clientId: x}]", "`role` is missing.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer}]", "A binding names a `clientId`, or a `claim` with its `value`.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer, claim: groups}]", "A binding names a `clientId`, or a `claim` with its `value`.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer, clientId: x, claim: groups, value: y}]", "A binding names a `clientId`, or a `claim` with its `value`.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer, clientId: 5}]", "`clientId` must be a text of 1 to 200 characters.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer, client: x}]", "`client` is unknown here.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: viewer, clientId: x, issuer: embedded}]", "`embedded` is not among the issuers of this policy.", 7)]
    [InlineData("audience: a\n  issuers: [corp, embedded]\n  bindings: [{role: viewer, clientId: x}]", "`issuer` is missing, and there are several.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: owner, clientId: x}]", "`teams` is missing: owner is a role for teams.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: owner, clientId: x, teams: []}]", "`teams` must be a list of at least one team.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: owner, clientId: x, teams: ['*']}]", "`*` is no team.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: [{role: architect, clientId: x, teams: [sales]}]", "`teams` says nothing for the role architect, which is not limited to teams.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  allowAnonymousLocal: 'yes'\n  bindings: []", "`allowAnonymousLocal` must be true or false.", 7)]
    [InlineData("audience: a\n  issuers: [corp]\n  bindings: []\n  anonymous: true", "`anonymous` is unknown here.", 8)]
    public void What_is_wrong_is_told_with_its_line(string spec, string message, int line)
    {
        PolicyLoad load = Load(spec);

        load.HasErrors.ShouldBeTrue();
        Finding finding = load.Findings.First(finding => finding.Message == message);
        finding.Source!.Line.ShouldBe(line);
        finding.Source.File.ShouldEndWith("access/access.yaml");
        finding.Fix.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_issuer_that_this_control_plane_does_not_have_keeps_it_from_starting()
    {
        Load("audience: a\n  issuers: [embedded]\n  bindings: []");

        CatalogStartupException error = await Should.ThrowAsync<CatalogStartupException>(
            () => CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder.Path }));

        error.Findings.ShouldHaveSingleItem().Message.ShouldContain("trusts the issuer `embedded`, which this control plane does not have");
    }

    private PolicyLoad Load(string spec)
    {
        _folder.Write("traffic/issuers.yaml", Issuers);
        _folder.Write("access/access.yaml", $"apiVersion: apigovernance/v1\nkind: AccessPolicy\nmetadata: {{name: access}}\nspec:\n  {spec}\n");
        return PolicySet.Load(_folder.Path);
    }
}
