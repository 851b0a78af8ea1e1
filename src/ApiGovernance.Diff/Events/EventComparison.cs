using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Info;

namespace ApiGovernance.Diff.Events;

/// <summary>Walks the matched channels of both sides once, then what belongs to the document.</summary>
internal sealed class EventComparison(EventPair contracts, ChangeSink sink)
{
    private readonly EventSchemas _schemas = new(contracts, sink);

    public void Run()
    {
        FlowComparison flows = new(contracts, sink, new MessageComparison(contracts, sink, _schemas));
        ChannelMatching matching = new(contracts);
        foreach (ChannelPair channel in matching.Pairs)
        {
            sink.Operation = EventFlow.SubjectOf("CHANNEL", channel.After.Address, channel.After.First.Place);
            AddAll(ChannelRules.Check(channel));
            AddAll(ChannelParameterRules.Check(channel));
            AddAll(BindingRules.Check(channel.Before.First, contracts.Before.Bundle, channel.After.First, contracts.After.Bundle));
            _schemas.Parameters(channel);
            flows.Compare(channel);
        }

        foreach (EventPlace gone in matching.Removed)
            Removed(gone);
        foreach (EventPlace added in matching.Added)
        {
            sink.Operation = EventFlow.SubjectOf("CHANNEL", added.Address, added.First.Place);
            sink.Add(new Change("event-channel-added", added.First.Place, "is new.") { After = added.Address, Identity = $"channel {added.Shape}" });
        }

        sink.Operation = null;
        AddAll(EventServerRules.Check(contracts));
        AddAll(ExtensionRule.Check(contracts.OldRoot, contracts.Root, "The document", "document"));
        _schemas.Report();
        UnreadParts.Report(contracts.Before.Findings, contracts.After.Findings, sink);
        if (sink.Breaks && VersionRule.Check(contracts.Before.Version, contracts.After.Version, contracts.At("info").Member("version") ?? contracts.At("info"), contracts.OldRoot.Member("info")?.Member("version")) is { } version)
            sink.Add(version);
    }

    private void Removed(EventPlace gone)
    {
        sink.Operation = EventFlow.SubjectOf("CHANNEL", gone.Address, gone.First.Place);
        bool due = EventEnds.IsDue(gone.First, sink.Options.Today);
        sink.Add(new Change(due ? "event-retired" : "event-channel-removed", contracts.At("channels"), due ? $"is gone; it ended on {Sunset.Of(gone.First)}, as announced." : "is no longer there.")
        {
            Before = gone.Address,
            Was = gone.First.Place,
            Identity = $"channel {gone.Shape}",
            Proof = due ? null : gone.Flows.Select(flow => EventWords.Gone(flow, flow.Messages.Count > 0 ? flow.Messages[0] : null)).FirstOrDefault(),
        });
    }

    private void AddAll(IEnumerable<Change> changes)
    {
        foreach (Change change in changes)
            sink.Add(change);
    }
}
