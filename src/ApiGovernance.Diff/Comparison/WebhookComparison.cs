using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Webhooks travel the other way: the API sends the request and the caller answers, so the body is judged as a response and the
/// responses as requests.
/// </summary>
internal sealed class WebhookComparison(ApiContract baseline, ApiContract revision, SchemaComparison schemas, ChangeSink sink)
{
    public void Run()
    {
        Dictionary<string, ApiOperation> left = new(StringComparer.Ordinal);
        foreach (ApiOperation webhook in revision.Webhooks)
            left.TryAdd(webhook.ToString(), webhook);
        foreach (ApiOperation old in baseline.Webhooks)
        {
            sink.Operation = old;
            if (left.Remove(old.ToString(), out ApiOperation? now))
                Compare(old, now);
            else
                sink.Add("webhook-removed", new ResolvedNode(revision.Bundle.Root.Uri, "", revision.Root), "(a webhook) is no longer sent.", old.ToString(), null);
        }

        foreach (ApiOperation added in left.Values)
        {
            sink.Operation = added;
            sink.Add("webhook-added", Place(added.Pointer, added.Node), "(a webhook) is new.", null, added.ToString());
        }

        sink.Operation = null;
    }

    private void Compare(ApiOperation old, ApiOperation now)
    {
        ResolvedNode place = Place(now.RequestBody?.Pointer ?? now.Pointer, now.RequestBody?.Node ?? now.Node);
        new ResponseComparison(sink, schemas).Content(old.RequestBody?.Content ?? [], now.RequestBody?.Content ?? [], place, "webhook's body", null);
        foreach (ApiResponse answer in old.Responses)
        {
            if (now.Responses.FirstOrDefault(candidate => candidate.Status == answer.Status) is { } same)
            {
                new BodyComparison(sink, schemas).Compare(old with { RequestBody = Body(answer) }, now with { RequestBody = Body(same) }, Place(same.Pointer, same.Node));
            }
        }
    }

    private static ApiRequestBody? Body(ApiResponse answer) => answer.Content.Count == 0
        ? null
        : new ApiRequestBody { Content = answer.Content, Node = answer.Node, Pointer = answer.Pointer };

    private ResolvedNode Place(string pointer, DocumentNode node) => new(revision.Bundle.Root.Uri, pointer, node);
}
