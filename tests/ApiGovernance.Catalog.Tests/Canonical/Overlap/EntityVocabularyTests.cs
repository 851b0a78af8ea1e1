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
    public void An_entity_of_the_catalog_has_its_own_words_and_no_others()
    {
        var vocabulary = EntityVocabulary.Of([new EntityWords("customer", ["Kunde", "trading-partner"])]);
        vocabulary.Find(vocabulary.Words("Kunde"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("customers"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("tradingPartners"))?.Entity.ShouldBe("customer");
        vocabulary.Find(vocabulary.Words("buyers")).ShouldBeNull();
    }

    [Fact]
    public void Without_words_an_entity_has_the_usual_ones_and_usual_entities_stay()
    {
        var vocabulary = EntityVocabulary.Of([new EntityWords("return", []), new EntityWords("contract", [])]);
        vocabulary.Find(vocabulary.Words("rma"))?.Entity.ShouldBe("return");
        vocabulary.Find(vocabulary.Words("payments"))?.Entity.ShouldBe("payment");
        vocabulary.Find(vocabulary.Words("contracts"))?.Entity.ShouldBe("contract");
        vocabulary.Entities.Take(3).ShouldBe(["contract", "return", "product"]);
    }

    [Fact]
    public void A_word_that_two_entities_claim_belongs_to_the_first_by_name_in_any_order()
    {
        EntityWords[] entities = [new("supplier", ["partner"]), new("agent", ["partner"])];
        EntityVocabulary.Of(entities).Find(["partner"])?.Entity.ShouldBe("agent");
        EntityVocabulary.Of(entities.Reverse()).Find(["partner"])?.Entity.ShouldBe("agent");
    }
}
