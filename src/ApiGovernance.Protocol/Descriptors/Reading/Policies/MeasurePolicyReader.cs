using System.Buffers;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading.Policies;

/// <summary>Reads <c>policy.measure</c>.</summary>
internal static class MeasurePolicyReader
{
    private const int MaxChannels = 30;
    private const int MaxPlace = 300;
    private const string HeaderPrefix = "header:";
    private const string RequestPrefix = "request:";
    private const string ResponsePrefix = "response:";
    private const string PathPrefix = "path:";

    private static readonly SearchValues<char> NotInParameters = SearchValues.Create("{}/?# ");

    private static readonly TextRule Channel = new(
        "a JSON pointer into the request body, or `header:` and the name of a field",
        text => text.Length <= MaxPlace && (text.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? TextRule.HeaderName.IsMatch(text[HeaderPrefix.Length..]) : IsPointer(text)),
        "Write it like header:X-Channel or /channel; leave it out for the channel of the consumer.");

    private static readonly TextRule Id = new(
        "`request:` or `response:` and a JSON pointer into that body, or `path:` and a parameter of the path",
        text => text.Length <= MaxPlace && IsId(text),
        "Write it like request:/orderNumber, response:/id or path:orderId.");

    public static MeasurePolicy? Read(NodeReader policy) => policy.Object("measure", Members);

    /// <summary>One operation creates an order and another reads it: what holds for all of them means none.</summary>
    public static void CheckGeneral(NodeReader policy)
    {
        if (policy.Has("measure"))
        {
            policy.Wrong(
                "measure-scope", "measure", "is for all operations of the API, and they do not all mean the same.",
                "Write it under `operations`, for the one whose accepted calls are the event.");
        }
    }

    public static void CheckOperation(NodeReader item, OperationRule rule)
    {
        if (rule.Policy.Measure is not { Event: not BusinessEvent.None } measure)
            return;
        if (rule.Operation.Split(' ')[0] is "GET" or "HEAD" or "OPTIONS" or "TRACE")
        {
            item.Wrong(
                "measure-method", "operation", $"is {Spelling.Quote(rule.Operation)}, which changes nothing, so nothing happens when it is accepted.",
                "Leave `measure` out here, or name an operation that changes something.");
        }

        if (measure.Id is { } id && id.StartsWith(PathPrefix, StringComparison.Ordinal)
            && !rule.Operation.Contains($"{{{id[PathPrefix.Length..]}}}", StringComparison.Ordinal))
        {
            item.Wrong(
                "measure-id", "operation", $"is {Spelling.Quote(rule.Operation)}, which has no parameter `{id[PathPrefix.Length..]}` for `measure.id`.",
                "Name a parameter of the path, as the contract writes it.");
        }
    }

    private static MeasurePolicy Members(NodeReader node)
    {
        MeasurePolicy policy = new(Event(node))
        {
            Channel = node.OptionalText("channel", Channel),
            Channels = node.Texts("channels", TextRule.Name, minimum: 1, maximum: MaxChannels),
            Id = node.OptionalText("id", Id),
        };
        if (node.Has("channel") != node.Has("channels"))
        {
            string missing = node.Has("channel") ? "channels" : "channel";
            node.Wrong(
                "measure-channel", missing, "is missing: what callers write is counted by only where the catalog knows it.",
                "Write where it is and which there are, e.g. channel: header:X-Channel, channels: [web, edi]; or neither, for the channel of the consumer.");
        }

        if (policy.Event == BusinessEvent.None && (node.Has("channel") || node.Has("id")))
            node.Wrong("measure-none", "event", "is `none`, and nothing is counted then.", "Leave the other members out, or name an event.");
        return policy;
    }

    private static BusinessEvent Event(NodeReader node)
    {
        string? word = node.Word("event", BusinessEvents.Words, required: true);
        for (int i = 0; i < BusinessEvents.Words.Count; i++)
        {
            if (BusinessEvents.Words[i] == word)
                return (BusinessEvent)i;
        }

        return BusinessEvent.None;
    }

    private static bool IsId(string text) =>
        text.StartsWith(RequestPrefix, StringComparison.Ordinal) ? IsPointer(text[RequestPrefix.Length..])
        : text.StartsWith(ResponsePrefix, StringComparison.Ordinal) ? IsPointer(text[ResponsePrefix.Length..])
        : text.StartsWith(PathPrefix, StringComparison.Ordinal) && text.Length > PathPrefix.Length && !text.AsSpan(PathPrefix.Length).ContainsAny(NotInParameters);

    /// <summary>RFC 6901: each tilde is the beginning of an escape. The whole document is no id.</summary>
    private static bool IsPointer(string text)
    {
        if (!text.StartsWith('/'))
            return false;
        for (int i = text.IndexOf('~', StringComparison.Ordinal); i >= 0; i = text.IndexOf('~', i + 1))
        {
            if (i + 1 >= text.Length || text[i + 1] is not ('0' or '1'))
                return false;
        }

        return true;
    }
}
