using System.Text.Json;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests;

public sealed class CatalogValidateTests : IDisposable
{
    private readonly World _world = new();

    public CatalogValidateTests() => _world.WriteCatalog();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_repositorys_own_catalog_is_clean()
    {
        Ran ran = await Apigov.RunAsync(RepositoryPaths.Root, "catalog", "validate", "catalog");
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }

    [Fact]
    public async Task What_was_checked_is_counted_on_standard_error()
    {
        Ran ran = await _world.RunAsync("catalog", "validate", "catalog");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("6 descriptors");
        ran.Errors.ShouldContain("1 contract");
    }

    [Fact]
    public async Task Every_mistake_is_listed_once_with_place_and_remedy()
    {
        string api = await File.ReadAllTextAsync(_world["catalog/apis/orders/api.yaml"], TestContext.Current.CancellationToken);
        _world.Write("catalog/apis/orders/api.yaml", api.Replace("backend: erp", "backend: epr", StringComparison.Ordinal));
        _world.Write("catalog/apis/copy/api.yaml", api.Replace("name: orders", "name: copy", StringComparison.Ordinal).Replace("v1/openapi", "v1/missing", StringComparison.Ordinal));
        _world.Write("catalog/backends/broken.yaml", "kind: [");

        Ran ran = await _world.RunAsync("catalog", "validate", "catalog");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("catalog/apis/orders/api.yaml:10:12 error descriptor-unknown-back-end There is no back end `epr`.");
        ran.Output.ShouldContain("Did you mean `erp`?");
        Golden.Match(ran.Output, "catalog-validate-text");
    }

    [Fact]
    public async Task Schemas_are_held_to_the_meta_schema_and_what_is_not_compared_is_a_warning()
    {
        _world.Write("catalog/canonical/order.yaml", World.Descriptor("CanonicalEntity", "order", "{owner: commerce, schema: order.schema.yaml, identifiers: [nummer]}"));
        _world.Write("catalog/canonical/order.schema.yaml", "type: object\nproperties:\n  number: {type: string}\n");
        Ran warned = await _world.RunAsync("catalog", "validate", "catalog");
        warned.ExitCode.ShouldBe(0, warned.ToString());
        warned.Output.ShouldContain("catalog/canonical/order.schema.yaml:1:1 warning canonical-schema-field");

        _world.Write("catalog/canonical/order.schema.yaml", "type: object\nproperties:\n  nummer: {type: strng}\n");
        Ran refused = await _world.RunAsync("catalog", "validate", "catalog");
        refused.ExitCode.ShouldBe(1, refused.ToString());
        refused.Output.ShouldContain("catalog/canonical/order.schema.yaml:3:12 error schema-invalid");
    }

    [Fact]
    public async Task The_report_can_be_sarif()
    {
        _world.Write("catalog/plans/odd.yaml", "apiVersion: apigovernance/v1\nkind: Plan\nmetadata: {name: odd}\nspec: {limits: []}\n");
        Ran ran = await _world.RunAsync("catalog", "validate", "catalog", "--format", "sarif");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        JsonElement result = JsonDocument.Parse(ran.Output).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(found => found.GetProperty("level").GetString() == "error");
        result.GetProperty("ruleId").GetString().ShouldBe("descriptor-range");
    }

    [Theory]
    [InlineData("nowhere", 3)]
    [InlineData("policies", 1)]
    [InlineData("orders.yaml", 3)]
    public async Task What_is_no_catalog_is_not_clean(string path, int exitCode)
    {
        Ran ran = await _world.RunAsync("catalog", "validate", path);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain(path);
    }
}
