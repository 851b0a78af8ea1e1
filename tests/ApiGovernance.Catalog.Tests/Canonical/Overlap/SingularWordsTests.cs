using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>One name in many spellings has the same words.</summary>
public sealed class SingularWordsTests
{
    [Theory]
    [InlineData("purchaseOrderNumber", "purchase order number")]
    [InlineData("PurchaseOrders", "purchase order")]
    [InlineData("purchase-orders", "purchase order")]
    [InlineData("purchase_orders", "purchase order")]
    [InlineData("PURCHASE_ORDERS", "purchase order")]
    [InlineData("SKUList", "sku list")]
    [InlineData("orderIDs", "order id")]
    [InlineData("getPOStatus", "get po status")]
    [InlineData("addresses", "address")]
    [InlineData("deliveries", "delivery")]
    [InlineData("boxes", "box")]
    [InlineData("status", "status")]
    [InlineData("addressLine1", "address line")]
    [InlineData("v2", "v")]
    [InlineData("{}", "")]
    public void Words_are_lower_case_and_singular(string name, string words) => string.Join(' ', SingularWords.Of(name)).ShouldBe(words);

    [Theory]
    [InlineData("orders", true)]
    [InlineData("orderLines", true)]
    [InlineData("SKUs", true)]
    [InlineData("inventory", false)]
    [InlineData("status", false)]
    [InlineData("order", false)]
    public void A_plural_names_several(string name, bool isPlural) => SingularWords.IsPlural(name).ShouldBe(isPlural);
}
