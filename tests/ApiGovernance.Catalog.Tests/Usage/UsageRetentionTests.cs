using ApiGovernance.Catalog.Tests.Feed;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests.Usage;

/// <summary>Observed usage is kept as long as policies look back, and not for ever.</summary>
public sealed class UsageRetentionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_older_goes_after_the_start_and_then_once_a_day()
    {
        FakeTimeProvider clock = new(CatalogWorld.Start);
        await using (CatalogWorld world = await CatalogWorld.StartAsync(Options, clock))
        {
            foreach (int age in (int[])[0, 399, 400, 401])
                await ReportAsync(world, $"GET /{age}", age);
            (await OperationsAsync(world)).ShouldBe(["GET /0", "GET /399", "GET /400", "GET /401"]);
        }

        await using CatalogWorld again = await CatalogWorld.StartAsync(Options, clock);
        await Until.TrueAsync(async () => !(await OperationsAsync(again)).Contains("GET /401"), () => "It was not removed after the start.");
        (await OperationsAsync(again)).ShouldBe(["GET /0", "GET /399", "GET /400"]);

        clock.Advance(TimeSpan.FromDays(1));
        await Until.TrueAsync(async () => !(await OperationsAsync(again)).Contains("GET /400"), () => "It was not removed a day later.");
        (await OperationsAsync(again)).ShouldBe(["GET /0", "GET /399"]);
    }

    [Theory]
    [InlineData(92, null, "it would be kept for 92 days, and the change gate looks 92 days back.")]
    [InlineData(200, "quietDays: 200", "and the life-cycle policy `default` (`quietDays`) looks 200 days back.")]
    public async Task A_retention_that_a_policy_looks_past_is_refused(int days, string? lifecycle, string what)
    {
        WriteLifecycle(lifecycle);

        CatalogStartupException refused = await Should.ThrowAsync<CatalogStartupException>(
            () => CatalogWorld.StartAsync(Options with { PoliciesDirectory = _folder["policies"], UsageRetentionDays = days }));

        Finding finding = refused.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("usage-retention-too-short");
        finding.Message.ShouldContain(what);
        finding.Fix!.ShouldContain("--usage-retention-days");
        Directory.Exists(_folder["data"]).ShouldBeFalse("nothing was opened");
    }

    [Fact]
    public async Task Nobody_has_to_say_how_long_for_a_policy_that_looks_far_back()
    {
        WriteLifecycle("quietDays: 500");
        FakeTimeProvider clock = new(CatalogWorld.Start);
        CatalogOptions options = Options with { PoliciesDirectory = _folder["policies"] };
        await using (CatalogWorld world = await CatalogWorld.StartAsync(options, clock))
        {
            foreach (int age in (int[])[500, 531, 532])
                await ReportAsync(world, $"GET /{age}", age);
        }

        await using CatalogWorld again = await CatalogWorld.StartAsync(options, clock);
        await Until.TrueAsync(async () => !(await OperationsAsync(again)).Contains("GET /532"), () => "It was not removed.");
        (await OperationsAsync(again)).ShouldBe(["GET /500", "GET /531"]);
    }

    private void WriteLifecycle(string? spec) => _folder.Write(
        "policies/lifecycle/default.yaml",
        $"apiVersion: apigovernance/v1\nkind: LifecyclePolicy\nmetadata: {{name: default}}\nspec:\n  noticeDays: {{internal: 90, partner: 180, public: 365}}\n  maxLintSeverity: warning\n  {spec ?? "quietDays: 30"}\n");

    private static Task ReportAsync(CatalogWorld world, string operation, int daysAgo)
    {
        DateTimeOffset at = world.Clock.GetUtcNow().AddDays(-daysAgo);
        return new HttpUsageSink(world.Http).ReportAsync(new UsageReport("gw-1", at.AddMinutes(-1), at, [new UsageCount("orders", "v1", operation, null, 1, 0, at)]), Cancel);
    }

    private static async Task<string[]> OperationsAsync(CatalogWorld world) =>
        [.. (await world.Client.Usage(new UsageFilter { Days = 3660 }).AllAsync(Cancel)).Value!.Select(row => row.Operation).Order(StringComparer.Ordinal)];
}
