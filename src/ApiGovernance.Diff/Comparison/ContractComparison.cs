using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Walks the matched operations of both sides once.
/// </summary>
internal sealed class ContractComparison(ApiContract baseline, ApiContract revision, ChangeSink sink)
{
    public void Run()
    {
        WitnessBuilder witnesses = new(baseline, revision);
        OperationMatching matching = new(baseline, revision);
        foreach ((ApiOperation old, ApiOperation? now, bool moved) in matching.Pairs)
        {
            sink.Operation = (now ?? old).ToString();
            if (now is null)
            {
                sink.Add(
                    old.Deprecated ? "api-removed-with-deprecation" : "api-removed-without-deprecation", Root(), "is no longer there.", old.ToString(), null,
                    $"{old.Method} {old.Path} was routed and is answered with 404 or 405 now");
                continue;
            }

            if (moved)
                sink.Add("api-path-base-moved", Place(now), $"was written as `{old.Path}`; with the servers' base paths it is the same URL.", old.Path, now.Path);
            Compare(old, now, witnesses);
        }

        foreach (ApiOperation added in matching.Added)
        {
            sink.Operation = added.ToString();
            sink.Add("endpoint-added", Place(added), "is new.", null, added.ToString());
        }

        sink.Operation = null;
    }

    private void Compare(ApiOperation before, ApiOperation after, WitnessBuilder witnesses)
    {
        if (before.Deprecated != after.Deprecated)
            sink.Add(after.Deprecated ? "endpoint-deprecated" : "endpoint-reactivated", Place(after), after.Deprecated ? "is deprecated now." : "is no longer deprecated.");
        if (before.OperationId is { } id && id != after.OperationId)
            sink.Add("api-operation-id-removed", Place(after), $"has another operationId: `{after.OperationId}` instead of `{id}`.", id, after.OperationId);
        SchemaComparison schemas = new(baseline, revision, sink, witnesses);
        ParameterComparison.Compare(before, after, revision, sink, schemas);
        BodyComparison.Compare(before, after, revision, sink, schemas);
        ResponseComparison.Compare(before, after, revision, sink, schemas);
        SecurityComparison.Compare(before, after, Place(after), sink);
    }

    private ResolvedNode Root() => new(revision.Bundle.Root.Uri, "/paths", revision.Root["paths"] ?? revision.Root);

    private ResolvedNode Place(ApiOperation operation) => new(revision.Bundle.Root.Uri, operation.Pointer, operation.Node);
}
