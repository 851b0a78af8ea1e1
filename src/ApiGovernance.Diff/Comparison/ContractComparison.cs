using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Walks the matched operations of both sides once.
/// </summary>
internal sealed class ContractComparison(ApiContract baseline, ApiContract revision, ChangeSink sink)
{
    private readonly SchemaComparison _schemas = new(baseline, revision, sink);
    private readonly SecurityComparison _security = new(new SecuritySchemes(baseline), new SecuritySchemes(revision), sink);

    public void Run()
    {
        OperationMatching matching = new(baseline, revision);
        foreach ((ApiOperation old, ApiOperation? now, bool moved) in matching.Pairs)
        {
            sink.Operation = now ?? old;
            if (now is null)
            {
                sink.Add(
                    old.Deprecated ? "api-removed-with-deprecation" : "api-removed-without-deprecation", Root(), "is no longer there.", old.ToString(), null,
                    $"{old} was routed and is answered with 404 or 405 now");
                continue;
            }

            if (moved)
                sink.Add("api-path-base-moved", Place(now), $"was written as `{old.Path}`; with the servers' base paths it is the same URL.", old.Path, now.Path);
            Compare(old, now);
        }

        foreach (ApiOperation added in matching.Added)
        {
            sink.Operation = added;
            sink.Add("endpoint-added", Place(added), "is new.", null, added.ToString());
        }

        sink.Operation = null;
        new WebhookComparison(baseline, revision, _schemas, sink).Run();
        _schemas.Report();
    }

    private void Compare(ApiOperation before, ApiOperation after)
    {
        ResolvedNode place = Place(after);
        DeprecationComparison.Compare(before, after, place, sink);
        if (before.OperationId is { } id && id != after.OperationId)
            sink.Add("api-operation-id-removed", place, $"has another operationId: `{after.OperationId}` instead of `{id}`.", id, after.OperationId);
        foreach (string tag in before.Tags.Except(after.Tags))
            sink.Add("api-tag-removed", place, $"no longer has the tag `{tag}`.", tag, null);
        foreach (string tag in after.Tags.Except(before.Tags))
            sink.Add("api-tag-added", place, $"has the new tag `{tag}`.", null, tag);

        new ParameterComparison(sink, _schemas).Compare(before, after, place);
        new BodyComparison(sink, _schemas).Compare(before, after, place);
        new ResponseComparison(sink, _schemas).Compare(before, after, place);
        _security.Compare(before, after, place);
        Callbacks(before, after, place);
    }

    private void Callbacks(ApiOperation before, ApiOperation after, ResolvedNode place)
    {
        ResolvedNode? was = Place(baseline, before).Member("callbacks"), now = place.Member("callbacks");
        if (was?.Node.ToJson().AsSpan().SequenceEqual(now?.Node.ToJson()) == false)
            sink.NotCompared(now ?? place, "has callbacks that differ; callbacks are not compared.");
    }

    private ResolvedNode Root() => new(revision.Bundle.Root.Uri, "/paths", revision.Root["paths"] ?? revision.Root);

    private ResolvedNode Place(ApiOperation operation) => Place(revision, operation);

    private static ResolvedNode Place(ApiContract contract, ApiOperation operation) => new(contract.Bundle.Root.Uri, operation.Pointer, operation.Node);
}
