using System.Text.Json.Nodes;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

/// <summary>Events, and what is recorded about APIs and consumers.</summary>
internal static class RecordWriter
{
    public static JsonObject Write(EventContractSpec contract) => Object(
        ("owner", contract.Owner),
        ("type", contract.Type),
        ("entity", contract.Entity),
        ("schema", contract.Schema),
        ("orderingKey", contract.OrderingKey),
        ("source", contract.Source),
        ("stage", Word(contract.Stage)),
        ("visibility", Word(contract.Visibility)),
        ("producers", SomeTexts(contract.Producers)),
        ("consumers", SomeTexts(contract.Consumers)),
        ("deprecatedOn", Date(contract.DeprecatedOn)),
        ("sunset", Date(contract.Sunset)),
        ("successor", contract.Successor));

    public static JsonObject Write(WaiverSpec waiver) => Object(
        ("fingerprints", Texts(waiver.Fingerprints)),
        ("reason", waiver.Reason),
        ("owner", waiver.Owner),
        ("expires", Date(waiver.Expires)),
        ("ticket", waiver.Ticket),
        ("api", waiver.Api));

    public static JsonObject Write(SubscriptionSpec subscription) => Object(
        ("consumer", subscription.Consumer),
        ("api", subscription.Api),
        ("granted", Terms(subscription.Granted)),
        ("requested", Terms(subscription.Requested)),
        ("reason", subscription.Reason),
        ("requestedBy", subscription.RequestedBy),
        ("requestedAt", Instant(subscription.RequestedAt)),
        ("decidedBy", subscription.DecidedBy),
        ("decidedAt", Instant(subscription.DecidedAt)),
        ("decision", subscription.Decision is { } decision ? Word(decision) : null));

    public static JsonObject Write(OverlapDecisionSpec decision) => Object(
        ("apis", Texts(decision.Apis)),
        ("entity", decision.Entity),
        ("decision", Word(decision.Decision)),
        ("into", decision.Into),
        ("ownerOfRecord", decision.OwnerOfRecord),
        ("reason", decision.Reason),
        ("decidedBy", decision.DecidedBy),
        ("expires", Date(decision.Expires)));

    private static JsonObject? Terms(SubscriptionTerms? terms) =>
        terms is null ? null : Object(("versions", SomeTexts(terms.Versions)), ("scopes", SomeTexts(terms.Scopes)));
}
