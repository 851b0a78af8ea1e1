using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>What the application sends and receives on one channel.</summary>
internal sealed class FlowComparison(EventPair contracts, ChangeSink sink, MessageComparison messages)
{
    public void Compare(ChannelPair channel)
    {
        List<EventFlow> old = [.. channel.Before.Flows], now = [.. channel.After.Flows];
        foreach (EventFlow flow in old.ToArray())
        {
            // Where only one side says who sends, it speaks for both.
            EventFlow? same = now.Find(other => other.Action == flow.Action) ?? (now.Count == 1 && old.Count == 1 && (flow.Action is null || now[0].Action is null) ? now[0] : null);
            if (same is null)
                continue;
            old.Remove(flow);
            now.Remove(same);
            Compare(new FlowPair(flow, same, channel.After.Shape));
        }

        foreach (EventFlow gone in old.Where(flow => !IsNamedNow(flow, channel.After)))
            Removed(gone, channel);
        foreach (EventFlow added in now.Where(flow => !IsNamedNow(flow, channel.Before)))
        {
            sink.Operation = added.Subject;
            sink.Add(new Change("event-operation-added", added.Place, $"is new: the application {added.Does} messages there now.") { After = added.Subject.ToString(), Identity = $"{added.Verb} {channel.After.Shape}" });
        }
    }

    /// <summary>Messages that no operation of one side names are named by those of the other, where they are told of.</summary>
    private static bool IsNamedNow(EventFlow flow, EventPlace other) =>
        flow.Action is null && flow.Messages.All(message => other.Flows.SelectMany(one => one.Messages).Any(one => one.Name == message.Name));

    private void Compare(FlowPair flow)
    {
        sink.Operation = flow.After.Subject;
        if (flow is { Before.Operations: [var old], After.Operations: [var now] })
        {
            AddAll(BindingRules.Check(old, contracts.Before.Bundle, now, contracts.After.Bundle, "operation"));
            AddAll(OperationIds(old, now, flow));
        }

        AddAll(EventSecurityRules.Check(
            flow.Before.Operations.SelectMany(operation => operation.Security), flow.After.Operations.SelectMany(operation => operation.Security), contracts, flow.After.Place, flow.Before.Place, flow.Identity));
        messages.Compare(flow, EventDirections.Of(sink.Options.EventView, flow.Action));
        Replies(flow);
    }

    private void Replies(FlowPair flow)
    {
        foreach (Change change in ReplyRules.Check(flow))
            sink.Add(change);
        if (ReplyRules.Flows(flow) is not { } answers)
            return;
        sink.Operation = answers.After.Subject;
        messages.Compare(answers, EventDirections.Of(sink.Options.EventView, answers.Action));
    }

    private void Removed(EventFlow gone, ChannelPair channel)
    {
        sink.Operation = gone.Subject;
        bool due = gone.Operations.Count > 0 && gone.Operations.All(operation => EventEnds.IsDue(operation, sink.Options.Today));
        sink.Add(new Change(
            due ? "event-retired" : "event-operation-removed", channel.After.First.Place,
            due ? "has ended, as announced." : gone.Action is null ? "no longer has the messages that no operation named." : $"is gone: the application no longer {gone.Does} messages there.")
        {
            Before = gone.Subject.ToString(),
            Was = gone.Place,
            Identity = $"{gone.Verb} {channel.After.Shape}",
            Proof = due ? null : EventWords.Gone(gone, gone.Messages.Count > 0 ? gone.Messages[0] : null),
        });
    }

    private static IEnumerable<Change> OperationIds(EventOperation old, EventOperation now, FlowPair flow)
    {
        string? was = Id(old), id = Id(now);
        if (was is not null && id is not null && was != id)
            yield return new Change("event-operation-id-changed", now.Place, $"has the id `{id}`, before `{was}`.") { Before = was, After = id, Was = old.Place, Identity = flow.Identity };

        // What 2.x does not name, the reader does.
        static string? Id(EventOperation operation) => operation.Place.Pointer.StartsWith("/channels/", StringComparison.Ordinal) ? operation.Node["operationId"]?.AsString : operation.Name;
    }

    private void AddAll(IEnumerable<Change> changes)
    {
        foreach (Change change in changes)
            sink.Add(change);
    }
}
