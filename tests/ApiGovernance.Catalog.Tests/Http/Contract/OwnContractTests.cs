using System.Text.Json;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Http;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Http.Contract;

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
                    // HEAD comes with GET.
                    .Where(method => method != "HEAD")
                    .Select(method => $"{method} {endpoint.RoutePattern.RawText![CatalogApi.Root.Length..]}"))
                .Order(StringComparer.Ordinal),
        ];
        mapped.Length.ShouldBeGreaterThan(30);
        described.ShouldBe(mapped);
    }

    [Fact]
    public async Task It_passes_the_organisations_own_rules_without_an_error_or_a_warning()
    {
        PolicySet policies = PolicySet.Load(RepositoryPaths.At("policies")).Policies;
        DocumentBundle bundle = DocumentBundle.FromBytes("openapi.json", await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));

        Finding[] found = [.. policies.Rulesets.SelectMany(ruleset => Linter.Lint(bundle, ruleset)).Where(finding => finding.Severity <= Severity.Warning)];

        // The document in its three forms is no resource like others; the document itself says so where it excuses this.
        found.Where(finding => !finding.Pointer.StartsWith("/paths/~1openapi.", StringComparison.Ordinal) && finding.Pointer != "/paths/~1docs/get/responses/200"
                // A batch of CloudEvents is an array (CloudEvents 1.0, JSON format, 4).
                // What a call costs of a plan's limits is no money.
                && !(finding.RuleId == "apigov-money-no-minor-units" && finding.Pointer.EndsWith("/properties/policy/properties/cost/type", StringComparison.Ordinal))
                && !finding.Pointer.StartsWith("/paths/~1feed/get/responses/200/content/application~1cloudevents-batch+json", StringComparison.Ordinal))
            .Select(finding => $"{finding.RuleId} {finding.Pointer}: {finding.Message}")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_takes_the_query_parameters_that_are_described()
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));

        foreach (RouteEndpoint endpoint in _world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(CatalogApi.Root, StringComparison.Ordinal) && endpoint.Order == 0))
        {
            string path = endpoint.RoutePattern.RawText![CatalogApi.Root.Length..];
            string method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            ApiOperation operation = read.Contract!.Operations.Single(known => known.Path == path && known.Method == method);
            (endpoint.Metadata.GetMetadata<KnownQuery>()?.Names ?? []).ShouldBe(
                operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name), ignoreOrder: true, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Every_example_is_what_its_schema_says()
    {
        DescribedApi api = new(await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));
        (string Where, ApiMediaType Media)[] all =
        [
            .. api.Contract.Operations.SelectMany(operation => (operation.RequestBody?.Content ?? []).Select(media => (operation.OperationId!, media))
                .Concat(operation.Responses.SelectMany(response => response.Content.Select(media => ($"{operation.OperationId} {response.Status}", media))))),
        ];

        int checkedExamples = 0;
        foreach ((string where, ApiMediaType media) in all)
        {
            foreach (ApiExample example in media.Examples)
            {
                api.Errors(media.Schema!, example.Value!.ToJson()).ShouldBeEmpty($"{where} {media.Name} {example.Name}");
                checkedExamples++;
            }
        }

        checkedExamples.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task The_document_is_the_same_in_yaml()
    {
        using HttpResponseMessage yaml = await _world.Http.GetAsync("api/v1/openapi.yaml", Cancel);
        yaml.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        SourceDocument read = DocumentReader.Read("openapi.yaml", await yaml.Content.ReadAsByteArrayAsync(Cancel));
        read.Findings.ShouldBeEmpty();

        using JsonDocument one = JsonDocument.Parse(read.ToJson());
        using JsonDocument other = JsonDocument.Parse(await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));
        JsonElement.DeepEquals(one.RootElement, other.RootElement).ShouldBeTrue();
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_fetches_nothing()
    {
        using HttpResponseMessage page = await _world.Http.GetAsync("api/v1/docs", Cancel);
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        string html = await page.Content.ReadAsStringAsync(Cancel);
        string style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        policy.ShouldContain(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style))));
        foreach (string fetching in (string[])["<script", "<link", "<img", "src=", "@import", "url("])
            html.ShouldNotContain(fetching);

        ContractReadResult read = ContractReader.FromBytes("openapi.json", await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));
        foreach (ApiOperation operation in read.Contract!.Operations)
        {
            html.ShouldContain($"id=\"operation-{operation.OperationId}\"");
            html.ShouldContain($"href=\"#operation-{operation.OperationId}\"");
        }

        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(html, "href=\"#([^\"]+)\""))
            html.ShouldContain($"id=\"{link.Groups[1].Value}\"");
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
