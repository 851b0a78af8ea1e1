using System.Text.Json;
using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>The index says the same however it came about.</summary>
public sealed class OverlapIndexTests
{
    private static readonly IReadOnlyList<ApiFootprint> Estate =
    [
        .. Contracts.OfRepository(),
        Contracts.Footprint("oms", "Order management", "GET /orders", "POST /orders", "GET /orders/{id}", "POST /orders/{id}/cancel"),
        Contracts.Footprint("wms", "Warehouse", "GET /stock-levels", "GET /stock-levels/{sku}", "POST /stock-levels/{sku}/adjustments"),
        Contracts.Footprint("hooks", "Hooks", "GET /webhooks", "POST /webhooks"),
        Contracts.Footprint("events", "Events", "GET /webhooks", "POST /webhooks", "DELETE /webhooks/{id}"),
    ];

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        string expected = Reports(OverlapIndex.Of(Estate));
        expected.ShouldContain("overlaps sales-orders v1 on");
        for (int seed = 1; seed <= 5; seed++)
        {
            ApiFootprint[] shuffled = [.. Estate];
            new Random(seed).Shuffle(shuffled);
            Reports(OverlapIndex.Of(shuffled)).ShouldBe(expected);
        }
    }

    [Fact]
    public void Adding_replacing_and_removing_leave_what_a_new_index_would_have()
    {
        var index = new OverlapIndex();
        foreach (ApiFootprint footprint in Estate)
        {
            index.Set(footprint with { Operations = [.. footprint.Operations.Take(1)], Fields = ["gone"] });
            index.Set(Contracts.Footprint($"gone-{footprint.Api}", "Orders that go", "GET /orders", "GET /parcels/{id}"));
            _ = index.Compare(Estate[0]);
            index.Set(footprint);
            index.Remove($"gone-{footprint.Api}", "v1").ShouldBeTrue();
        }

        index.Remove("oms", "v9").ShouldBeFalse();
        index.Count.ShouldBe(Estate.Count);
        Reports(index).ShouldBe(Reports(OverlapIndex.Of(Estate)));
    }

    [Fact]
    public void A_question_leaves_no_trace()
    {
        OverlapIndex index = OverlapIndex.Of(Estate);
        string before = Reports(index);
        _ = index.Compare(Contracts.Footprint("new", "Zebras", "GET /zebras", "GET /zebras/{zebraId}/stripes"));
        Reports(index).ShouldBe(before);
    }

    [Fact]
    public async Task Many_may_ask_and_change_at_once()
    {
        OverlapIndex index = OverlapIndex.Of(Estate);
        string before = Reports(index);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                index.Set(Contracts.Footprint($"new-{worker}", "Orders", "GET /orders", "GET /orders/{id}"));
                _ = index.Compare(Estate[i % Estate.Count]);
                index.Remove($"new-{worker}", "v1").ShouldBeTrue();
            }
        })));
        Reports(index).ShouldBe(before);
    }

    [Fact]
    public void The_whole_estate_at_once_is_the_same_as_one_by_one()
    {
        OverlapIndex index = OverlapIndex.Of(Estate);
        foreach (ApiFootprint footprint in Estate)
            JsonSerializer.Serialize(index.Compare(footprint)).ShouldBe(JsonSerializer.Serialize(OverlapAnalysis.Compare(footprint, Estate)));
    }

    private static string Reports(OverlapIndex index) =>
        string.Join('\n', Estate.Select(footprint => JsonSerializer.Serialize(index.Compare(footprint))));
}
