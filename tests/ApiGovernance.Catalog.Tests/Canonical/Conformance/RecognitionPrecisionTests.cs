using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>Which schemas of published contracts are recognised, against what a person says of them: none too many.</summary>
public sealed class RecognitionPrecisionTests
{
    /// <summary>Document, and the schemas that a reader would call one of our entities.</summary>
    public static TheoryData<string, string> Judged => new()
    {
        { "adyen-transfers-v4.oas31.json", "" },
        { "adyen-webhooks-v1.oas31.json", "" },
        { "amazon-catalog-items.swagger2.json", "" },
        { "amazon-fba-inventory.swagger2.json", "InventorySummary=inventory" },
        { "amazon-orders-2026-01-01.swagger2.json", "Order=order" },
        { "amazon-orders-v0.swagger2.json", "Order=order" },
        { "amazon-returns.swagger2.json", "Return=return" },
        { "amazon-vendor-shipments.swagger2.json", "Shipment=shipment" },
        { "apideck-ecommerce.oas30.yml", "EcommerceCustomer=customer, EcommerceOrder=order, EcommerceProduct=product" },
        { "dcsa-commercial-schedules-v1.0.3.oas30.yaml", "" },
        { "paypal-invoicing-v2.oas30.json", "invoice=invoice" },
        { "paypal-payments-v2.oas30.json", "" },
        { "paypal-shipment-tracking-v1.oas30.json", "" },
    };

    [Theory, MemberData(nameof(Judged))]
    public void Only_what_is_an_entity_is_recognized(string document, string expected) => Names(document).ShouldBe(expected);

    [Fact]
    public void Nothing_of_an_accounting_system_is_taken_for_something_else() =>
        Names("dynamics-business-central.oas30.json").Split(", ").Where(name => !name.Contains(" request body", StringComparison.Ordinal)).ShouldBe(
            ["customer=customer", "item=product", "purchaseInvoice=invoice", "salesCreditMemo=invoice", "salesInvoice=invoice", "salesOrder=order"]);

    private static string Names(string document)
    {
        ApiContract contract = ContractReader.FromFile(RepositoryPaths.RequireShared($"specs/docs/{document}")).Contract.ShouldNotBeNull();
        ConformanceReport report = CanonicalConformance.Check(contract, ConformanceText.RepositoryModel);
        return string.Join(", ", report.Schemas.Select(s => $"{s.Schema}={s.Entity}").Order(StringComparer.Ordinal));
    }
}
