using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>Which entity a name means.</summary>
public sealed class EntityVocabularyTests
{
    [Theory]
    [InlineData("orders", "order")]
    [InlineData("purchaseOrders", "order")]
    [InlineData("salesorders", "order")]
    [InlineData("price-lists", "price")]
    [InlineData("pricelists", "price")]
    [InlineData("stock_levels", "inventory")]
    [InlineData("RMAs", "return")]
    [InlineData("articles", "product")]
    [InlineData("deliveries", "shipment")]
    [InlineData("orderPayments", "payment")]
    [InlineData("customerOrders", "order")]
    [InlineData("items", "product")]
    [InlineData("orderAddress", "order")]
    [InlineData("borders", null)]
    [InlineData("webhooks", null)]
    public void The_head_of_a_name_says_what_it_is(string name, string? entity)
    {
        EntityVocabulary vocabulary = EntityVocabulary.Default;
        vocabulary.Find(vocabulary.Words(name))?.Entity.ShouldBe(entity);
        (vocabulary.Find(vocabulary.Words(name)) is null).ShouldBe(entity is null);
    }

    [Fact]
    public void Names_of_the_catalog_come_on_top_of_the_usual_ones()
    {
        var vocabulary = EntityVocabulary.Of([new EntityWords("customer", ["Kunde", "trading-partner"]), new EntityWords("contract", [])]);
        vocabulary.Find(vocabulary.Words("Kunde"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("tradingPartners"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("buyers"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("payments"))?.Entity.ShouldBe("payment");
        vocabulary.Find(vocabulary.Words("contracts"))?.Entity.ShouldBe("contract");
        vocabulary.Entities.Take(3).ShouldBe(["contract", "customer", "product"]);
    }

    [Fact]
    public void The_catalog_may_take_a_usual_word_for_another_entity_but_items_stay_uncertain()
    {
        var vocabulary = EntityVocabulary.Of([new EntityWords("supplierOrder", ["purchaseOrder"]), new EntityWords("product", ["item"])]);
        vocabulary.Find(vocabulary.Words("purchase-orders"))?.Entity.ShouldBe("supplierOrder");
        vocabulary.Find(["item"]).ShouldBe(new EntityMatch("product", IsStrong: false, IsHead: true));
    }

    [Fact]
    public void The_revision_changes_with_the_words_only()
    {
        EntityWords[] entities = [new("supplier", ["vendor"]), new("agent", ["partner"])];
        string revision = EntityVocabulary.Of(entities).Revision;
        EntityVocabulary.Of(entities.Reverse()).Revision.ShouldBe(revision);
        EntityVocabulary.Of([.. entities, new EntityWords("haulier", [])]).Revision.ShouldNotBe(revision);
        EntityVocabulary.Of([]).ShouldBeSameAs(EntityVocabulary.Default);
    }

    [Fact]
    public void A_word_that_two_entities_claim_belongs_to_the_first_by_name_in_any_order()
    {
        EntityWords[] entities = [new("supplier", ["partner"]), new("agent", ["partner"])];
        EntityVocabulary.Of(entities).Find(["partner"])?.Entity.ShouldBe("agent");
        EntityVocabulary.Of(entities.Reverse()).Find(["partner"])?.Entity.ShouldBe("agent");
    }
}
