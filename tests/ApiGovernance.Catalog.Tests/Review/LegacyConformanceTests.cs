using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Tests.Governance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>What a folder brought in, judged again; and old deviations under a rule that binds new surface only.</summary>
public sealed class LegacyConformanceTests : IDisposable
{
    private const string Legacy = """
        openapi: 3.1.0
        info: {title: Orders, version: 1.0.0}
        paths:
          /orders:
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
              responses: {'204': {description: ok}}
        components:
          schemas:
            Order:
              x-canonical: order
              type: object
              properties:
                orderNumber: {type: string}
                orderedAt: {type: string}
                total: {type: number}
        """;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Old_deviations_do_not_hold_back_a_change_elsewhere()
    {
        PolicyFiles.Gate(_folder, "maxConformanceSeverity: info\nnewSurfaceOnly: {}\nmaxOverlapSeverity: error");
        foreach (string folder in new[] { "teams", "canonical" })
        {
            foreach (string file in Directory.EnumerateFiles(RepositoryPaths.At("catalog/" + folder)))
                _folder.Write($"catalog/{folder}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        await using CatalogWorld world = await CatalogWorld.StartAsync(
            new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"], CatalogDirectory = _folder["catalog"] });
        await world.PutAsync("teams", "sales", Texts.Team("sales"));
        await world.PutAsync("backends", "shop", Texts.Backend("shop", "sales"));
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        ContractVerdict first = await world.AcceptAsync("orders", "v1", Legacy);
        first.Findings.ShouldContain(finding => finding.Kind == FindingKind.Conformance && finding.Severity < Severity.Info);

        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(Protocol.Descriptors.ApiStage.Preview), Cancel)).Problem.ShouldNotBeNull("without a contract before it everything is new");
        string now = Legacy.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace("  /orders:", "  /health:\n    get: {responses: {'204': {description: ok}}}\n  /orders:", StringComparison.Ordinal);
        ContractVerdict second = await world.AcceptAsync("orders", "v1", now);

        second.Findings.ShouldContain(finding => finding.Kind == FindingKind.Conformance && finding.Severity < Severity.Info && !finding.Blocks);
    }

    [Fact]
    public async Task A_verdict_of_a_reviewed_folder_is_the_same_again()
    {
        PolicyFiles.Gate(_folder, "approvals: [{reviewers: 2}]");
        _folder.Write("catalog/teams/sales.yaml", Texts.Team("sales"));
        _folder.Write("catalog/backends/shop.yaml", Texts.Backend("shop", "sales"));
        _folder.Write("catalog/canonical/order.yaml", Texts.Entity("order", "sales"));
        _folder.Write("catalog/canonical/order.schema.yaml", "type: object\n");
        _folder.Write("catalog/apis/orders/api.yaml", Texts.Api("orders", versions: "[{name: v1, stage: active, contract: v1/openapi.yaml}]"));
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", "\ufeff" + Texts.Contract);
        await using CatalogWorld world = await CatalogWorld.StartAsync(
            new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"], CatalogDirectory = _folder["catalog"] });

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/verdicts/1/replay", null, Cancel);

        string text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        text.ShouldContain("\"same\":true");
    }
}
