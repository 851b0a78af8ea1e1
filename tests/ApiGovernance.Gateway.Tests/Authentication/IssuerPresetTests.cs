using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Tokens in the shapes in which products write them, from the YAML of an issuer to the back end.</summary>
public class IssuerPresetTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    /// <summary>The header's type, the claims, and whether it passes; the client is storefront and may read orders.</summary>
    private static readonly (string Preset, string Name, string? Type, string Claims, HttpStatusCode Status)[] Shapes =
    [
        ("entra", "application, version 2", "JWT", """{"azp":"storefront","azpacr":"1","roles":["orders.read"],"oid":"o","tid":"t","ver":"2.0","uti":"u"}""", HttpStatusCode.OK),
        ("entra", "application, version 1", "JWT", """{"appid":"storefront","appidacr":"1","roles":["orders.read"],"oid":"o","tid":"t","ver":"1.0"}""", HttpStatusCode.OK),
        ("entra", "user", "JWT", """{"azp":"storefront","scp":"orders.read User.Read","name":"n","ver":"2.0"}""", HttpStatusCode.OK),
        ("entra", "a user's roles are no scopes", "JWT", """{"azp":"storefront","scp":"User.Read","roles":["orders.read"],"ver":"2.0"}""", HttpStatusCode.Forbidden),
        ("entra", "at+jwt is not its type", "at+jwt", """{"azp":"storefront","roles":["orders.read"]}""", HttpStatusCode.Unauthorized),
        ("keycloak", "client", "JWT", """{"typ":"Bearer","azp":"storefront","client_id":"x","scope":"orders.read email","realm_access":{"roles":["offline_access"]}}""", HttpStatusCode.OK),
        ("keycloak", "at+jwt", "at+jwt", """{"azp":"storefront","scope":"orders.read"}""", HttpStatusCode.OK),
        ("keycloak", "id token", "JWT", """{"typ":"ID","azp":"storefront","scope":"orders.read","at_hash":"h"}""", HttpStatusCode.Unauthorized),
        ("auth0", "machine to machine", "JWT", """{"azp":"storefront","gty":"client-credentials","scope":"orders.read"}""", HttpStatusCode.OK),
        ("auth0", "RFC 9068 profile", "at+jwt", """{"client_id":"storefront","scope":"orders.read"}""", HttpStatusCode.OK),
        ("auth0", "permissions only", "JWT", """{"azp":"storefront","permissions":["orders.read"]}""", HttpStatusCode.OK),
        ("duende", "scopes as a list", "at+jwt", """{"client_id":"storefront","scope":["orders.read","orders.write"]}""", HttpStatusCode.OK),
        ("duende", "id token", "JWT", """{"client_id":"storefront","scope":["orders.read"]}""", HttpStatusCode.Unauthorized),
        ("openiddict", "client", "at+jwt", """{"client_id":"storefront","oi_prst":"storefront","scope":"orders.read"}""", HttpStatusCode.OK),
    ];

    [Fact]
    public async Task Tokens_of_each_product_name_their_client_and_scopes_by_its_preset()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders")));
        foreach (var group in Shapes.GroupBy(shape => shape.Preset))
        {
            world.Estate.Issuers[0] = Read($"preset: {group.Key}", world.Issuer.Url);
            await world.PublishAsync();
            foreach (var (preset, name, type, claims, status) in group)
            {
                JsonObject payload = JsonNode.Parse(claims)!.AsObject();
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                (payload["iss"], payload["aud"], payload["exp"]) = (world.Issuer.Url, world.Issuer.Audience, now.AddMinutes(5).ToUnixTimeSeconds());
                string token = world.Issuer.Sign(Forge.Header("RS256", change: head => head["typ"] = type), payload.ToJsonString());

                (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(status, $"{preset}: {name}");
            }
        }
    }

    [Fact]
    public void Whatever_is_written_out_wins_over_the_preset_and_all_of_it_survives_being_written()
    {
        TokenIssuer issuer = Read("preset: entra\n      scopeClaims: [roles, groups]\n      tokenTypes: [any]", "https://login.example.com");

        (issuer.ClientClaim, issuer.ScopeClaim).ShouldBe(("azp", "roles"));
        issuer.OtherClientClaims.ShouldBe(["appid"]);
        issuer.OtherScopeClaims.ShouldBe(["groups"]);
        issuer.TokenTypes.ShouldBe(["any"]);
    }

    private static TokenIssuer Read(string more, string url)
    {
        string yaml = $"""
            apiVersion: apigovernance/v1
            kind: Issuers
            metadata:
              name: issuers
            spec:
              issuers:
                - name: main
                  issuer: {url}
                  audiences: [apigov-gateway]
                  {more}
            """;
        DescriptorReadResult result = DescriptorReader.Read(DocumentReader.Read("issuers.yaml", Encoding.UTF8.GetBytes(yaml)));
        result.Findings.ShouldBeEmpty();
        Descriptor read = result.Descriptor.ShouldNotBeNull();
        DescriptorReadResult again = DescriptorReader.FromJson("again", DescriptorWriter.ToJson(read));
        again.Findings.ShouldBeEmpty();
        DescriptorWriter.ToJson(again.Descriptor.ShouldNotBeNull()).ShouldBe(DescriptorWriter.ToJson(read));
        return ((IssuersDescriptor)again.Descriptor!).Issuers.Single();
    }
}
