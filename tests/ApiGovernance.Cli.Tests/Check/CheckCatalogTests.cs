using System.Collections.Concurrent;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests.Check;

/// <summary>`check --against catalog:`: each contract against the one in force, by the api.yaml beside it.</summary>
public sealed class CheckCatalogTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private readonly World _world = new();

    public CheckCatalogTests() => _world.WriteCatalog();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Each_contract_is_put_to_the_version_that_its_descriptor_names()
    {
        ConcurrentQueue<string> asked = [];
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost("/api/v1/apis/{api}/versions/{version}/check", (string api, string version) =>
        {
            asked.Enqueue($"{api}/{version}");
            return Results.Json(Verdict("blocked"), ProtocolJson.Options);
        }));

        Ran ran = await CheckAsync(catalog, "catalog", "--format", "markdown");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        asked.Distinct().ShouldBe(["orders/v1"]);
        ran.Output.ShouldContain("Compared with catalog:orders/v1.");
        ran.Output.ShouldContain("| storefront |  | <code>POST /orders</code> | 1.2 M | 2026-11-20 |");
        ran.Output.ShouldContain("- **Who breaks:** storefront (1.2 M calls, last 2026-11-20)");
    }

    [Fact]
    public async Task Who_breaks_is_told_by_change_and_with_whom_to_ask()
    {
        ContractVerdict verdict = Verdict("blocked");
        verdict = verdict with
        {
            ImpactReport = new ImpactReport
            {
                Summary = "breaks 1 of 3 consumers",
                WindowDays = 92,
                AsOf = At,
                Known = 3,
                Broken = 1,
                Unknown = 1,
                Consumers =
                [
                    new ConsumerStanding("storefront", ImpactState.Breaks, 1_234_567, At) { Owner = "web", Contact = "web@example.com", Operations = ["POST /orders"] },
                    new ConsumerStanding("edi-hub", ImpactState.Unknown, 12, null) { Partner = "Brisk", Operations = ["POST /orders"] },
                    new ConsumerStanding("reports", ImpactState.Unaffected, 99, At),
                ],
                Changes = [new ChangeImpact(verdict.Findings[0].Fingerprint, verdict.Findings[0].RuleId, "2 of 40 sampled calls sent `fax`.") { Breaks = ["storefront"] }],
            },
        };
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check", () => Results.Json(verdict, ProtocolJson.Options)));

        Ran ran = await CheckAsync(catalog, "catalog", "--format", "markdown", "--format", "text=a.txt");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("1 consumer seen calling what would break.");
        ran.Output.ShouldContain("| storefront | web, web@<!-- -->example.com | <code>POST /orders</code> | 1,234,567 | 2026-11-20 |".Replace("1,234,567", "1.2 M"));
        ran.Output.ShouldContain("| edi-hub (perhaps) | Brisk | <code>POST /orders</code> | 12 | never |");
        ran.Output.ShouldContain("- **Who breaks:** storefront. 2 of 40 sampled calls sent <code>fax</code>.");
        ran.Output.ShouldNotContain("reports");
        File.ReadAllText(_world["a.txt"]).ShouldContain("breaks storefront (web, web@example.com): POST /orders, 1234567 calls");
    }

    [Fact]
    public async Task A_refusal_that_no_finding_explains_is_not_lost()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check", () => Results.Json(Verdict("held") with { Findings = [] }, ProtocolJson.Options)));

        Ran ran = await CheckAsync(catalog, "catalog", "--format", "junit");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("name=\"change-gate\"");
        ran.Output.ShouldContain("The sentence of the verdict.");
    }

    [Fact]
    public async Task A_contract_that_waits_for_approval_is_held_back_by_nothing_and_does_not_look_passed()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check",
            () => Results.Json(Verdict("needs-approval") with { Findings = [], Impact = [], Approval = new ApprovalState(2, ["ada"], null) }, ProtocolJson.Options)));

        Ran ran = await CheckAsync(catalog, "catalog", "--format", "markdown");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("## API check: needs approval");
        ran.Output.ShouldContain("**Approval:** in the catalog it waits until 2 others than who submits it have looked at it. Approved by ada so far.");
    }

    [Fact]
    public async Task What_the_contract_in_force_has_too_is_known()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app =>
        {
            app.MapGet("/api/v1/apis/orders/versions/v1/contract", () => Results.Text("in force", "application/yaml"));
            app.MapPost("/api/v1/apis/orders/versions/v1/check", async (HttpRequest request) => Results.Json(
                Verdict("pass") with
                {
                    Findings = await new StreamReader(request.Body).ReadToEndAsync() == "in force" ? [Lint("contact"), Lint("gone")] : [Lint("contact"), Lint("new")],
                },
                ProtocolJson.Options));
        });

        Ran ran = await CheckAsync(catalog, "catalog", "--format", "markdown");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("1 finding of the base is gone.");
        ran.Output.ShouldContain("<summary>1 other finding</summary>\n\n| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n| warning | <code>new</code>");
        ran.Output.ShouldContain("<summary>1 finding that the base has too</summary>");
    }

    [Fact]
    public async Task An_api_that_the_catalog_has_not_yet_is_judged_here()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v1/check", () => Results.Problem("No API.", statusCode: 404, title: "Not found")));
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "createOrder", "create-order");

        Ran ran = await CheckAsync(catalog, "catalog");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("note: The catalog has no API orders yet");
        ran.Output.ShouldContain("error operation-id-kebab");
    }

    [Fact]
    public async Task A_version_that_was_named_must_be_there()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/api/v1/apis/orders/versions/v9/check", () => Results.Json(Verdict("pass") with { Evidence = new VerdictEvidence("aa", null, "cc", null, "none", "1.0.0") }, ProtocolJson.Options)));

        Ran ran = await CheckAsync(catalog, "orders.yaml", "--api", "orders/v9");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("no contract in force for orders/v9");
    }

    [Fact]
    public async Task A_contract_that_no_descriptor_names_is_asked_for_its_name()
    {
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "catalog:", "--catalog-url", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("which version of which API orders.yaml is");
        ran.Errors.ShouldContain("--api API/VERSION");
    }

    [Fact]
    public async Task With_a_base_only_what_differs_is_put_to_the_catalog()
    {
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("check", "catalog", "--base", "HEAD", "--against", "catalog:", "--catalog-url", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("check: nothing to judge");
    }

    private Task<Ran> CheckAsync(LoopbackApp catalog, params string[] arguments) =>
        _world.RunAsync(["check", .. arguments, "--against", "catalog:", "--catalog-url", catalog.BaseAddress.ToString()]);

    private static ContractVerdict Verdict(string outcome) => new(outcome, "orders", "v1", ApiStage.Active, "The sentence of the verdict.", At)
    {
        Findings =
        [
            CatalogFinding.From(new Finding
            {
                Kind = FindingKind.Change,
                RuleId = "request-property-enum-value-removed",
                Severity = Severity.Error,
                Message = "`POST /orders` no longer accepts \"fax\".",
                Operation = "POST /orders",
                Source = new SourceSpan("catalog/apis/orders/v1/openapi.yaml", 18, 26, 18, 31),
            }),
        ],
        Impact = [new ConsumerImpact("storefront", "POST /orders", 1_234_567, At)],
        Evidence = new VerdictEvidence("aa", "bb", "cc", At, "major", "1.0.0"),
    };

    private static CatalogFinding Lint(string rule) => CatalogFinding.From(new Finding
    {
        Kind = FindingKind.Lint,
        RuleId = rule,
        Severity = Severity.Warning,
        Message = $"What {rule} says.",
        Source = new SourceSpan("catalog/apis/orders/v1/openapi.yaml", 2, 1, 2, 5),
    });
}
