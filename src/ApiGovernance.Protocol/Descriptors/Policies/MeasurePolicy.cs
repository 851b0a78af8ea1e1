using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>What the calls of one operation mean to the business, so that they are counted as that.</summary>
/// <param name="Event">What has happened when a call is accepted.</param>
public sealed record MeasurePolicy(BusinessEvent Event)
{
    /// <summary>
    /// Where a call says through which channel it comes: a JSON pointer into its body such as <c>/channel</c>, or <c>header:</c> and a
    /// name. Null: the consumer's own channel.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>The channels that <see cref="Channel"/> may name; all others are counted as one.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// Where the id is by which this event and its counterpart are found together: <c>request:</c> or <c>response:</c> and a JSON pointer,
    /// or <c>path:</c> and a parameter. Null: only counted.
    /// </summary>
    public string? Id { get; init; }
}

/// <summary>Something that happens in the business and that a call stands for.</summary>
[JsonConverter(typeof(WordEnum<BusinessEvent>))]
public enum BusinessEvent
{
    [JsonStringEnumMemberName("order-placed")] OrderPlaced,

    [JsonStringEnumMemberName("shipment-confirmed")] ShipmentConfirmed,

    [JsonStringEnumMemberName("return-received")] ReturnReceived,

    [JsonStringEnumMemberName("credit-issued")] CreditIssued,

    /// <summary>Nothing: for an operation that would be taken for an order otherwise.</summary>
    [JsonStringEnumMemberName("none")] None,
}

/// <summary>The words of <see cref="BusinessEvent"/>, and what they are about.</summary>
public static class BusinessEvents
{
    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Words { get; } = ["order-placed", "shipment-confirmed", "return-received", "credit-issued", "none"];

    public static string WordOf(BusinessEvent value) => Words[(int)value];

    /// <summary>What the event happens to.</summary>
    public static string EntityOf(BusinessEvent value) => value switch
    {
        BusinessEvent.OrderPlaced => "order",
        BusinessEvent.ShipmentConfirmed => "shipment",
        BusinessEvent.ReturnReceived => "return",
        BusinessEvent.CreditIssued => "credit",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
