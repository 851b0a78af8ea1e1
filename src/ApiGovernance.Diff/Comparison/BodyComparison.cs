using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What a caller sends in the body.</summary>
internal sealed class BodyComparison(ChangeSink sink, SchemaComparison schemas)
{
    public void Compare(ApiOperation before, ApiOperation after, ResolvedNode operation)
    {
        switch (before.RequestBody, after.RequestBody)
        {
            case (null, null):
                return;
            case (null, { } added):
                sink.Add(
                    added.Required ? "request-body-added-required" : "request-body-added-optional", operation with { Pointer = added.Pointer, Node = added.Node },
                    added.Required ? "requires a body now." : "takes a body now.", witness: added.Required ? $"{sink.Operation} without a body was fine and is refused now" : null);
                return;
            case (not null, null):
                sink.Add("request-body-removed", operation, "no longer takes a body.");
                return;
            case ({ } old, { } now):
                ResolvedNode body = operation with { Pointer = now.Pointer, Node = now.Node };
                if (old.Required != now.Required)
                {
                    sink.Add(
                        now.Required ? "request-body-became-required" : "request-body-became-optional", body,
                        now.Required ? "requires its body now." : "no longer requires its body.",
                        witness: now.Required ? $"{sink.Operation} without a body was fine and is refused now" : null);
                }

                Content(old.Content, now.Content, body, before, after);
                return;
        }
    }

    private void Content(IReadOnlyList<ApiMediaType> before, IReadOnlyList<ApiMediaType> after, ResolvedNode body, ApiOperation oldOperation, ApiOperation newOperation)
    {
        foreach (ApiMediaType old in before)
        {
            if (MediaTypes.Find(after, old) is { } now)
            {
                schemas.Compare(old.Schema, now.Schema, new SchemaPosition("request-body", ChangeDirection.Request, "request", []), new BodyFrame(oldOperation, newOperation, old, now, null));
            }
            else
            {
                sink.Add(
                    "request-body-media-type-removed", body, $"no longer accepts `{old.Name}`.", old.Name, null,
                    $"{sink.Operation} with Content-Type: {old.Name} was accepted and is answered with 415 now");
            }
        }

        foreach (ApiMediaType added in after.Where(candidate => before.All(old => old.Name != candidate.Name)))
            sink.Add("request-body-media-type-added", body, $"accepts `{added.Name}` now.", null, added.Name);
    }
}
