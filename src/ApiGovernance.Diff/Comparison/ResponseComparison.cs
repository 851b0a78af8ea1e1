using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

internal static class ResponseComparison
{
    public static void Compare(ApiOperation before, ApiOperation after, ApiContract revision, ChangeSink sink, SchemaComparison schemas)
    {
        ResolvedNode operation = new(revision.Bundle.Root.Uri, after.Pointer, after.Node);
        foreach (ApiResponse old in before.Responses)
        {
            if (after.Responses.FirstOrDefault(candidate => candidate.Status == old.Status) is not { } now)
            {
                sink.Add(
                    IsSuccess(old) ? "response-success-status-removed" : "response-non-success-status-removed", operation,
                    $"no longer answers with status {old.Status}.", old.Status, null);
                continue;
            }

            Compare(old, now, new ResolvedNode(operation.DocumentUri, now.Pointer, now.Node), sink, schemas);
        }

        foreach (ApiResponse added in after.Responses.Where(candidate => before.Responses.All(old => old.Status != candidate.Status)))
        {
            sink.Add(
                IsSuccess(added) ? "response-success-status-added" : "response-non-success-status-added",
                new ResolvedNode(operation.DocumentUri, added.Pointer, added.Node), $"may answer with status {added.Status} now.", null, added.Status);
        }
    }

    private static void Compare(ApiResponse before, ApiResponse after, ResolvedNode place, ChangeSink sink, SchemaComparison schemas)
    {
        foreach (ApiMediaType old in before.Content)
        {
            if (after.Content.FirstOrDefault(candidate => candidate.Name == old.Name) is { } now)
                schemas.Compare(old, now, new SchemaPosition("response-body", ChangeDirection.Response, $"response {before.Status}", []));
            else
                sink.Add("response-media-type-removed", place, $"no longer answers {before.Status} with `{old.Name}`.", old.Name, null);
        }

        foreach (ApiMediaType added in after.Content.Where(candidate => before.Content.All(old => old.Name != candidate.Name)))
            sink.Add("response-media-type-added", place, $"may answer {before.Status} with `{added.Name}` now.", null, added.Name);
    }

    private static bool IsSuccess(ApiResponse response) => response.Status.StartsWith('2');
}
