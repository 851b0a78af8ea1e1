using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>Days at the ends of the calendar, and days that overtake each other.</summary>
public sealed class LifecycleDayTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_deprecation_on_the_last_day_of_all_is_answered()
    {
        await using CatalogWorld world = await StartAsync();

        CatalogAnswer<ApiVersionSummary> answer = await world.Client.DeprecateAsync(
            "orders", "v1", new DeprecateRequest(new DateOnly(9999, 12, 30), "v2") { DeprecatedOn = DateOnly.MaxValue }, Cancel);

        answer.Status.ShouldBe(409);
        answer.Problem!.Errors.ShouldContain(error => error.RuleId == "lifecycle-notice");
    }

    [Fact]
    public async Task A_retired_version_was_not_deprecated_after_its_end_and_its_record_can_be_put_back()
    {
        await using CatalogWorld world = await StartAsync();
        DateOnly today = DateOnly.FromDateTime(CatalogWorld.Start.UtcDateTime);
        (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(today.AddDays(900), "v2") { DeprecatedOn = today.AddDays(300) }, Cancel)).Value.ShouldNotBeNull();

        await world.ListenedAsync();
        CatalogFinding early = (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem!.Errors.ShouldHaveSingleItem();
        await world.PutAsync("waivers", "agreed", $$"""
            apiVersion: apigovernance/v1
            kind: Waiver
            metadata: {name: agreed}
            spec: {fingerprints: ['{{early.Fingerprint}}'], reason: Nobody has ever called it., owner: sales, expires: 2027-01-31}
            """);
        ApiVersionSummary retired = (await world.Client.RetireAsync("orders", "v1", Cancel)).Value.ShouldNotBeNull();

        retired.Sunset.ShouldBe(today);
        string record = await world.Http.GetStringAsync("api/v1/apis/orders", Cancel);
        record.ShouldNotContain("2027-09-19");
        await world.PutAsync("apis", "orders", record);
    }

    [Fact]
    public async Task Yesterdays_traffic_of_a_consumer_that_is_gone_and_of_nobody_keeps_a_version_alive()
    {
        await using CatalogWorld world = await StartAsync();
        DateOnly today = DateOnly.FromDateTime(CatalogWorld.Start.UtcDateTime);
        (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(today.AddDays(100), "v2"), Cancel)).Value.ShouldNotBeNull();
        await world.ReportAsync("orders", "v1", "GET /orders", "gone", 3);
        await world.ReportAsync("orders", "v1", "GET /orders", null, 1);
        await world.ReportAsync("orders", "v1", "GET /orders", "refused", 5, failures: 5);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ListenedAsync();

        CatalogAnswer<ApiVersionSummary> answer = await world.Client.RetireAsync("orders", "v1", Cancel);

        answer.Problem.ShouldNotBeNull().Errors.Where(error => error.RuleId == "lifecycle-still-called").Select(error => error.Message.Split(" would")[0]).ShouldBe(["Anonymous callers", "gone (no longer registered)"]);
    }

    private async Task<CatalogWorld> StartAsync()
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.AcceptAsync("orders", "v2", Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal), "active");
        return world;
    }
}
