using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

internal static class BodyComparison
{
    public static void Compare(ApiOperation before, ApiOperation after, ApiContract revision, ChangeSink sink, SchemaComparison schemas)
    {
        ResolvedNode operation = new(revision.Bundle.Root.Uri, after.Pointer, after.Node);
        switch (before.RequestBody, after.RequestBody)
        {
            case (null, null):
                return;
            case (null, { } added):
                sink.Add(
                    added.Required ? "request-body-added-required" : "request-body-added-optional", operation,
                    added.Required ? "requires a body now." : "takes a body now.");
                return;
            case (not null, null):
                sink.Add("request-body-removed", operation, "no longer takes a body.");
                return;
            case ({ } old, { } now):
                ResolvedNode body = new(operation.DocumentUri, now.Pointer, now.Node);
                if (old.Required != now.Required)
                {
                    sink.Add(
                        now.Required ? "request-body-became-required" : "request-body-became-optional", body,
                        now.Required ? "requires its body now." : "no longer requires its body.");
                }

                MediaTypes(old.Content, now.Content, body, sink, schemas);
                return;
        }
    }

    private static void MediaTypes(IReadOnlyList<ApiMediaType> before, IReadOnlyList<ApiMediaType> after, ResolvedNode body, ChangeSink sink, SchemaComparison schemas)
    {
        foreach (ApiMediaType old in before)
        {
            if (after.FirstOrDefault(candidate => candidate.Name == old.Name) is { } now)
                schemas.Compare(old, now, new SchemaPosition("request-body", ChangeDirection.Request, "request", []));
            else
                sink.Add("request-body-media-type-removed", body, $"no longer accepts `{old.Name}`.", old.Name, null, $"a body with Content-Type: {old.Name} was accepted and is answered with 415 now");
        }

        foreach (ApiMediaType added in after.Where(candidate => before.All(old => old.Name != candidate.Name)))
            sink.Add("request-body-media-type-added", body, $"accepts `{added.Name}` now.", null, added.Name);
    }
}
