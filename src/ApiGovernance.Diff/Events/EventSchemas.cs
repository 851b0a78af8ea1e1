using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The schemas of messages, each compared in the dialects in which the two sides write it.</summary>
internal sealed class EventSchemas(EventPair contracts, ChangeSink sink)
{
    private readonly OrderedDictionary<(SchemaDialect, SchemaDialect), SchemaComparison> _comparisons = [];

    public void Compare(MessagePair pair, FlowPair flow, ChangeDirection direction)
    {
        Payload(pair, flow, direction);
        Headers(pair, flow, direction);
    }

    /// <summary>2.x gives the parts of an address a schema: an address that was there must stay.</summary>
    public void Parameters(ChannelPair channel)
    {
        foreach ((EventParameter before, EventParameter after) in ChannelParameterRules.WithSchemas(channel))
        {
            SchemaPosition position = new("request-parameter", ChangeDirection.Request, $"address parameter `{after.Name}`", []) { Wording = EventWords.Of };
            In(SchemaDialect.Draft7, SchemaDialect.Draft7).Compare(before.Schema, after.Schema, position, frame: null);
        }
    }

    public void Report()
    {
        foreach (SchemaComparison comparison in _comparisons.Values)
            comparison.Report();
    }

    private void Payload(MessagePair pair, FlowPair flow, ChangeDirection direction)
    {
        if (!pair.Before.IsPayloadChecked || !pair.After.IsPayloadChecked)
            return;
        SchemaReference? old = pair.Before.Payload, now = pair.After.Payload;
        In(MessageDialect.Of(pair.Before), MessageDialect.Of(pair.After)).Compare(old, now, Position(pair, direction, "payload"), Frame(pair, flow) with { Old = old, New = now });
    }

    private void Headers(MessagePair pair, FlowPair flow, ChangeDirection direction)
    {
        if (pair.Before.Headers.Count + pair.After.Headers.Count == 0)
            return;
        SchemaReference[] old = Described(pair.Before, contracts.Before), now = Described(pair.After, contracts.After);
        MessageFrame? frame = old.Length == 1 && now.Length == 1 ? Frame(pair, flow) with { Old = old[0], New = now[0], IsHeaders = true } : null;
        In(SchemaDialect.Draft7, SchemaDialect.Draft7).Compare(old, now, Position(pair, direction, "headers"), frame);
    }

    /// <summary>Headers of which nothing is said are still an object.</summary>
    private static SchemaReference[] Described(EventMessage message, EventContract contract)
    {
        if (message.Headers.Count > 0)
            return [.. message.Headers];
        SourceSpan span = message.Node.Span;
        DocumentMember type = new("type", span, DocumentNode.String(span, "object"));
        return [new SchemaReference(contract.Bundle.Root.Uri, message.Pointer, DocumentNode.Object(span, [type]))];
    }

    private static SchemaPosition Position(MessagePair pair, ChangeDirection direction, string part)
    {
        string subject = direction == ChangeDirection.Request ? "request-body" : "response-body";
        return new SchemaPosition(subject, direction, $"message `{pair.After.Name}`'s {part}", []) { Wording = EventWords.Of };
    }

    private static MessageFrame Frame(MessagePair pair, FlowPair flow) => new(flow.Before.Subject, flow.After.Subject)
    {
        OldLine = EventWords.Line(pair.Before.Name, flow.Before.Address),
        NewLine = EventWords.Line(pair.After.Name, flow.After.Address),
        OldType = pair.Before.ContentType,
        NewType = pair.After.ContentType,
    };

    private SchemaComparison In(SchemaDialect old, SchemaDialect now)
    {
        if (!_comparisons.TryGetValue((old, now), out SchemaComparison? comparison))
            _comparisons[(old, now)] = comparison = new SchemaComparison(contracts.Before.Bundle, old, contracts.After.Bundle, now, sink);
        return comparison;
    }
}
