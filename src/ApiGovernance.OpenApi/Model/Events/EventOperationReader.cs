using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

internal static class EventOperationReader
{
    /// <summary>2.x: operations stand in channels and say what others do.</summary>
    public static IReadOnlyList<EventOperation> Read2(ContractReading reading, EventMessageReader messages, IReadOnlyList<EventChannel> channels)
    {
        var read = new List<EventOperation>();
        foreach (EventChannel channel in channels)
        {
            foreach ((string keyword, EventAction action) in new[] { ("publish", EventAction.Receive), ("subscribe", EventAction.Send) })
            {
                if (reading.Object(channel.Place.Member(keyword), $"'{keyword}' of the channel '{channel.Name}'") is not { } operation)
                    continue;
                read.Add(Make(reading, operation, operation.Node["operationId"]?.AsString ?? $"{keyword} {channel.Name}", action, channel, EventFormat.AsyncApi2) with
                {
                    Messages = messages.ReadOperation2(operation, channel.Name),
                });
            }
        }

        return read;
    }

    /// <summary>3.x: operations refer to their channel.</summary>
    public static IReadOnlyList<EventOperation> Read3(
        ContractReading reading, EventMessageReader messages, IReadOnlyList<EventChannel> channels, ResolvedNode? map)
    {
        var read = new List<EventOperation>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(map, "'operations'"))
        {
            if (reading.Object(value, $"The operation '{member.Name}'") is not { } operation)
                continue;
            EventAction? action = operation.Node["action"]?.AsString switch
            {
                "send" => EventAction.Send,
                "receive" => EventAction.Receive,
                _ => null,
            };
            EventChannel? channel = Channel(reading, channels, operation.Member("channel"));
            if (action is null || channel is null)
            {
                reading.Error(
                    "events-operation",
                    action is null ? $"The operation '{member.Name}' has no action, so it is left out." : $"The operation '{member.Name}' has no channel of this document, so it is left out.",
                    action is null ? "Write 'action: send' or 'action: receive'." : "Refer to a channel, e.g. '#/channels/orders'.",
                    operation.Member(action is null ? "action" : "channel") ?? operation);
                continue;
            }

            read.Add(Make(reading, operation, member.Name, action.Value, channel, EventFormat.AsyncApi3) with
            {
                Messages = Messages(reading, messages, operation.Member("messages"), channel),
                Reply = Reply(reading, messages, channels, operation.Member("reply")),
            });
        }

        return read;
    }

    private static EventOperation Make(
        ContractReading reading, ResolvedNode operation, string name, EventAction action, EventChannel channel, EventFormat format)
    {
        ResolvedNode[] traits = [.. operation.Member("traits")?.Items().Select(t => reading.Object(t, "A trait of an operation")).OfType<ResolvedNode>() ?? []];
        ResolvedNode[] sources = format == EventFormat.AsyncApi2 ? [.. traits.Reverse(), operation] : [operation, .. traits];
        ResolvedNode? Field(string field) => sources.Select(s => s.Member(field)).FirstOrDefault(v => v is not null);
        return new EventOperation
        {
            Name = name,
            Action = action,
            Channel = channel,
            Messages = [],
            Summary = Field("summary")?.Node.AsString,
            Description = Field("description")?.Node.AsString,
            Tags = EventFields.Tags(reading, Field("tags")),
            Security = EventFields.Security(reading, Field("security"), format),
            Node = operation.Node,
            Pointer = operation.Pointer,
            DocumentUri = operation.DocumentUri,
        };
    }

    private static EventChannel? Channel(ContractReading reading, IReadOnlyList<EventChannel> channels, ResolvedNode? reference) =>
        reading.Follow(reference) is { } target ? channels.FirstOrDefault(c => ReferenceEquals(c.Node, target.Node)) : null;

    private static IReadOnlyList<EventMessage> Messages(ContractReading reading, EventMessageReader messages, ResolvedNode? list, EventChannel? channel)
    {
        if (list is null)
            return channel?.Messages ?? [];
        var read = new List<EventMessage>();
        foreach (ResolvedNode item in list.Items())
        {
            if (messages.Read(item, null) is not { } message)
                continue;
            EventMessage? known = channel?.Messages.FirstOrDefault(m => ReferenceEquals(m.Node, message.Node));
            if (known is null && channel is not null)
            {
                reading.Warning(
                    "events-operation-message",
                    $"The message '{message.Name}' is not one of the channel '{channel.Name}'.",
                    $"Refer to a message of the channel, e.g. '#/channels/{channel.Name}/messages/...'.",
                    item);
            }

            read.Add(known ?? message);
        }

        return read;
    }

    private static EventReply? Reply(ContractReading reading, EventMessageReader messages, IReadOnlyList<EventChannel> channels, ResolvedNode? written)
    {
        if (reading.Object(written, "A reply") is not { } reply)
            return null;
        EventChannel? channel = Channel(reading, channels, reply.Member("channel"));
        string? location = reading.Follow(reply.Member("address"))?.Node["location"]?.AsString;
        return new EventReply(channel, location, Messages(reading, messages, reply.Member("messages"), channel));
    }
}
