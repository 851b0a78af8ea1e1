using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>A place of a message in which two schemas stand for each other.</summary>
internal sealed record SchemaUse(PairNode Root, SchemaPosition Position, WitnessFrame? Frame, ApiOperation? Operation)
{
    public bool IsXml => Frame is BodyFrame body && (MediaTypes.IsXml(body.OldType.Name) || MediaTypes.IsXml(body.NewType.Name));
}

/// <summary>
/// Compares schemas by position. Each pair is compared once; what was found is reported at the end, with all the operations that it reaches.
/// </summary>
internal sealed class SchemaComparison
{
    private readonly ChangeSink _sink;
    private readonly PairGraph _graph;
    private readonly List<SchemaUse> _uses = [];

    public SchemaComparison(DocumentBundle before, JsonSchema.SchemaDialect oldDialect, DocumentBundle after, JsonSchema.SchemaDialect newDialect, ChangeSink sink)
    {
        _sink = sink;
        Before = new SchemaSpace(before, oldDialect, 0);
        After = new SchemaSpace(after, newDialect, 1 << 30);
        // The same text means another thing in another dialect.
        _graph = new PairGraph(Before, After, oldDialect == newDialect ? new SameMeaning(before, after) : SameMeaning.Unknown);
    }

    public SchemaComparison(ApiContract before, ApiContract after, ChangeSink sink)
        : this(before.Bundle, SchemaSpace.DialectOf(before.Format), after.Bundle, SchemaSpace.DialectOf(after.Format), sink)
    {
    }

    /// <summary>Beside another comparison of the same two sides: what that knows of their schemas is known here, and the report is its own.</summary>
    public SchemaComparison(SchemaComparison other, ChangeSink sink) => (_sink, Before, After, _graph) = (sink, other.Before, other.After, other._graph);

    public SchemaSpace Before { get; }

    public SchemaSpace After { get; }

    /// <param name="frame">The message in which a witness is shown; null where none can be.</param>
    public void Compare(SchemaReference? old, SchemaReference? now, SchemaPosition position, WitnessFrame? frame)
    {
        if (old is not null || now is not null)
            Compare(Before.Of(old), After.Of(now), position, frame);
    }

    /// <summary>Schemas of which all hold for one value.</summary>
    public void Compare(IReadOnlyList<SchemaReference> old, IReadOnlyList<SchemaReference> now, SchemaPosition position, WitnessFrame? frame) =>
        Compare(Before.All(old.Select(Before.Of)), After.All(now.Select(After.Of)), position, frame);

    /// <summary>Reports everything, once.</summary>
    /// <param name="witnesses">Null for a search of its own.</param>
    public void Report(WitnessSearch? witnesses = null) => new SchemaReporting(_graph, _sink, witnesses ?? Witnesses()).Report(_uses);

    public WitnessSearch Witnesses() => new(Before, After, (isRequest, sent, wanted) => (isRequest ? _graph.Requests : _graph.Responses).Includes(wanted, sent));

    private void Compare(SchemaTerm old, SchemaTerm now, SchemaPosition position, WitnessFrame? frame)
    {
        if (_graph.Compare(old, now, position.Subject, position.IsRequest, position.Spelling) is { } root)
            _uses.Add(new SchemaUse(root, position with { Within = _sink.Within }, frame, _sink.Operation));
    }
}
