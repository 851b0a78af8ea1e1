using ApiGovernance.Diff.Rules.Schemas;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Compares two schemas by position, in one direction. Pairs that were compared for this operation and position kind are not compared
/// again, which also ends recursion.
/// </summary>
internal sealed class SchemaComparison(SchemaViews before, SchemaViews after, ChangeSink sink, WitnessSchemas schemas)
{
    private readonly HashSet<(DocumentNode, DocumentNode, string)> _compared = [];
    private readonly BodyWitness _bodies = new(schemas);
    private readonly ParameterWitness _parameters = new(schemas);
    private Func<SchemaPosition, string?>? _witness;

    public SchemaViews Before => before;

    public SchemaViews After => after;

    /// <param name="frame">The message in which a witness is shown; null where none can be.</param>
    public void Compare(SchemaReference? old, SchemaReference? now, SchemaPosition position, WitnessFrame? frame)
    {
        if (old is null && now is null)
            return;
        _witness = frame switch
        {
            BodyFrame body => _bodies.Of(body.OldType, body.NewType, body.After.ToString()),
            ParameterFrame parameter => _parameters.Of(parameter.Old, parameter.New, parameter.Before),
            _ => null,
        };
        Compare(Resolved(old) ?? before.Anything, Resolved(now) ?? after.Anything, position);
        _witness = null;
    }

    public void Compare(ResolvedNode oldWritten, ResolvedNode nowWritten, SchemaPosition position)
    {
        if (!_compared.Add((before.Identity(oldWritten), after.Identity(nowWritten), position.Subject)))
            return;
        SchemaView old = before.Of(oldWritten), now = after.Of(nowWritten);
        SchemaPair pair = new(old, now, position, this);
        if (old.Dangling.Count + now.Dangling.Count > 0)
        {
            NotCompared(pair, "$ref", $"leads nowhere ({string.Join(", ", old.Dangling.Union(now.Dangling))})");
            return;
        }

        if (WrappingRule.Check(pair))
            return;
        TypeRules.Check(pair);
        ValueRules.Check(pair);
        BoundRules.Check(pair);
        // What is said of members means something only where both sides can have them; else the type has changed.
        if (pair.BothAllow("object"))
            PropertyRules.Check(pair);
        AlternativeRules.Check(pair);
        OtherRules.Check(pair);
        if ((old.Items is not null || now.Items is not null) && pair.BothAllow("array"))
            Compare(old.Items ?? before.Anything, now.Items ?? after.Anything, position.Below("[]"));
    }

    /// <summary>Reports an aspect of a schema, with a witness where one can be shown.</summary>
    public void Report(SchemaPair pair, string aspect, string message, string? before, string? after) =>
        Report($"{pair.Position.Subject}-{aspect}", pair.Place, pair.Position, message, before, after);

    public void Report(string id, ResolvedNode at, SchemaPosition position, string message, string? before, string? after, Severity? atLeast = null)
    {
        Severity severity = ChangeCatalog.Get(id).Severity;
        bool breaks = severity == Severity.Error || atLeast == Severity.Error;
        sink.Add(id, at, message, before, after, breaks ? _witness?.Invoke(position) : null, atLeast);
    }

    public void NotCompared(SchemaPair pair, string keyword, string why = "differs") =>
        sink.NotCompared(pair.Place, $"has a {pair.Position.Name} whose `{keyword}` {why}; that could not be compared.");

    private static ResolvedNode? Resolved(SchemaReference? schema) => schema is null ? null : new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node);
}
