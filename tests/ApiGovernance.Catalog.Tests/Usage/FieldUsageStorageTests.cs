using System.Net;
using System.Net.Http.Json;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Usage;

public sealed class FieldUsageStorageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"] };

    public void Dispose() => _folder.Dispose();

    private static UsageReport Report(DateTimeOffset to, params SampledFields[] fields) =>
        new("gw-1", to.AddMinutes(-1), to, [.. fields.Select(sample => new UsageCount("orders", "v1", sample.Operation, sample.Consumer, 9, 0, to))]) { Fields = fields };

    private static SampledFields Sample(string? consumer, long sampled, params FieldCount[] fields) => new("orders", "v1", "POST /orders", consumer, sampled) { Fields = fields };

    [Fact]
    public async Task Reports_add_up_over_days_and_restarts()
    {
        DateTimeOffset day = CatalogWorld.Start;
        await using (CatalogWorld world = await CatalogWorld.StartAsync(Options))
        {
            HttpUsageSink sink = new(world.Http);
            await sink.ReportAsync(Report(day.AddDays(-100), Sample("storefront", 5, new FieldCount(FieldKind.Query, "old", 5, day.AddDays(-100)))), Cancel);
            await sink.ReportAsync(Report(day.AddDays(-1), Sample("storefront", 2, new FieldCount(FieldKind.Property, "lines[].sku", 2, day.AddDays(-1)))), Cancel);
            await sink.ReportAsync(
                Report(day, Sample("storefront", 3, new FieldCount(FieldKind.Property, "lines[].sku", 1, day), new FieldCount(FieldKind.Header, "X-Channel", 3, day)) with { NotSeen = 1, WithUnknown = 2, Truncated = true }, Sample(null, 0)), Cancel);
        }

        await using CatalogWorld again = await CatalogWorld.StartAsync(Options);
        ObservedFields fields = await again.Services.GetRequiredService<ICatalogStore>().ReadFieldUsageAsync("orders", "v1", DateOnly.FromDateTime(day.UtcDateTime).AddDays(-90), Cancel);

        fields.Since.ShouldBe(DateOnly.FromDateTime(day.UtcDateTime).AddDays(-100));
        SampledFields sample = fields.Samples.ShouldHaveSingleItem();
        (sample.Operation, sample.Consumer, sample.Sampled, sample.NotSeen, sample.WithUnknown, sample.Truncated).ShouldBe(("POST /orders", "storefront", 5, 1, 2, true));
        sample.Fields.ShouldBe([new FieldCount(FieldKind.Header, "X-Channel", 3, day), new FieldCount(FieldKind.Property, "lines[].sku", 3, day)]);
        ObservedUsage usage = await again.Services.GetRequiredService<ICatalogStore>().ReadUsageAsync("orders", "v1", DateOnly.FromDateTime(day.UtcDateTime).AddDays(-90), Cancel);
        usage.Since.ShouldBe(fields.Since);
    }

    [Theory]
    [InlineData(2, 0, 3, "x", "was seen 3 times in 2 calls")]
    [InlineData(-1, 0, 0, "x", "negative numbers")]
    [InlineData(2, 3, 1, "x", "more calls with unknown fields")]
    [InlineData(2, 0, 1, "", "its name is empty")]
    public async Task A_report_that_cannot_be_true_is_refused_as_a_whole(long sampled, long unknown, long seen, string name, string message)
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);
        UsageReport report = Report(CatalogWorld.Start, Sample("storefront", sampled, new FieldCount(FieldKind.Query, name, seen, CatalogWorld.Start)) with { WithUnknown = unknown });

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/usage", JsonContent.Create(report, options: ProtocolJson.Options), Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(message);
        (await world.Client.Usage(new UsageFilter { Api = "orders" }).AllAsync(Cancel)).Value!.ShouldBeEmpty();
    }
}
