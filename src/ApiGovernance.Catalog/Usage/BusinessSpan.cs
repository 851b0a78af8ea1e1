using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Catalog.Usage;

/// <summary>The time between two events of the business that belong together.</summary>
/// <param name="Kind">Which two: <see cref="BusinessSpans.OrderToShipment"/> or <see cref="BusinessSpans.ReturnToCredit"/>.</param>
/// <param name="Api">Of the first of the two, as is the channel.</param>
internal sealed record BusinessSpan(string Kind, string Api, string Channel, TimeSpan Length);

/// <summary>Which events belong together.</summary>
internal static class BusinessSpans
{
    public const string OrderToShipment = "order-to-shipment";

    public const string ReturnToCredit = "return-to-credit";

    /// <summary>What took longer has another cause: a number that was given twice, or a clock.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Null for an event without a counterpart.</summary>
    public static (string Kind, bool IsBeginning)? Of(BusinessEvent value) => value switch
    {
        BusinessEvent.OrderPlaced => (OrderToShipment, true),
        BusinessEvent.ShipmentConfirmed => (OrderToShipment, false),
        BusinessEvent.ReturnReceived => (ReturnToCredit, true),
        BusinessEvent.CreditIssued => (ReturnToCredit, false),
        _ => null,
    };

    /// <summary>Null for what cannot be: an end before its beginning, or after years.</summary>
    public static BusinessSpan? Between(string kind, string api, string channel, DateTimeOffset began, DateTimeOffset ended) =>
        ended >= began && ended - began <= Longest ? new BusinessSpan(kind, api, channel, ended - began) : null;
}
