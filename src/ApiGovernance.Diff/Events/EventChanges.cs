using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Events;

/// <summary>Changes of event contracts around the schemas; what happens to payloads and headers has the ids of bodies and properties.</summary>
internal static class EventChanges
{
    private const string KeepSending = "Keep sending it until its readers have moved.";
    private const string KeepTaking = "Keep taking it until its writers have moved.";
    private const string Keep = "Keep it, and announce its end with `deprecated` and `x-sunset`.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("event-channel-added", ChangeDirection.None, "a channel is new"),
        Define.Breaks("event-channel-removed", ChangeDirection.None, "a channel is gone, with all that flowed there", Keep),
        Define.Breaks("event-channel-address-changed", ChangeDirection.None, "a channel has another address; who listens or sends there is alone", "Add a channel with the new address and keep the old one for a while."),
        Define.Informs("event-channel-parameter-renamed", ChangeDirection.None, "a parameter in a channel's address is called otherwise, which the address does not show"),
        Define.Breaks("event-channel-parameter-values-narrowed", ChangeDirection.None, "a parameter of a channel's address has fewer values: addresses are gone", "Keep the values of before."),
        Define.Informs("event-channel-parameter-values-widened", ChangeDirection.None, "a parameter of a channel's address has more values"),
        Define.Warns("event-channel-parameter-location-changed", ChangeDirection.None, "the value of a channel's parameter stands in another place of the message", "Keep it where it was, too."),
        Define.Warns("event-channel-server-removed", ChangeDirection.None, "a channel is no longer on a server", "Keep it there until everybody has moved."),
        Define.Informs("event-channel-server-added", ChangeDirection.None, "a channel is on one more server"),
        Define.Informs("event-operation-added", ChangeDirection.None, "an application sends or receives on a channel on which it did not"),
        Define.Breaks("event-operation-removed", ChangeDirection.None, "an application no longer sends or receives on a channel", Keep),
        Define.Informs("event-operation-id-changed", ChangeDirection.None, "an operation has another id, which generated code may show"),
        Define.Informs("event-reply-added", ChangeDirection.None, "a request that was not answered is answered now"),
        Define.Breaks("event-reply-removed", ChangeDirection.None, "a request is no longer answered", "Keep answering."),
        Define.Warns("event-reply-expected", ChangeDirection.None, "an application waits for an answer where it expected none", "Do not rely on the answer until everybody gives it."),
        Define.Informs("event-reply-no-longer-expected", ChangeDirection.None, "an application no longer waits for an answer"),
        Define.Breaks("event-reply-address-changed", ChangeDirection.None, "an answer goes to another place, or its address is read from another place", "Keep the address of before."),
        Define.Warns("event-message-added", ChangeDirection.Response, "readers of a channel may get a message that they do not know", "Send it on a channel of its own, or tell readers to pass over what they do not know."),
        Define.Breaks("event-message-removed", ChangeDirection.Response, "a message is no longer sent; readers wait in vain", KeepSending),
        Define.Informs("event-message-accepted", ChangeDirection.Request, "one more message is taken"),
        Define.Breaks("event-message-refused", ChangeDirection.Request, "a message is no longer taken", KeepTaking),
        Define.Warns("event-message-renamed", ChangeDirection.None, "a message has another name; its content is compared all the same", "Keep the name where brokers or generated code use it."),
        Define.Breaks("event-message-content-type-changed", ChangeDirection.None, "a message comes in another content type", "Send it in both types, on two channels, until everybody has moved."),
        Define.Informs("event-message-content-type-described", ChangeDirection.None, "the content type of a message is said now, or is no longer said"),
        Define.Informs("event-message-correlation-id-added", ChangeDirection.None, "a message says where its correlation id stands"),
        Define.Breaks("event-message-correlation-id-changed", ChangeDirection.None, "the correlation id of a message stands in another place", "Put it in both places."),
        Define.Breaks("event-message-correlation-id-removed", ChangeDirection.None, "a message has no correlation id any more", "Keep it."),
        Define.Informs("event-message-deprecated", ChangeDirection.None, "a message is deprecated"),
        Define.Informs("event-message-reactivated", ChangeDirection.None, "a message is no longer deprecated"),
        Define.Informs("event-retired", ChangeDirection.None, "a channel, operation or message ended on the day that was announced"),
        Define.Warns("event-bindings-changed", ChangeDirection.None, "what a protocol adds to a channel, operation, message or server differs", "See whether the broker or its clients rely on it."),
        Define.Informs("event-server-added", ChangeDirection.None, "a server is new"),
        Define.Warns("event-server-removed", ChangeDirection.None, "a server is gone", "Keep it until everybody has moved."),
        Define.Warns("event-server-address-changed", ChangeDirection.None, "a server has another address", "Keep the old one until everybody has moved."),
        Define.Warns("event-server-protocol-changed", ChangeDirection.None, "a server speaks another protocol", "Offer the new one beside the old one."),
        Define.Breaks("event-security-added", ChangeDirection.None, "who needed no credentials needs some, or a way to show them is no longer taken", "Take the ways of before, too."),
        Define.Informs("event-security-removed", ChangeDirection.None, "fewer credentials are needed, or another way to show them is taken"),
        Define.Breaks("event-definition-removed", ChangeDirection.None, "a named schema of a collection is gone", "Keep it until nobody refers to it."),
        Define.Informs("event-definition-added", ChangeDirection.None, "a named schema of a collection is new"),
        Define.Breaks("documents-not-comparable", ChangeDirection.None, "the two documents are of different kinds, or one of them is none that can be compared", "Give two OpenAPI, two AsyncAPI or two JSON Schema documents."),
        Define.Warns("event-payload-not-compared", ChangeDirection.None, "a payload in another language than JSON Schema (Avro, Protobuf, RAML) differs and could not be judged", "Compare the two with the language's own tool."),
    ];
}
