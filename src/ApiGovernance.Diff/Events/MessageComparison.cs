using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The messages that flow one way on a channel.</summary>
internal sealed class MessageComparison(EventPair contracts, ChangeSink sink, EventSchemas schemas)
{
    public void Compare(FlowPair flow, IReadOnlyList<ChangeDirection> directions)
    {
        MessageMatching matching = new(flow.Before.Messages, contracts.Before.Bundle, flow.After.Messages, contracts.After.Bundle);
        foreach (MessagePair pair in matching.Pairs)
        {
            string identity = $"{flow.Identity} message {pair.After.Name}";
            foreach (Change change in MessageRules.Check(pair))
                sink.Add(change with { Identity = identity });
            foreach (Change change in BindingRules.Check(pair.Before, contracts.Before.Bundle, pair.After, contracts.After.Bundle, $"message `{pair.After.Name}`"))
                sink.Add(change with { Identity = identity });
            foreach (ChangeDirection direction in directions)
                schemas.Compare(pair, flow, direction);
            ForeignPayloads.Check(pair, contracts, sink);
        }

        foreach (ChangeDirection direction in directions)
        {
            foreach (EventMessage gone in matching.Removed)
                Removed(flow, gone, direction);
            foreach (EventMessage added in matching.Added)
                Added(flow, added, direction);
        }
    }

    private void Removed(FlowPair flow, EventMessage gone, ChangeDirection direction)
    {
        bool isRead = direction == ChangeDirection.Response;
        if (EventEnds.IsDue(gone, sink.Options.Today))
        {
            sink.Add(new Change("event-retired", flow.After.Place, $"no longer has the message `{gone.Name}`; it ended on {Sunset.Of(gone)}, as announced.") { Before = gone.Name, Was = gone.Place, Identity = $"{flow.Identity} message {gone.Name}" });
            return;
        }

        sink.Add(new Change(isRead ? "event-message-removed" : "event-message-refused", flow.After.Place, isRead ? $"no longer sends the message `{gone.Name}`." : $"no longer takes the message `{gone.Name}`.")
        {
            Before = gone.Name,
            Was = gone.Place,
            Identity = $"{flow.Identity} message {gone.Name}",
            Proof = EventWords.Gone(flow.Before with { Action = isRead ? EventAction.Send : EventAction.Receive }, gone),
        });
    }

    private void Added(FlowPair flow, EventMessage added, ChangeDirection direction)
    {
        bool isRead = direction == ChangeDirection.Response;
        sink.Add(new Change(
            isRead ? "event-message-added" : "event-message-accepted", added.Place,
            isRead ? $"may send the message `{added.Name}` now, which its readers do not know." : $"takes the message `{added.Name}` now.")
        {
            After = added.Name,
            Was = flow.Before.Place,
            Identity = $"{flow.Identity} message {added.Name}",
        });
    }
}
