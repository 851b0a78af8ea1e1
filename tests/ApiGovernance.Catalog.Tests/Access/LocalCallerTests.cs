using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>Without a token only people and programs of this machine get in, and only where that is wanted.</summary>
public sealed class LocalCallerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example.com")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task A_web_page_or_a_proxy_on_this_machine_is_nobody(string field, string value)
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder.Path });
        using HttpRequestMessage plain = new(HttpMethod.Get, "api/v1/apis");
        using HttpRequestMessage strange = new(HttpMethod.Get, "api/v1/apis");
        strange.Headers.TryAddWithoutValidation(field, value).ShouldBeTrue();

        ((int)(await world.Http.SendAsync(plain, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(200);
        ((int)(await world.Http.SendAsync(strange, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task With_a_policy_a_local_caller_needs_a_token_too()
    {
        await using AccessWorld strict = await AccessWorld.StartAsync(adminToken: null);
        await using AccessWorld lenient = await AccessWorld.StartAsync("allowAnonymousLocal: true", adminToken: null);

        (await strict.SendAsync(HttpMethod.Get, "apis", null)).ShouldBeProblem(401, "unauthorized");
        (await lenient.SendAsync(HttpMethod.Get, "apis", null)).ShouldBeDone();
        (await lenient.SendAsync(HttpMethod.Get, "apis", "nonsense")).ShouldBeProblem(401, "unauthorized");
    }

    [Fact]
    public async Task With_only_an_admin_token_nothing_else_opens()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder.Path, AdminToken = AccessWorld.AdminToken });

        ((int)(await world.Http.GetAsync("api/v1/apis", TestContext.Current.CancellationToken)).StatusCode).ShouldBe(401);
        world.Http.DefaultRequestHeaders.Authorization = new("Bearer", AccessWorld.AdminToken);
        ((int)(await world.Http.GetAsync("api/v1/apis", TestContext.Current.CancellationToken)).StatusCode).ShouldBe(200);
    }
}
