using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>The repository's own estate, in which two APIs take care of orders.</summary>
public sealed class RepositoryOverlapTests
{
    private static readonly IReadOnlyList<ApiFootprint> Estate = Contracts.OfRepository();

    [Fact]
    public void Each_api_is_recognised_as_what_its_descriptor_says()
    {
        Estate.Select(footprint => (footprint.Api, footprint.Entity?.Name)).Distinct().ShouldBe(
        [
            ("customers", "customer"), ("inventory", "inventory"), ("invoices", "invoice"), ("order-intake", "order"), ("prices", "price"),
            ("products", "product"), ("returns", "return"), ("sales-orders", "order"), ("shipments", "shipment"),
        ]);
    }

    [Fact]
    public void Order_intake_and_sales_orders_overlap_on_reading_orders_and_nothing_else_does()
    {
        string[] found =
        [
            .. Estate.SelectMany(footprint => OverlapAnalysis.Compare(footprint, Estate).Overlaps
                .Select(overlap => $"{footprint.Api} {footprint.Version} {overlap.Sentence}")),
        ];

        found.ShouldBe(
        [
            "order-intake v1 overlaps sales-orders v1 on 2 of 3 operations",
            "order-intake v2 overlaps sales-orders v1 on 2 of 4 operations",
            "sales-orders v1 overlaps order-intake v2 on 2 of 3 operations",
        ]);
    }

    [Fact]
    public void The_pairs_say_why_they_are_pairs()
    {
        ApiFootprint sales = Estate.Single(footprint => footprint.Api == "sales-orders");
        ApiOverlap overlap = OverlapAnalysis.Compare(sales, Estate).Overlaps.ShouldHaveSingleItem();

        overlap.Matches.Select(match => (match.Operation, match.Other, match.Reason)).ShouldBe(
        [
            ("GET /sales-orders", "GET /orders", "both list order; schemas say order"),
            ("GET /sales-orders/{orderId}", "GET /orders/{orderId}", "both read order; both by order id; schemas say order"),
        ]);
        overlap.Evidence[0].ShouldBe("both are mainly about order");
    }

    [Fact]
    public void With_the_names_that_its_catalog_gives_the_estate_says_the_same()
    {
        var vocabulary = EntityVocabulary.Of(CatalogFolder.Load(RepositoryPaths.At("catalog")).Of<CanonicalEntityDescriptor>()
            .Select(entity => new EntityWords(entity.Name, entity.Spec.Names)));
        vocabulary.ShouldNotBeSameAs(EntityVocabulary.Default);
        IReadOnlyList<ApiFootprint> own = Contracts.OfRepository(vocabulary);

        own.Select(footprint => (footprint.Api, footprint.Entity?.Name)).ShouldBe(Estate.Select(footprint => (footprint.Api, footprint.Entity?.Name)));
        own.Select(footprint => string.Join(';', OverlapAnalysis.Compare(footprint, own).Overlaps.Select(overlap => overlap.Sentence)))
            .ShouldBe(Estate.Select(footprint => string.Join(';', OverlapAnalysis.Compare(footprint, Estate).Overlaps.Select(overlap => overlap.Sentence))));
    }
}
