using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>What a call is for. A back end that cannot take everything takes the first ones first.</summary>
[JsonConverter(typeof(WordEnum<BusinessPriority>))]
public enum BusinessPriority
{
    [JsonStringEnumMemberName("order-capture")] OrderCapture,
    [JsonStringEnumMemberName("shipment-confirmation")] ShipmentConfirmation,
    [JsonStringEnumMemberName("inventory-read")] InventoryRead,
    [JsonStringEnumMemberName("catalog-sync")] CatalogSync,
    [JsonStringEnumMemberName("report")] Report,
}

/// <summary>The words of <see cref="BusinessPriority"/>, and what holds where none is written.</summary>
public static class BusinessPriorities
{
    /// <summary>In the order of the enumeration: the first one goes first.</summary>
    public static IReadOnlyList<string> Words { get; } = ["order-capture", "shipment-confirmation", "inventory-read", "catalog-sync", "report"];

    public static string WordOf(BusinessPriority priority) => Words[(int)priority];

    /// <summary>By what the API is about and whether the call changes something.</summary>
    /// <param name="entity">The API's canonical entity.</param>
    /// <param name="isSafe">GET, HEAD or OPTIONS.</param>
    public static BusinessPriority Default(string entity, bool isSafe) => (entity, isSafe) switch
    {
        ("order", false) => BusinessPriority.OrderCapture,
        ("shipment" or "return" or "invoice", false) => BusinessPriority.ShipmentConfirmation,
        ("product" or "price" or "customer", _) => BusinessPriority.CatalogSync,
        ("invoice", true) => BusinessPriority.Report,
        _ => BusinessPriority.InventoryRead,
    };
}
