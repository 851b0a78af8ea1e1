using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ApiGovernance.Identity.Clients;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Identity.Tests;

/// <summary>An authority on a real socket with one client, <c>shop</c>, that may have two scopes.</summary>
internal sealed class AuthorityWorld : IAsyncDisposable
{
    public const string Issuer = "http://127.0.0.1:8081/";
    public const string ClientId = "shop";

    private readonly LoopbackApp app;

    private AuthorityWorld(LoopbackApp app, string secret)
    {
        this.app = app;
        Secret = secret;
    }

    public string Secret { get; }

    public HttpClient Http => app.Client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<AuthorityWorld> StartAsync(string keyDirectory, Action<EmbeddedAuthorityOptions>? adjust = null)
    {
        var secret = ClientSecrets.Generate();
        var shop = new AuthorityClient(ClientId, [ClientSecrets.Hash(ClientSecrets.Generate()), ClientSecrets.Hash(secret)], new HashSet<string> { "orders.write", "orders.read" });
        var app = await LoopbackApp.StartAsync(
            services => services.AddEmbeddedAuthority(options =>
            {
                options.Issuer = new Uri(Issuer);
                options.KeyDirectory = keyDirectory;
                options.FindClient = (id, _) => ValueTask.FromResult(id == ClientId ? shop : null);
                adjust?.Invoke(options);
            }),
            web =>
            {
                web.UseEmbeddedAuthority();
                web.MapGet("/elsewhere", () => "not the authority");
            });
        return new AuthorityWorld(app, secret);
    }

    /// <summary>Asks for a token with the client's credentials in the body (client_secret_post).</summary>
    public Task<HttpResponseMessage> PostAsync(string clientId, string secret, string? scope = null) =>
        SendAsync(null, [new("client_id", clientId), new("client_secret", secret)], scope);

    /// <summary>Asks for a token with the client's credentials in the Authorization header (client_secret_basic).</summary>
    public Task<HttpResponseMessage> BasicAsync(string clientId, string secret, string? scope = null) =>
        SendAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")), [], scope);

    public async Task<string> TokenAsync(string? scope = null)
    {
        using var response = await PostAsync(ClientId, Secret, scope);
        return await TokenOf(response);
    }

    public static async Task<string> TokenOf(HttpResponseMessage response)
    {
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        response.IsSuccessStatusCode.ShouldBeTrue(body.ToString());
        body.GetProperty("token_type").GetString().ShouldBe("Bearer");
        return body.GetProperty("access_token").GetString()!;
    }

    public async Task<JsonElement> DiscoveryAsync() =>
        await Http.GetFromJsonAsync<JsonElement>(".well-known/openid-configuration", Cancelled);

    /// <summary>Verifies a token as a gateway does: with what discovery leads to and nothing else.</summary>
    public async Task<TokenValidationResult> VerifyAsync(string token, string audience = "apigov-gateway")
    {
        var discovery = await DiscoveryAsync();
        var keys = new JsonWebKeySet(await Http.GetStringAsync(new Uri(discovery.GetProperty("jwks_uri").GetString()!), Cancelled));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = discovery.GetProperty("issuer").GetString(),
            ValidAudience = audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = ["RS256"],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(string? basic, List<KeyValuePair<string, string>> form, string? scope)
    {
        form.Add(new("grant_type", "client_credentials"));
        if (scope is not null)
            form.Add(new("scope", scope));
        using var request = new HttpRequestMessage(HttpMethod.Post, EmbeddedAuthority.TokenEndpoint);
        request.Content = new FormUrlEncodedContent(form);
        if (basic is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        return await Http.SendAsync(request, Cancelled);
    }
}
