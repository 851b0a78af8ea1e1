using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>Which APIs overlap, and what is said of it.</summary>
public sealed class OverlapAnalysisTests
{
    private static readonly ApiFootprint Commerce = Contracts.Footprint(
        "commerce-orders", "Commerce orders",
        "GET /orders -> OrderList", "POST /orders -> Order", "GET /orders/{orderId} -> Order", "PATCH /orders/{orderId} -> Order",
        "POST /orders/{orderId}/cancel -> Order", "GET /orders/{orderId}/items -> OrderItem", "GET /orders/{orderId}/notes -> Note");

    private static readonly ApiFootprint Portal = Contracts.Footprint(
        "partner-portal", "Purchase orders",
        "GET /purchaseOrders -> PurchaseOrder", "POST /createPurchaseOrder -> PurchaseOrder", "GET /purchase-orders/{poNumber} -> PurchaseOrder",
        "POST /purchase-orders/{poNumber}/cancellations", "GET /purchase-orders/{poNumber}/lines -> PurchaseOrderLine",
        "GET /purchase-orders/{poNumber}/approvers -> Approver");

    private static readonly ApiFootprint Stock = Contracts.Footprint("stock", "Stock", "GET /stock", "GET /stock/{sku}", "POST /stock/{sku}/adjustments");

    [Fact]
    public void Teams_that_name_and_shape_things_differently_are_found_to_offer_the_same()
    {
        OverlapReport report = OverlapAnalysis.Compare(Portal, [Commerce, Stock]);

        ApiOverlap overlap = report.Overlaps.ShouldHaveSingleItem();
        overlap.Sentence.ShouldBe("overlaps commerce-orders v1 on 5 of 6 operations");
        overlap.Entity.ShouldBe("order");
        overlap.Matches.Select(match => (match.Operation, match.Other)).ShouldBe(
        [
            ("GET /purchaseOrders", "GET /orders"),
            ("POST /createPurchaseOrder", "POST /orders"),
            ("GET /purchase-orders/{poNumber}", "GET /orders/{orderId}"),
            ("POST /purchase-orders/{poNumber}/cancellations", "POST /orders/{orderId}/cancel"),
            ("GET /purchase-orders/{poNumber}/lines", "GET /orders/{orderId}/items"),
        ]);
        overlap.Matches[3].Reason.ShouldStartWith("both act on order (cancel)");
        report.Compared.ShouldBe(2);
        report.NotCompared.ShouldBeNull();
    }

    [Fact]
    public void Another_part_of_the_same_entity_is_no_overlap()
    {
        ApiFootprint notes = Contracts.Footprint("order-approvals", "Order approvals", "GET /orders/{orderId}/approvals", "POST /orders/{orderId}/approvals/{step}");
        OverlapAnalysis.Compare(notes, [Commerce]).Overlaps.ShouldBeEmpty();
    }

    [Fact]
    public void Envelopes_and_prefixes_that_all_share_make_no_overlap()
    {
        ApiFootprint[] estate =
        [
            .. ((string[])["webhooks", "channels", "themes", "scripts", "redirects", "pages", "currencies", "widgets"]).Select(noun =>
                Contracts.Footprint($"acme-{noun}", $"Acme {noun}", $"GET /acme/api/v1/data/{noun} -> MetaPaginationEnvelope", $"GET /acme/api/v1/data/{noun}/{{id}} -> MetaPaginationEnvelope")),
        ];
        foreach (ApiFootprint footprint in estate)
            OverlapAnalysis.Compare(footprint, estate).Overlaps.ShouldBeEmpty(footprint.Api);
    }

    [Fact]
    public void Apis_about_nothing_canonical_overlap_by_their_own_nouns()
    {
        ApiFootprint first = Contracts.Footprint("hooks", "Hooks", "GET /webhooks", "POST /webhooks", "DELETE /webhooks/{id}");
        ApiFootprint second = Contracts.Footprint("events", "Events", "GET /v2/web-hooks/webhooks", "POST /v2/webhooks", "DELETE /v2/webhooks/{webhookId}");
        ApiOverlap overlap = OverlapAnalysis.Compare(first, [second, Stock]).Overlaps.ShouldHaveSingleItem();
        overlap.Matches.Count.ShouldBe(3);
        overlap.Entity.ShouldBeNull();
    }

    [Fact]
    public void Versions_of_one_api_are_never_compared_and_of_another_the_likest_is_named()
    {
        ApiFootprint old = Commerce with { Version = "v9", Operations = [.. Commerce.Operations.Take(2)] };
        ApiFootprint full = Commerce with { Version = "v2" };
        ApiFootprint twin = Commerce with { Version = "v10" };

        OverlapAnalysis.Compare(Commerce, [old, full]).Overlaps.ShouldBeEmpty();
        OverlapAnalysis.Compare(Portal, [old, full]).Overlaps.ShouldHaveSingleItem().Version.ShouldBe("v2");
        // Of equals the newest, by number.
        OverlapAnalysis.Compare(Portal, [old, twin, full]).Overlaps.ShouldHaveSingleItem().Version.ShouldBe("v10");
    }

    [Fact]
    public void Without_operations_it_is_said_that_nothing_was_compared()
    {
        ApiFootprint empty = Commerce with { Api = "empty", Operations = [] };
        OverlapReport report = OverlapAnalysis.Compare(empty, [Commerce]);
        report.Overlaps.ShouldBeEmpty();
        report.NotCompared.ShouldNotBeNull().ShouldContain("no operations");
    }
}
