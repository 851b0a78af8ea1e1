using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>Real contracts of many publishers.</summary>
public sealed class SharedDocumentsTests
{
    [Theory]
    [InlineData("amazon-catalog-items.swagger2.json", "product")]
    [InlineData("amazon-fba-inventory.swagger2.json", "inventory")]
    [InlineData("amazon-orders-2026-01-01.swagger2.json", "order")]
    [InlineData("amazon-orders-v0.swagger2.json", "order")]
    [InlineData("amazon-returns.swagger2.json", "return")]
    [InlineData("amazon-vendor-shipments.swagger2.json", "shipment")]
    [InlineData("paypal-invoicing-v2.oas30.json", "invoice")]
    [InlineData("paypal-payments-v2.oas30.json", "payment")]
    [InlineData("paypal-shipment-tracking-v1.oas30.json", "shipment")]
    [InlineData("adyen-transfers-v4.oas31.json", "payment")]
    public void Each_is_recognised(string file, string entity) => Read(file).Entity.ShouldNotBeNull().Name.ShouldBe(entity);

    [Fact]
    public void Two_order_apis_of_one_publisher_overlap_and_returns_and_shipments_do_not()
    {
        ApiFootprint proposed = Read("amazon-orders-2026-01-01.swagger2.json");
        ApiFootprint[] others =
        [
            Read("amazon-orders-v0.swagger2.json"), Read("amazon-returns.swagger2.json"), Read("amazon-vendor-shipments.swagger2.json"),
            Read("amazon-fba-inventory.swagger2.json"), Read("paypal-invoicing-v2.oas30.json"),
        ];
        OverlapAnalysis.Compare(proposed, others).Overlaps.ShouldHaveSingleItem().Sentence
            .ShouldBe("overlaps amazon-orders-v0.swagger2.json v1 on 2 of 2 operations");
    }

    private static ApiFootprint Read(string file) =>
        ApiFootprint.Of(file, "v1", Contracts.File(RepositoryPaths.RequireShared($"specs/docs/{file}")), EntityVocabulary.Default, null);
}
