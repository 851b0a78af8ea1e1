using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiGovernance.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ApiGovernance.Identity.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task A_client_gets_a_token_that_discovery_and_JWKS_verify(string method)
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var response = method == "client_secret_basic"
            ? await authority.BasicAsync(AuthorityWorld.ClientId, authority.Secret)
            : await authority.PostAsync(AuthorityWorld.ClientId, authority.Secret);

        var verified = await authority.VerifyAsync(await AuthorityWorld.TokenOf(response));

        verified.IsValid.ShouldBeTrue(verified.Exception?.ToString());
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_token_says_who_for_whom_how_long_and_what_for()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path, options => options.TokenLifetime = TimeSpan.FromMinutes(7));
        var raw = await authority.TokenAsync("orders.read");
        var token = new JsonWebToken(raw);

        token.Typ.ShouldBe("at+jwt");
        token.Alg.ShouldBe("RS256");
        token.Issuer.ShouldBe(AuthorityWorld.Issuer);
        token.Subject.ShouldBe("shop");
        token.Audiences.ShouldBe(["apigov-gateway"]);
        token.GetClaim("client_id").Value.ShouldBe("shop");
        token.GetClaim("scope").Value.ShouldBe("orders.read");
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(7));
        token.Id.ShouldNotBeNullOrEmpty();
        new JsonWebToken(await authority.TokenAsync("orders.read")).Id.ShouldNotBe(token.Id);
    }

    [Fact]
    public async Task Without_a_scope_asked_for_the_token_has_all_that_the_client_may_have()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);

        new JsonWebToken(await authority.TokenAsync()).GetClaim("scope").Value.ShouldBe("orders.read orders.write");
    }

    [Theory]
    [InlineData("orders.read payments.write", "payments.write")]
    [InlineData("openid", "openid")]
    public async Task A_scope_that_is_not_the_clients_is_refused(string asked, string named)
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var response = await authority.PostAsync(AuthorityWorld.ClientId, authority.Secret, asked);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("error").GetString().ShouldBe("invalid_scope");
        body.GetProperty("error_description").GetString()!.ShouldContain($"'{named}'");
        body.TryGetProperty("access_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_client_and_a_wrong_secret_get_the_same_answer()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var wrong = await authority.PostAsync(AuthorityWorld.ClientId, "wrong");
        using var unknown = await authority.PostAsync("nobody", authority.Secret);
        using var wrongBasic = await authority.BasicAsync(AuthorityWorld.ClientId, "wrong");
        var body = await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrongBasic.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetString().ShouldBe("invalid_client");
        (await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
        (await wrongBasic.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
        unknown.Headers.WwwAuthenticate.ToString().ShouldBe(wrong.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_wrong_secret_is_told_before_a_wrong_scope()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var response = await authority.PostAsync(AuthorityWorld.ClientId, "wrong", "payments.write");

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("invalid_client");
    }

    [Fact]
    public async Task Only_the_client_credentials_grant_is_served()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var form = new FormUrlEncodedContent([
            new("grant_type", "password"), new("username", "a"), new("password", "b"),
            new("client_id", AuthorityWorld.ClientId), new("client_secret", authority.Secret),
        ]);
        using var response = await authority.Http.PostAsync(new Uri(EmbeddedAuthority.TokenEndpoint, UriKind.Relative), form,
            TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("unsupported_grant_type");
    }

    [Fact]
    public async Task Discovery_promises_what_is_served_and_no_more()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        var discovery = await authority.DiscoveryAsync();

        discovery.GetProperty("issuer").GetString().ShouldBe(AuthorityWorld.Issuer);
        discovery.GetProperty("token_endpoint").GetString().ShouldBe(new Uri(authority.Http.BaseAddress!, "connect/token").ToString());
        Strings(discovery, "grant_types_supported").ShouldBe(["client_credentials"]);
        Strings(discovery, "token_endpoint_auth_methods_supported")
            .ShouldBe(["client_secret_basic", "client_secret_post"], ignoreOrder: true);
        foreach (var unserved in (string[])["authorization_endpoint", "scopes_supported", "prompt_values_supported"])
            discovery.TryGetProperty(unserved, out _).ShouldBeFalse(unserved);
    }

    [Fact]
    public async Task Other_paths_pass_on_untouched()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "elsewhere");
        request.Headers.Authorization = new("Bearer", "anything");
        using var response = await authority.Http.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("not the authority");
    }

    private static IEnumerable<string?> Strings(JsonElement document, string property) =>
        document.GetProperty(property).EnumerateArray().Select(item => item.GetString());
}
