using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>Answers to messages (3.x): whether they come, and where they go. They travel the other way.</summary>
internal static class ReplyRules
{
    public static IEnumerable<Change> Check(FlowPair flow)
    {
        EventOperation? old = WithReply(flow.Before), now = WithReply(flow.After);
        bool answers = flow.Action != EventAction.Send;
        string identity = $"{flow.Identity} reply";
        if (old is null && now is not null)
        {
            yield return new Change(answers ? "event-reply-added" : "event-reply-expected", Place(now), answers ? "is answered now." : "expects an answer now.") { Was = flow.Before.Place, Identity = identity };
        }
        else if (old is not null && now is null)
        {
            yield return new Change(answers ? "event-reply-removed" : "event-reply-no-longer-expected", flow.After.Place, answers ? "is no longer answered." : "no longer expects an answer.") { Was = Place(old), Identity = identity };
        }
        else if (old is not null && now is not null && (Address(old.Reply!) is var was) && (Address(now.Reply!) is var address) && was != address)
        {
            yield return new Change("event-reply-address-changed", Place(now), $"has its answer {address}, before {was}.") { Before = was, After = address, Was = Place(old), Identity = identity };
        }
    }

    /// <summary>The answers on both sides; null when one has none.</summary>
    public static FlowPair? Flows(FlowPair flow) =>
        WithReply(flow.Before) is { } old && WithReply(flow.After) is { } now ? new FlowPair(Flow(flow.Before, old), Flow(flow.After, now), flow.Shape) : null;

    private static EventFlow Flow(EventFlow request, EventOperation operation)
    {
        EventAction answer = operation.Action == EventAction.Send ? EventAction.Receive : EventAction.Send;
        EventMessage[] messages = [.. request.Operations.Where(one => one.Reply is not null).SelectMany(one => one.Reply!.Messages).DistinctBy(message => (message.DocumentUri, message.Pointer))];
        return new EventFlow(operation.Reply!.Channel is { } channel ? channel.Address ?? channel.Name : $"reply to {request.Address}", answer, messages, [], Place(operation));
    }

    private static EventOperation? WithReply(EventFlow flow) => flow.Operations.FirstOrDefault(operation => operation.Reply is not null);

    private static ResolvedNode Place(EventOperation operation) => operation.Place.Member("reply") ?? operation.Place;

    private static string Address(EventReply reply) =>
        reply.AddressLocation is { } location ? $"at the address in `{location}`"
        : reply.Channel is { } channel ? $"on `{(channel.Address is { } address ? UrlPath.Fill(address, _ => "{}") : channel.Name)}`"
        : "at an address that is not described";
}
