using ApiGovernance.Diff.Rules.Schemas;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Compares two schemas by position, in one direction. Pairs that were compared for this operation and position kind are not compared
/// again, which also ends recursion.
/// </summary>
internal sealed class SchemaComparison(ApiContract baseline, ApiContract revision, ChangeSink sink, WitnessBuilder witnesses)
{
    private readonly HashSet<(string, string, string, string, string)> _compared = [];
    private (ApiMediaType Before, ApiMediaType After)? _body;

    public DocumentBundle Before => baseline.Bundle;

    public DocumentBundle After => revision.Bundle;

    public void Compare(ApiMediaType before, ApiMediaType after, SchemaPosition position)
    {
        if (before.Schema is not { } old || after.Schema is not { } now)
            return;
        _body = (before, after);
        Compare(new ResolvedNode(old.DocumentUri, old.Pointer, old.Node), new ResolvedNode(now.DocumentUri, now.Pointer, now.Node), position);
        _body = null;
    }

    public void Compare(ResolvedNode before, ResolvedNode after, SchemaPosition position)
    {
        SchemaView old = SchemaReader.Read(before, Before), now = SchemaReader.Read(after, After);
        if (!_compared.Add((old.Place.DocumentUri, old.Place.Pointer, now.Place.DocumentUri, now.Place.Pointer, position.Subject)))
            return;
        SchemaPair pair = new(old, now, position, this);
        TypeRules.Check(pair);
        ValueRules.Check(pair);
        BoundRules.Check(pair);
        PropertyRules.Check(pair);
        AlternativeRules.Check(pair);
        OtherRules.Check(pair);
        if (old.Items is { } oldItems && now.Items is { } nowItems)
            Compare(oldItems, nowItems, position.Below("[]"));
    }

    /// <summary>Reports an aspect of a schema, with a witness where one can be shown.</summary>
    public void Report(SchemaPair pair, string aspect, string message, string? before, string? after) =>
        Report($"{pair.Position.Subject}-{aspect}", pair.After.Place, pair.Position, message, before, after);

    public void Report(string id, ResolvedNode at, SchemaPosition position, string message, string? before, string? after)
    {
        string? witness = ChangeCatalog.Get(id).Severity == OpenApi.Findings.Severity.Error && _body is { } body && sink.Operation is { } operation
            ? witnesses.Find(body.Before, body.After, position, operation)
            : null;
        sink.Add(id, at, message, before, after, witness);
    }

    public void NotCompared(SchemaPair pair, string keyword) =>
        sink.NotCompared(pair.After.Place, $"has a {pair.Position.Name} whose `{keyword}` differs; that could not be compared.");
}

/// <summary>Two schemas at one position.</summary>
internal sealed record SchemaPair(SchemaView Before, SchemaView After, SchemaPosition Position, SchemaComparison Comparison)
{
    public void Report(string aspect, string message, string? before = null, string? after = null) => Comparison.Report(this, aspect, message, before, after);
}
