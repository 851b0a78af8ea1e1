using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Events;

/// <summary>Two versions of a JSON Schema: the root, or each named schema of a collection that has no root to speak of.</summary>
internal sealed class SchemaDocumentComparison
{
    private readonly DocumentBundle _before;
    private readonly DocumentBundle _after;
    private readonly ChangeSink _sink;
    private readonly SchemaComparison _schemas;

    public SchemaDocumentComparison(DocumentBundle before, DocumentBundle after, ChangeSink sink)
    {
        (_before, _after, _sink) = (before, after, sink);
        // One that does not say is written as the other.
        SchemaDialect? old = SchemaDocument.Dialect(before.Root.Root), now = SchemaDocument.Dialect(after.Root.Root);
        _schemas = new SchemaComparison(before, old ?? now ?? SchemaDialect.Draft202012, after, now ?? old ?? SchemaDialect.Draft202012, sink);
    }

    private ResolvedNode OldRoot => new(_before.Root.Uri, "", _before.Root.Root);

    private ResolvedNode Root => new(_after.Root.Uri, "", _after.Root.Root);

    public void Run(EventView view)
    {
        UnreadParts.Report(_before.Findings, _after.Findings, _sink);
        if (UnknownDialect(OldRoot) is not { } unknown && UnknownDialect(Root) is not { } other)
            Compare(view);
        else
            _sink.NotCompared("schema-not-compared", UnknownDialect(Root) ?? UnknownDialect(OldRoot)!, "The schemas were not compared: the `$schema` is none that is known. Write one of draft-04, draft-06, draft-07, 2019-09 or 2020-12.");
    }

    private void Compare(EventView view)
    {
        if (!SchemaDocument.IsCollection(OldRoot.Node) || !SchemaDocument.IsCollection(Root.Node))
        {
            Compare(SchemaDocument.Name(_before), OldRoot, SchemaDocument.Name(_after), Root, view);
        }
        else
        {
            Dictionary<string, ResolvedNode> now = SchemaDocument.Definitions(Root).ToDictionary(member => member.Name, member => member.Place, StringComparer.Ordinal);
            foreach ((string name, ResolvedNode place) in SchemaDocument.Definitions(OldRoot))
            {
                if (now.Remove(name, out ResolvedNode? same))
                    Compare(name, place, name, same, view);
                else
                    _sink.Add(new Change("event-definition-removed", Root.Member("$defs") ?? Root.Member("definitions") ?? Root, $"The schema `{name}` is gone.") { Before = name, Was = place, Identity = $"definition {name}" });
            }

            foreach ((string name, ResolvedNode place) in SchemaDocument.Definitions(Root).Where(member => now.ContainsKey(member.Name)))
                _sink.Add(new Change("event-definition-added", place, $"The schema `{name}` is new.") { After = name, Identity = $"definition {name}" });
        }

        _schemas.Report();
    }

    private void Compare(string oldName, ResolvedNode old, string name, ResolvedNode now, EventView view)
    {
        SchemaReference before = new(old.DocumentUri, old.Pointer, old.Node), after = new(now.DocumentUri, now.Pointer, now.Node);
        MessageFrame frame = new(EventFlow.SubjectOf("EVENT", oldName, old), EventFlow.SubjectOf("EVENT", name, now)) { Old = before, New = after, OldLine = $"event {oldName}", NewLine = $"event {name}" };
        _sink.Operation = frame.After;
        foreach (ChangeDirection direction in EventDirections.Of(view))
        {
            string subject = direction == ChangeDirection.Request ? "request-body" : "response-body";
            _schemas.Compare(before, after, new SchemaPosition(subject, direction, "payload", []) { Wording = EventWords.Of }, frame);
        }

        _sink.Operation = null;
    }

    /// <summary>The <c>$schema</c> that nobody knows; null when there is none such.</summary>
    private static ResolvedNode? UnknownDialect(ResolvedNode root) => root.Member("$schema") is { } named && SchemaDocument.Dialect(root.Node) is null ? named : null;
}
