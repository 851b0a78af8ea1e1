using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>A control plane that takes tokens of an issuer, with a policy that gives each role to somebody.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    public const string AdminToken = "an admin token of more than 32 characters";
    public const string Audience = "apigov-control-plane";

    private readonly TempFolder _folder;
    private readonly CatalogWorld _catalog;

    private AccessWorld(TempFolder folder, FakeIssuer issuer, CatalogWorld catalog) => (_folder, Issuer, _catalog) = (folder, issuer, catalog);

    public FakeIssuer Issuer { get; }

    public CatalogWorld Catalog => _catalog;

    public FakeTimeProvider Clock => _catalog.Clock;

    public string Data => _folder["data"];

    /// <summary>Everybody that the policy knows, by the name of a role.</summary>
    public static IReadOnlyDictionary<string, Action<JsonObject>> People { get; } = new Dictionary<string, Action<JsonObject>>
    {
        ["viewer"] = claims => claims["groups"] = new JsonArray("everybody"),
        ["ci"] = claims => claims["client_id"] = "pipeline",
        ["reviewer"] = claims => claims["groups"] = new JsonArray("everybody", "reviewers"),
        ["owner"] = claims => claims["groups"] = new JsonArray("sales-people"),
        ["architect"] = claims => claims["groups"] = "architects",
        ["gateway"] = claims => claims["client_id"] = "gateway-1",
        ["nobody"] = _ => { },
    };

    private const string Bindings = """
        bindings:
            - {role: viewer, claim: groups, value: everybody}
            - {role: ci, clientId: pipeline, teams: [sales]}
            - {role: reviewer, claim: groups, value: reviewers}
            - {role: owner, claim: groups, value: sales-people, teams: [sales]}
            - {role: architect, claim: groups, value: architects}
            - {role: gateway, clientId: gateway-1}
        """;

    /// <param name="spec">What else the policy says, e.g. <c>allowAnonymousLocal: true</c>.</param>
    public static async Task<AccessWorld> StartAsync(string spec = "", string? adminToken = AdminToken)
    {
        TempFolder folder = new();
        FakeTimeProvider clock = new(CatalogWorld.Start);
        FakeIssuer issuer = await FakeIssuer.StartAsync(Audience, clock);
        folder.Write("policies/traffic/issuers.yaml", $"apiVersion: apigovernance/v1\nkind: Issuers\nmetadata: {{name: issuers}}\nspec: {{issuers: [{{name: corp, issuer: '{issuer.Url}', audiences: [apigov-gateway]}}]}}\n");
        folder.Write("policies/access/access.yaml", $"apiVersion: apigovernance/v1\nkind: AccessPolicy\nmetadata: {{name: access}}\nspec:\n  audience: {Audience}\n  issuers: [corp]\n  {spec}\n  {Bindings}\n");
        CatalogWorld catalog = await CatalogWorld.StartAsync(
            new CatalogOptions { DataDirectory = folder["data"], PoliciesDirectory = folder["policies"], AdminToken = adminToken }, clock);
        return new AccessWorld(folder, issuer, catalog);
    }

    /// <summary>With two teams, each with a back end, an entity and an API: <c>orders</c> of sales, <c>shipments</c> of logistics.</summary>
    public static async Task<AccessWorld> StartWithTeamsAsync()
    {
        AccessWorld world = await StartAsync();
        await world.MustAsync("teams/sales", Texts.Team("sales"));
        await world.MustAsync("teams/logistics", Texts.Team("logistics"));
        await world.MustAsync("backends/shop", Texts.Backend("shop", "sales"));
        await world.MustAsync("backends/wms", Texts.Backend("wms", "logistics"));
        await world.MustAsync("plans/standard", Texts.Plan("standard"));
        await world.MustAsync("entities/order", Texts.Entity("order", "sales"));
        await world.MustAsync("entities/shipment", Texts.Entity("shipment", "logistics"));
        await world.MustAsync("apis/orders", Texts.Api("orders"));
        await world.MustAsync("apis/shipments", Texts.Api("shipments", "/logistics/shipments", "logistics"));
        return world;
    }

    public string Token(string person) => Issuer.Token("somebody", "", People[person]);

    /// <param name="token">Null: none is sent.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token, string? body = null, Action<HttpRequestHeaders>? headers = null)
    {
        using HttpRequestMessage request = new(method, $"api/v1/{path}");
        if (body is not null)
            request.Content = new StringContent(body, null, body.StartsWith('{') ? "application/json" : "application/yaml");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}").ShouldBeTrue();
        headers?.Invoke(request.Headers);
        using HttpResponseMessage response = await _catalog.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        string text = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers);
    }

    public Task<Answer> AsAsync(string person, HttpMethod method, string path, string? body = null) => SendAsync(method, path, Token(person), body);

    public Task<Answer> PutAsync(string person, string path, string body) => AsAsync(person, HttpMethod.Put, path, body);

    public Task<Answer> PostAsync(string person, string path, string body = "{}") => AsAsync(person, HttpMethod.Post, path, body);

    /// <summary>Puts as the holder of the admin token what must be accepted.</summary>
    public async Task MustAsync(string path, string body) => (await SendAsync(HttpMethod.Put, path, AdminToken, body)).ShouldBeDone(path);

    public async ValueTask DisposeAsync()
    {
        await _catalog.DisposeAsync();
        await Issuer.DisposeAsync();
        _folder.Dispose();
    }
}

internal sealed record Answer(int Status, string? MediaType, string Body, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public Answer ShouldBeDone(string? because = null)
    {
        Status.ShouldBeInRange(200, 299, $"{because} {Body}");
        return this;
    }

    public JsonElement ShouldBeProblem(int status, string type)
    {
        Status.ShouldBe(status, Body);
        MediaType.ShouldBe("application/problem+json");
        Json.GetProperty("type").GetString()!.ShouldEndWith("/" + type);
        return Json;
    }

    /// <summary>A 403 that says who is asking and who could.</summary>
    public void ShouldBeForbidden(params string[] could)
    {
        JsonElement problem = ShouldBeProblem(403, "forbidden");
        problem.GetProperty("requiredRoles").EnumerateArray().Select(role => role.GetString()).ShouldBe(could);
        problem.GetProperty("detail").GetString()!.ShouldContain("corp:somebody");
    }
}
