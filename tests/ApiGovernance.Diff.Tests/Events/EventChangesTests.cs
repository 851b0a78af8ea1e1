using static ApiGovernance.Diff.Tests.Events.EventContracts;

namespace ApiGovernance.Diff.Tests.Events;

/// <summary>One edit of the contract each, and all that is said of it.</summary>
public sealed class EventChangesTests
{
    private const string Message = "contentType: application/json\n      correlationId";

    /// <summary>What is replaced, by what, and the ids with their severity's first letter, separated by spaces; the last is for the way back.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        // Channels.
        { "address: orders/cancel\n", "address: orders/cancellations\n", "E:event-channel-address-changed", "E:event-channel-address-changed" },
        { "address: orders/{region}/created\n    parameters:\n      region:", "address: orders/{zone}/created\n    parameters:\n      zone:", "I:event-channel-parameter-renamed", "I:event-channel-parameter-renamed" },
        { "enum: [eu, us]", "enum: [eu]", "E:event-channel-parameter-values-narrowed", "I:event-channel-parameter-values-widened" },
        { "{enum: [eu, us], location", "{location", "I:event-channel-parameter-values-widened", "E:event-channel-parameter-values-narrowed" },
        { "payload#/region'", "header#/region'", "W:event-channel-parameter-location-changed", "W:event-channel-parameter-location-changed" },
        { "address: orders/cancel\n", "address: orders/cancel\n    servers: [{$ref: '#/servers/prod'}]\n", "W:event-channel-server-removed", "I:event-channel-server-added" },
        { "partitions: 3", "partitions: 5", "W:event-bindings-changed", "W:event-bindings-changed" },
        { "bindingVersion: '0.5.0'", "bindingVersion: latest", "", "" },
        // Operations.
        { "sendCreated:", "publishCreated:", "I:event-operation-id-changed", "I:event-operation-id-changed" },
        { "  sendCreated: {", "  hear: {action: receive, channel: {$ref: '#/channels/created'}}\n  sendCreated: {", "I:event-operation-added", "E:event-operation-removed" },
        { "channel: {$ref: '#/channels/cancel'}\n", "channel: {$ref: '#/channels/cancel'}\n    security: [{$ref: '#/components/securitySchemes/key'}]\n", "E:event-security-added", "I:event-security-removed" },
        { "\n    reply: {channel: {$ref: '#/channels/cancelled'}}", "", "E:event-reply-removed I:event-operation-added", "E:event-operation-removed I:event-reply-added" },
        { "reply: {channel: {$ref: '#/channels/cancelled'}}", "reply: {address: {location: '$message.header#/replyTo'}, channel: {$ref: '#/channels/cancelled'}}", "E:event-reply-address-changed", "E:event-reply-address-changed" },
        { "action: send, channel: {$ref: '#/channels/created'}", "action: send, reply: {}, channel: {$ref: '#/channels/created'}", "W:event-reply-expected", "I:event-reply-no-longer-expected" },
        // Messages.
        { "OrderCreated: {$ref: '#/components/messages/OrderCreated'}\n", "OrderCreated: {$ref: '#/components/messages/OrderCreated'}\n      OrderLost: {payload: {type: string}}\n", "W:event-message-added", "E:event-message-removed" },
        { "CancelOrder: {", "CancelAll: {payload: {type: string}}\n      CancelOrder: {", "I:event-message-accepted", "E:event-message-refused" },
        { "CancelOrder: {", "Cancel: {", "W:event-message-renamed", "W:event-message-renamed" },
        { Message, "contentType: application/cbor\n      correlationId", "E:event-message-content-type-changed", "E:event-message-content-type-changed" },
        { Message, "contentType: application/JSON; charset=utf-8\n      correlationId", "", "" },
        { Message, "correlationId", "I:event-message-content-type-described", "I:event-message-content-type-described" },
        { "location: '$message.header#/trace'", "location: '$message.header#/id'", "E:event-message-correlation-id-changed", "E:event-message-correlation-id-changed" },
        { "      correlationId: {location: '$message.header#/trace'}\n", "", "E:event-message-correlation-id-removed", "I:event-message-correlation-id-added" },
        { Message, "deprecated: true\n      contentType: application/json\n      correlationId", "I:event-message-deprecated", "I:event-message-reactivated" },
        { Message, "title: Created\n      summary: An order came.\n      contentType: application/json\n      correlationId", "", "" },
        // Schemas: sent must not become wider, received not narrower.
        { "enum: [open, paid]", "enum: [open, paid, lost]", "E:response-property-enum-value-added", "I:response-property-enum-value-removed" },
        { "enum: [late, wrong]", "enum: [late]", "E:request-property-enum-value-removed", "I:request-property-enum-value-added" },
        { "required: [done]", "required: []", "E:response-property-became-optional", "I:response-property-became-required" },
        { "required: [trace]", "required: []", "E:response-property-became-optional", "I:response-property-became-required" },
        // Servers and their security.
        { "  test: {host: test.example.com, protocol: kafka}\n", "", "W:event-server-removed", "I:event-server-added" },
        { "host: test.example.com", "host: test.example.org", "W:event-server-address-changed", "W:event-server-address-changed" },
        { "test.example.com, protocol: kafka", "test.example.com, protocol: amqp", "W:event-server-protocol-changed", "W:event-server-protocol-changed" },
        { ", security: [{$ref: '#/components/securitySchemes/password'}]", "", "I:event-security-removed", "E:event-security-added" },
        { "description: Ask us.", "description: Ask them.", "", "" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_is_told_by_its_ids(string part, string other, string forth, string back)
    {
        string after = With(Orders, part, other);

        Ids(Compare(Orders, after)).ShouldBe(Split(forth));
        Ids(Compare(after, Orders)).ShouldBe(Split(back));
    }

    /// <summary>These need more than one edit, or another contract; the tests beside this one have them.</summary>
    private static readonly string[] Elsewhere =
        ["event-channel-added", "event-channel-removed", "event-retired", "event-definition-added", "event-definition-removed", "event-payload-not-compared"];

    [Fact]
    public void Every_id_for_events_has_an_edit()
    {
        string[] shown = [.. Edits.SelectMany(row => Split(row.Data.Item3).Concat(Split(row.Data.Item4))).Select(id => id[2..]), .. Elsewhere];
        ChangeCatalog.All.Select(change => change.Id).Where(id => id.StartsWith("event-", StringComparison.Ordinal)).Except(shown).ShouldBeEmpty();
    }

    private static string[] Split(string ids) => [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
