using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests;

/// <summary>The commands against a catalog's answers on a real socket; the answers are those of the catalog API's records.</summary>
public sealed class LiveCatalogTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("blocked", 1)]
    [InlineData("pass", 0)]
    [InlineData("not-checked", 3)]
    public async Task The_catalogs_verdict_decides(string outcome, int exitCode)
    {
        string? sent = null;
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost("/api/v1/apis/orders/versions/v1/check", async (HttpRequest request) =>
        {
            sent = await new StreamReader(request.Body).ReadToEndAsync();
            return Results.Json(Verdict(outcome), ProtocolJson.Options);
        }));

        Ran ran = await CheckAsync(catalog);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        sent.ShouldBe(World.Contract);
        ran.Output.ShouldContain("orders.yaml: The sentence of the verdict.");
        ran.Output.ShouldContain("breaks storefront: POST /orders, 4711 calls, last 2026-11-20 09:30:00Z");
        if (outcome == "blocked")
            ran.Output.ShouldContain("orders.yaml:18:26 error request-property-enum-value-removed");
    }

    [Theory]
    [InlineData(404, 3)]
    [InlineData(401, 5)]
    [InlineData(500, 5)]
    public async Task A_refusal_of_the_catalog_is_no_verdict(int status, int exitCode)
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check", () => Results.Problem("The reason.", statusCode: status, title: "Refused")));

        Ran ran = await CheckAsync(catalog);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain($"answered {status}: Refused. The reason.");
    }

    [Fact]
    public async Task A_contract_in_force_is_compared_with_a_file()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapGet(
            "/api/v1/apis/orders/versions/v1/contract", () => Results.Text(World.Contract, "application/yaml")));
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");

        Ran ran = await _world.RunAsync("diff", "catalog:orders/v1", "new.yaml", "--catalog-url", catalog.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("where:   new.yaml:18:26");
    }

    private Task<Ran> CheckAsync(LoopbackApp catalog) =>
        _world.RunAsync("check", "orders.yaml", "--against", "catalog:orders/v1", "--catalog-url", catalog.BaseAddress.ToString());

    private static ContractVerdict Verdict(string outcome) => new(outcome, "orders", "v1", ApiStage.Active, "The sentence of the verdict.", At)
    {
        Findings = outcome == "blocked" ? [CatalogFinding.From(Finding)] : [],
        Impact = [new ConsumerImpact("storefront", "POST /orders", 4711, At)],
        Evidence = new VerdictEvidence("aa", "bb", "cc", At, "major", "1.0.0"),
    };

    private static Finding Finding => new()
    {
        Kind = FindingKind.Change,
        RuleId = "request-property-enum-value-removed",
        Severity = Severity.Error,
        Message = "`POST /orders` no longer accepts \"fax\".",
        Source = new SourceSpan("orders.yaml", 18, 26, 18, 31),
    };
}
