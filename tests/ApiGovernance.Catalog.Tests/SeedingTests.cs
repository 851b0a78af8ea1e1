using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Tests;

/// <summary>The catalog folder and what was changed over HTTP, over several starts.</summary>
public sealed class SeedingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_repositorys_own_catalog_is_published_as_a_whole()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions
        {
            DataDirectory = _folder["data"],
            CatalogDirectory = RepositoryPaths.At("catalog"),
            PoliciesDirectory = RepositoryPaths.At("policies"),
            BackendAddress = name => name == "erp" ? "http://127.0.0.1:9999" : null,
            EmbeddedIssuer = new TokenIssuer("embedded", "http://127.0.0.1:8081/") { Audiences = ["apigov-gateway"] },
        });

        SnapshotManifest manifest = await world.ManifestAsync();
        string[] published = [.. manifest.Parts.Where(part => part.Kind == SnapshotPartKind.ApiVersion).Select(part => part.Name)];
        string[] routed = [.. Directory.EnumerateFiles(RepositoryPaths.At("catalog/apis"), "openapi.yaml", SearchOption.AllDirectories)
            .Select(file => string.Join('/', file.Replace('\\', '/').Split('/')[^3..^1])).Order(StringComparer.Ordinal)];
        published.ShouldBe(routed, "every version of the repository's catalog is in preview or later");
        manifest.Parts.Where(part => part.Kind == SnapshotPartKind.Contract).Select(part => part.Name).ShouldBe(published);

        ApiVersionPart v1 = (await world.PublishedAsync("order-intake", "v1"))!;
        v1.ShouldSatisfyAllConditions(
            () => v1.Stage.ShouldBe(ApiStage.Deprecated), () => v1.Sunset.ShouldBe(new DateOnly(2027, 6, 30)), () => v1.UpstreamPath.ShouldBe("/v1"),
            () => v1.Owner.Team.ShouldBe("commerce-platform"), () => v1.Owner.Contact.ShouldNotBeEmpty());
        TrafficPart traffic = await world.TrafficAsync();
        traffic.Backends.Single(backend => backend.Name == "erp").Address.ShouldBe("http://127.0.0.1:9999");
        traffic.Backends.Single(backend => backend.Name == "commerce").Address.ShouldBe("http://127.0.0.1:7102");
        traffic.Consumers.Select(consumer => consumer.Name).ShouldBe(["edi-hub", "reporting", "storefront", "warehouse-app"]);
        traffic.Issuers.ShouldHaveSingleItem().Issuer.ShouldBe("http://127.0.0.1:8081/");
    }

    [Fact]
    public async Task Starting_again_changes_nothing()
    {
        WriteFolder();
        (string revision, int audited) first, second;
        await using (CatalogWorld world = await StartAsync())
            first = await MarkAsync(world);
        await using (CatalogWorld world = await StartAsync())
            second = await MarkAsync(world);

        second.ShouldBe(first);
        first.audited.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_changed_over_http_and_not_in_the_folder_stays()
    {
        WriteFolder();
        await using (CatalogWorld world = await StartAsync())
        {
            await world.PutAsync("backends", "shop", Texts.Backend("moved", "sales").Replace("name: moved", "name: shop", StringComparison.Ordinal));
            await world.AcceptAsync("orders", "v2", Texts.Contract, "active");
            (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 9, 1), "v2"), Cancel)).Value.ShouldNotBeNull();
        }

        // Another part of the same version changes in the folder: the promotion must not be undone by it.
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", Texts.Compatible);
        await using CatalogWorld again = await StartAsync();

        (await again.TrafficAsync()).Backends.Single().Address.ShouldBe("http://moved.internal:8000");
        (await again.PublishedAsync("orders", "v2"))!.Stage.ShouldBe(ApiStage.Active);
        (await again.PublishedAsync("orders", "v1"))!.ShouldSatisfyAllConditions(
            part => part.Stage.ShouldBe(ApiStage.Deprecated), part => part.Sunset.ShouldBe(new DateOnly(2027, 9, 1)), part => part.ContractVersion.ShouldBe("1.1.0"));
    }

    [Fact]
    public async Task What_changed_in_the_folder_wins()
    {
        WriteFolder();
        await using (CatalogWorld world = await StartAsync())
            await world.PutAsync("backends", "shop", Texts.Backend("moved", "sales").Replace("name: moved", "name: shop", StringComparison.Ordinal));

        _folder.Write("catalog/backends/shop.yaml", Texts.Backend("shop", "sales").Replace(":8000", ":9000", StringComparison.Ordinal));
        await using CatalogWorld again = await StartAsync();

        (await again.TrafficAsync()).Backends.Single().Address.ShouldBe("http://shop.internal:9000");
    }

    [Fact]
    public async Task Steps_of_life_in_the_folder_pass_the_table()
    {
        WriteFolder(stage: "preview");
        await using (CatalogWorld world = await StartAsync())
            (await world.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Preview);
        WriteFolder(stage: "active");
        await using (CatalogWorld world = await StartAsync())
            (await world.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Active);
        WriteFolder(stage: "preview");

        await using CatalogWorld leftAside = await StartAsync();

        (await leftAside.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Active);
        Finding finding = FolderErrors(leftAside).Single(finding => finding.RuleId == "lifecycle-transition");
        finding.Message.ShouldBe("A version that is active cannot become preview.");
        finding.Source!.File.ShouldEndWith("apis/orders/api.yaml");
        finding.Source.Line.ShouldBe(5);
    }

    [Fact]
    public async Task Errors_anywhere_in_the_folder_stop_the_start_and_are_told_together()
    {
        WriteFolder();
        _folder.Write("catalog/backends/shop.yaml", Texts.Backend("shop", "nobody"));
        _folder.Write("catalog/plans/standard.yaml", "apiVersion: apigovernance/v1\nkind: Plan\nmetadata: {name: standard}\nspec:\n  limits: []\n");
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", "openapi: 3.1.0\npaths: [\n");

        CatalogStartupException refused = await Should.ThrowAsync<CatalogStartupException>(StartAsync);

        string[] files = [.. refused.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => Path.GetFileName(finding.Source!.File)).Distinct()];
        files.ShouldBe(["shop.yaml", "standard.yaml", "openapi.yaml"], ignoreOrder: true);
        refused.Message.ShouldContain("nobody");
    }

    [Fact]
    public async Task What_of_the_canonical_model_is_not_compared_is_in_the_log_at_every_start()
    {
        WriteFolder();
        _folder.Write("catalog/canonical/order.yaml", Texts.Entity("order", "sales").Replace("schema:", "identifiers: [nummer], schema:", StringComparison.Ordinal));
        _folder.Write("catalog/canonical/order.schema.yaml", "type: object\nproperties: {number: {type: string}}\n");
        await using (CatalogWorld world = await StartAsync())
        {
        }

        WarningLog log = new();
        await using CatalogWorld again = await CatalogWorld.StartAsync(
            new CatalogOptions { DataDirectory = _folder["data"] }, services: all => all.AddSingleton<ILoggerProvider>(log));

        log.Warnings.ShouldHaveSingleItem().ShouldBe(
            "Canonical model, order.schema.yaml:1:1: `spec.identifiers` of the canonical entity `order` names `nummer`, which its schema does not have. Fix: Correct the name, or add the field to the schema.");
    }

    [Fact]
    public async Task A_schema_that_is_none_stops_the_start()
    {
        WriteFolder();
        _folder.Write("catalog/canonical/order.schema.yaml", "type: object\nproperties: {number: {type: strng}}\n");

        CatalogStartupException refused = await Should.ThrowAsync<CatalogStartupException>(StartAsync);

        refused.Findings.Single(finding => finding.Severity == Severity.Error).ShouldSatisfyAllConditions(
            finding => finding.RuleId.ShouldBe("schema-invalid"), finding => finding.Source!.File.ShouldEndWith("order.schema.yaml"), finding => finding.Source!.Line.ShouldBe(2));
    }

    [Fact]
    public async Task A_breaking_contract_in_the_folder_leaves_the_folder_aside_and_what_was_registered_is_served_on()
    {
        WriteFolder();
        string before;
        await using (CatalogWorld world = await StartAsync())
            before = (await world.ManifestAsync()).Revision;
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", Texts.Breaking);
        _folder.Write("catalog/teams/new.yaml", Texts.Team("new"));

        await using (CatalogWorld leftAside = await StartAsync())
        {
            FolderErrors(leftAside).ShouldContain(finding => finding.Kind == FindingKind.Change && finding.Message.Contains("phone"));
            (await leftAside.ManifestAsync()).Revision.ShouldBe(before);
            (await leftAside.Client.GetDescriptorAsync("teams", "new", Cancel)).Status.ShouldBe(404, "nothing of a folder with errors is applied");
        }

        _folder.Write("catalog/apis/orders/v1/openapi.yaml", Texts.Contract);
        File.Delete(_folder["catalog/teams/new.yaml"]);
        await using CatalogWorld again = await StartAsync();
        (await again.ManifestAsync()).Revision.ShouldBe(before);
        (await again.Client.GetDescriptorAsync("teams", "new", Cancel)).Status.ShouldBe(404, "nothing of a refused folder was applied");
    }

    [Fact]
    public async Task A_consumer_of_an_issuer_that_is_not_trusted_stops_the_start()
    {
        WriteFolder();
        _folder.Write("catalog/consumers/shop-app.yaml", Texts.Consumer("shop-app", "orders", "shop-app").Replace("embedded", "elsewhere", StringComparison.Ordinal));

        CatalogStartupException refused = await Should.ThrowAsync<CatalogStartupException>(StartAsync);

        refused.Findings.Single(finding => finding.Severity == Severity.Error).ShouldSatisfyAllConditions(
            finding => finding.RuleId.ShouldBe("descriptor-unknown-issuer"), finding => finding.Source!.File.ShouldEndWith("shop-app.yaml"));
    }

    private static IReadOnlyList<Finding> FolderErrors(CatalogWorld world) => world.Services.GetRequiredService<CatalogReadiness>().FolderErrors;

    private Task<CatalogWorld> StartAsync() => CatalogWorld.StartAsync(new CatalogOptions
    {
        DataDirectory = _folder["data"],
        CatalogDirectory = _folder["catalog"],
        PoliciesDirectory = RepositoryPaths.At("policies"),
    });

    private static async Task<(string Revision, int Audited)> MarkAsync(CatalogWorld world) =>
        ((await world.ManifestAsync()).Revision, (await world.Client.Audit().AllAsync(Cancel)).Value!.Count);

    private void WriteFolder(string stage = "active")
    {
        _folder.Write("catalog/teams/sales.yaml", Texts.Team("sales"));
        _folder.Write("catalog/backends/shop.yaml", Texts.Backend("shop", "sales"));
        _folder.Write("catalog/plans/standard.yaml", Texts.Plan("standard"));
        _folder.Write("catalog/canonical/order.yaml", Texts.Entity("order", "sales"));
        _folder.Write("catalog/canonical/order.schema.yaml", "type: object\n");
        _folder.Write("catalog/apis/orders/api.yaml", Texts.Api("orders", versions: $"[{{name: v1, stage: {stage}, contract: v1/openapi.yaml}}]"));
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", Texts.Contract);
    }
}
