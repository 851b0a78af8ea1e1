using System.Text.Json;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests;

/// <summary>The catalog API keeps to what it asks of others: its contract is complete, and passes the rules.</summary>
public sealed class OwnContractTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder.Path });

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_endpoint_is_described_and_every_operation_exists()
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));
        read.Findings.ShouldBeEmpty();

        string[] described = [.. read.Contract!.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal)];
        string[] mapped =
        [
            .. _world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(CatalogApi.Root, StringComparison.Ordinal) && endpoint.Order == 0)
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                    .Select(method => $"{method} {endpoint.RoutePattern.RawText![CatalogApi.Root.Length..]}"))
                .Order(StringComparer.Ordinal),
        ];
        mapped.Length.ShouldBeGreaterThan(30);
        described.ShouldBe(mapped);
    }

    [Fact]
    public async Task It_passes_the_organisations_own_rules()
    {
        PolicySet policies = PolicySet.Load(RepositoryPaths.At("policies")).Policies;
        DocumentBundle bundle = DocumentBundle.FromBytes("openapi.json", await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));

        policies.Rulesets.SelectMany(ruleset => Linter.Lint(bundle, ruleset))
            .Where(finding => finding.Severity == Severity.Error)
            // The one file among the resources keeps its extension.
            .Where(finding => finding.Pointer != "/paths/~1openapi.json")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("team")]
    [InlineData("api")]
    [InlineData("consumer")]
    public async Task The_schemas_of_descriptors_are_served(string kind)
    {
        using JsonDocument schema = JsonDocument.Parse(await _world.Http.GetStringAsync($"schemas/{kind}.schema.json", Cancel));

        schema.RootElement.GetProperty("$id").GetString().ShouldBe($"urn:apigovernance:v1:{kind}");
    }

    [Theory]
    [InlineData("schemas/nothing.schema.json")]
    [InlineData("schemas/openapi.yaml")]
    [InlineData("api/v1/nothing")]
    public async Task What_does_not_exist_is_a_problem(string path)
    {
        using HttpResponseMessage response = await _world.Http.GetAsync(path, Cancel);

        ((int)response.StatusCode).ShouldBe(404);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
