using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>Who called what.</summary>
internal static class UsageScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    private static DateOnly Today => DateOnly.FromDateTime(Given.At.UtcDateTime);

    public static async Task Calls_add_up_by_operation_and_consumer(StoreWorld world)
    {
        await world.Store.AddUsageAsync(
            Report(Given.At, Count("orders", "v1", "GET /orders", "b", 5, 1, Given.At.AddMinutes(-2)), Count("orders", "v1", "GET /orders", null, 7, 0, Given.At)), Cancel);
        await world.Store.AddUsageAsync(
            Report(Given.At.AddMinutes(-1), Count("orders", "v1", "GET /orders", "b", 3, 2, Given.At.AddMinutes(-9)), Count("orders", "v1", "GET /orders", "B", 1, 0, Given.At)), Cancel);
        await world.Store.AddUsageAsync(Report(Given.At.AddDays(-1), Count("orders", "v1", "GET /orders", "b", 4_000_000_000, 0, Given.At.AddDays(-1))), Cancel);

        ObservedUsage usage = await world.Store.ReadUsageAsync("orders", "v1", Today.AddDays(-1), Cancel);

        usage.Rows.ShouldBe(
        [
            new UsageRow("orders", "v1", "GET /orders", null, 7, 0, Given.At),
            new UsageRow("orders", "v1", "GET /orders", "B", 1, 0, Given.At),
            new UsageRow("orders", "v1", "GET /orders", "b", 4_000_000_008, 3, Given.At.AddMinutes(-2)),
        ]);
        usage.AsOf.ShouldBe(Given.At);
    }

    public static async Task Only_what_was_asked_for_counts(StoreWorld world)
    {
        await world.Store.AddUsageAsync(
            Report(
                Given.At, Count("orders", "v1", "GET /orders", "a", 1, 0, Given.At.AddDays(-30)), Count("orders", "v2", "GET /orders", "a", 2, 0, Given.At),
                Count("invoices", "v1", Given.Nasty.TrimEnd(), "a", 3, 0, Given.At)),
            Cancel);

        (await CallsAsync(world, null, null, Today.AddDays(-30))).ShouldBe([3, 1, 2]);
        (await CallsAsync(world, "orders", null, Today.AddDays(-30))).ShouldBe([1, 2]);
        (await CallsAsync(world, "orders", null, Today.AddDays(-29))).ShouldBe([2]);
        (await CallsAsync(world, "orders", "v1", Today.AddDays(-30))).ShouldBe([1]);
        (await world.Store.ReadUsageAsync("Orders", null, Today.AddDays(-30), Cancel)).AsOf.ShouldBeNull();
    }

    public static async Task Reports_of_many_gateways_at_once_are_all_counted(StoreWorld world)
    {
        ICatalogStore other = await world.OpenAnotherAsync();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            (i % 2 == 0 ? world.Store : other).AddUsageAsync(Report(Given.At, Count("orders", "v1", "GET /orders", "a", i, 0, Given.At)), Cancel)));

        (await CallsAsync(world, "orders", "v1", Today)).ShouldBe([210]);
    }

    public static async Task Fields_add_up_and_tell_since_when_they_were_looked_at(StoreWorld world)
    {
        FieldCount Field(FieldKind kind, string name, long seen, int minutesAgo) => new(kind, name, seen, Given.At.AddMinutes(-minutesAgo));
        SampledFields sample = new("orders", "v1", "POST /orders", "a", 10)
        {
            NotSeen = 1,
            WithUnknown = 2,
            Fields = [Field(FieldKind.Query, "limit", 4, 3), Field(FieldKind.Property, "lines[].sku", 5, 3), Field(FieldKind.Property, Given.Nasty, 1, 9)],
        };
        await world.Store.AddUsageAsync(Report(Given.At) with { Fields = [sample, sample with { Consumer = null, Sampled = 0, NotSeen = 0 }] }, Cancel);
        await world.Store.AddUsageAsync(
            Report(Given.At.AddDays(-2)) with { Fields = [sample with { Truncated = true, Fields = [Field(FieldKind.Property, "lines[].sku", 3, 1)] }, sample with { Version = "v2" }] }, Cancel);

        ObservedFields read = await world.Store.ReadFieldUsageAsync("orders", "v1", Today.AddDays(-2), Cancel);

        SampledFields sum = read.Samples.ShouldHaveSingleItem();
        (sum.Consumer, sum.Sampled, sum.NotSeen, sum.WithUnknown, sum.Truncated).ShouldBe(("a", 20, 2, 4, true));
        sum.Fields.ShouldBe([Field(FieldKind.Query, "limit", 4, 3), Field(FieldKind.Property, Given.Nasty, 1, 9), Field(FieldKind.Property, "lines[].sku", 8, 1)], ignoreOrder: true);
        read.Since.ShouldBe(Today.AddDays(-2));
        (await world.Store.ReadFieldUsageAsync(null, null, Today, Cancel)).Samples.ShouldHaveSingleItem().Sampled.ShouldBe(10);
        (await world.Store.ReadFieldUsageAsync("invoices", null, Today, Cancel)).Since.ShouldBeNull();
    }

    public static async Task The_first_day_is_told_whatever_was_asked_for(StoreWorld world)
    {
        (await world.Store.ReadUsageAsync("orders", null, Today, Cancel)).Since.ShouldBeNull();
        await world.Store.AddUsageAsync(
            Report(Given.At, Count("orders", "v1", "GET /orders", "a", 1, 0, Given.At.AddDays(-40)), Count("orders", "v1", "GET /orders", "a", 1, 0, Given.At)), Cancel);

        (await world.Store.ReadUsageAsync("orders", null, Today, Cancel)).Since.ShouldBe(Today.AddDays(-40));
    }

    public static async Task Days_before_one_are_removed_some_rows_at_a_time(StoreWorld world)
    {
        SampledFields sample = new("orders", "v1", "POST /orders", "a", 10) { Fields = [new FieldCount(FieldKind.Query, "limit", 4, Given.At)] };
        foreach (int age in (int[])[0, 9, 10, 11, 12])
        {
            DateTimeOffset at = Given.At.AddDays(-age);
            await world.Store.AddUsageAsync(
                Report(at, Count("orders", "v1", "GET /orders", "a", 1, 0, at), Count("orders", "v1", "GET /orders", "b", 1, 0, at)) with { Fields = [sample] }, Cancel);
        }

        // Of each kind: calls have four rows of those days, samples and fields two each.
        (await world.Store.PruneUsageAsync(Today.AddDays(-10), 3, Cancel)).ShouldBe(3 + 2 + 2);
        (await world.Store.PruneUsageAsync(Today.AddDays(-10), 3, Cancel)).ShouldBe(1);
        (await world.Store.PruneUsageAsync(Today.AddDays(-10), 3, Cancel)).ShouldBe(0);

        (await CallsAsync(world, "orders", "v1", Today.AddDays(-400))).ShouldBe([3, 3]);
        (await world.Store.ReadUsageAsync("orders", "v1", Today, Cancel)).Since.ShouldBe(Today.AddDays(-10), "that day itself is kept");
        ObservedFields fields = await world.Store.ReadFieldUsageAsync("orders", "v1", Today.AddDays(-400), Cancel);
        (fields.Since, fields.Samples.ShouldHaveSingleItem().Sampled, fields.Samples[0].Fields.ShouldHaveSingleItem().Seen).ShouldBe((Today.AddDays(-10), 30, 12));
    }

    public static async Task Unregistered_calls_add_up_by_caller_and_path(StoreWorld world)
    {
        UnregisteredCalls stranger = new("GET", "/legacy/{id}", 3, Given.At.AddMinutes(-9), Given.At.AddMinutes(-2)) { Network = "203.0.113.0/24" };
        UnregisteredCalls known = new("POST", "/" + Given.Nasty, 1, Given.At, Given.At) { Api = "orders", Consumer = "storefront" };
        await world.Store.AddUsageAsync(Report(Given.At) with { Unregistered = [stranger, known] }, Cancel);
        await world.Store.AddUsageAsync(
            Report(Given.At) with
            {
                Unregistered =
                [
                    stranger with { Calls = 4_000_000_000, FirstCall = Given.At.AddMinutes(-12), LastCall = Given.At.AddMinutes(-11) },
                    stranger with { Network = "198.51.100.0/24", Calls = 1 },
                    stranger with { Calls = 5, FirstCall = Given.At.AddDays(-2), LastCall = Given.At.AddDays(-2) },
                ],
            },
            Cancel);

        (await world.Store.ReadUnregisteredAsync(Today.AddDays(-1), Cancel)).ShouldBe(
        [
            stranger with { Network = "198.51.100.0/24", Calls = 1 },
            stranger with { Calls = 4_000_000_003, FirstCall = Given.At.AddMinutes(-12) },
            known,
        ]);
        (await world.Store.ReadUnregisteredAsync(Today.AddDays(-2), Cancel)).Sum(calls => calls.Calls).ShouldBe(4_000_000_010);
        (await world.Store.PruneUsageAsync(Today.AddDays(-1), 10, Cancel)).ShouldBe(1);
        (await world.Store.ReadUnregisteredAsync(Today.AddDays(-9), Cancel)).Sum(calls => calls.Calls).ShouldBe(4_000_000_005);
    }

    private static async Task<IEnumerable<long>> CallsAsync(StoreWorld world, string? api, string? version, DateOnly since) =>
        (await world.Store.ReadUsageAsync(api, version, since, Cancel)).Rows.Select(row => row.Calls);

    private static UsageReport Report(DateTimeOffset to, params UsageCount[] counts) => new("gw-1", to.AddMinutes(-1), to, counts);

    private static UsageCount Count(string api, string version, string operation, string? consumer, long calls, long failures, DateTimeOffset last) =>
        new(api, version, operation, consumer, calls, failures, last);
}
