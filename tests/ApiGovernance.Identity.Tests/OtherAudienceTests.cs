using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiGovernance.Identity.Clients;
using ApiGovernance.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ApiGovernance.Identity.Tests;

/// <summary>A token is for one audience: a scope of another one is asked for alone.</summary>
public sealed class OtherAudienceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, "apigov-gateway", "orders.read")]
    [InlineData("orders.read", "apigov-gateway", "orders.read")]
    [InlineData("control-plane", "apigov-control-plane", "control-plane")]
    public async Task The_scope_decides_the_audience(string? asked, string audience, string scope)
    {
        await using var authority = await StartAsync(["orders.read"]);

        var token = new JsonWebToken(await authority.TokenAsync(asked));

        token.Audiences.ShouldBe([audience]);
        token.GetClaim("scope").Value.ShouldBe(scope);
    }

    [Fact]
    public async Task A_client_without_other_scopes_need_not_ask()
    {
        await using var authority = await StartAsync([]);

        new JsonWebToken(await authority.TokenAsync()).Audiences.ShouldBe(["apigov-control-plane"]);
    }

    [Theory]
    [InlineData("orders.read control-plane")]
    [InlineData("control-plane orders.read")]
    public async Task Two_audiences_in_one_token_are_refused(string scopes)
    {
        await using var authority = await StartAsync(["orders.read"]);

        await RefusedAsync(authority, scopes);
    }

    [Fact]
    public async Task A_client_that_was_not_given_it_gets_no_token_for_it()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);

        await RefusedAsync(authority, "control-plane");
    }

    private static async Task RefusedAsync(AuthorityWorld authority, string scopes)
    {
        using var response = await authority.PostAsync(AuthorityWorld.ClientId, authority.Secret, scopes);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        body.GetProperty("error").GetString().ShouldBe("invalid_scope");
    }

    private Task<AuthorityWorld> StartAsync(string[] scopes) => AuthorityWorld.StartAsync(folder.Path, options =>
    {
        var find = options.FindClient!;
        options.FindClient = async (id, cancel) => await find(id, cancel) is { } client
            ? client with { Scopes = new HashSet<string>(scopes), OtherAudiences = new Dictionary<string, string> { ["control-plane"] = "apigov-control-plane" } }
            : null;
    });
}
