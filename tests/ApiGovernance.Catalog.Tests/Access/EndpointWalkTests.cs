using System.Text.RegularExpressions;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>Every endpoint that there is, asked by everybody that there is: the table holds at each of them.</summary>
public sealed partial class EndpointWalkTests(EndpointWalkTests.SharedWorld shared) : IClassFixture<EndpointWalkTests.SharedWorld>
{
    private AccessWorld World => shared.World;

    [Fact]
    public void Every_endpoint_says_what_it_does() =>
        Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<EndpointAction>() is null).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();

    [Theory]
    [InlineData("viewer")]
    [InlineData("ci")]
    [InlineData("reviewer")]
    [InlineData("owner")]
    [InlineData("architect")]
    [InlineData("gateway")]
    public async Task A_role_reaches_what_the_table_gives_it_and_nothing_else(string role)
    {
        List<string> reached = [];
        foreach ((string method, string path, CatalogAction action) in Calls())
        {
            Answer answer = await World.AsAsync(role, new HttpMethod(method), path);
            AccessGrant grant = AccessRules.Of(action).Of(RoleNames.Parse(role)!.Value);
            if (grant == AccessGrant.Never && method == "HEAD")
            {
                answer.Status.ShouldBe(403, path);
            }
            else if (grant == AccessGrant.Never)
            {
                answer.ShouldBeProblem(403, "forbidden").GetProperty("requiredRoles").GetArrayLength().ShouldBeGreaterThan(0, $"{method} {path}");
            }
            else
            {
                answer.Status.ShouldNotBeOneOf([401, 403], $"{method} {path}: {answer.Body}");
                reached.Add(path);
            }
        }

        reached.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nobody_in_particular_reaches_nothing_but_what_is_public()
    {
        foreach ((string method, string path, CatalogAction action) in Calls())
        {
            Answer unknown = await World.SendAsync(new HttpMethod(method), path, null);
            Answer unbound = await World.AsAsync("nobody", new HttpMethod(method), path);
            if (action == CatalogAction.ReadPublic)
            {
                unknown.Status.ShouldNotBeOneOf(401, 403);
                continue;
            }

            if (method == "HEAD")
            {
                (unknown.Status, unbound.Status).ShouldBe((401, 403), path);
                continue;
            }

            unknown.ShouldBeProblem(401, "unauthorized");
            unbound.ShouldBeProblem(403, "forbidden").GetProperty("detail").GetString()!.ShouldContain("corp:somebody has no role");
        }
    }

    [Fact]
    public void Every_action_has_one_row_and_every_row_is_somebodys()
    {
        AccessRules.All.Select(rule => rule.Action).ShouldBe(Enum.GetValues<CatalogAction>(), ignoreOrder: true);
        foreach (AccessRule rule in AccessRules.All)
        {
            // Break glass: an architect can always help.
            rule.Architect.ShouldBe(AccessGrant.All);
            (rule.Whose.Length > 0).ShouldBe(Enum.GetValues<CatalogRole>().Any(role => rule.Of(role) == AccessGrant.Own), rule.Action.ToString());
        }
    }

    /// <summary>One call of each endpoint, for records that do not exist, so that nothing is changed.</summary>
    private IEnumerable<(string Method, string Path, CatalogAction Action)> Calls() =>
        from endpoint in Endpoints()
        let path = Parameter().Replace(endpoint.RoutePattern.RawText!, "nothing")
        where path.StartsWith(CatalogApi.Root + "/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path[(CatalogApi.Root.Length + 1)..], endpoint.Metadata.GetMetadata<EndpointAction>()!.Action);

    private IEnumerable<RouteEndpoint> Endpoints() =>
        World.Catalog.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>No call changes anything, so one world does for all.</summary>
    public sealed class SharedWorld : IAsyncLifetime
    {
        internal AccessWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await AccessWorld.StartWithTeamsAsync();

        public async ValueTask DisposeAsync() => await World.DisposeAsync();
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
