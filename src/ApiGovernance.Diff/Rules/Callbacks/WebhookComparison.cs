using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>The webhooks of the document, by name and method.</summary>
internal sealed class WebhookComparison(ContractPair contracts, ChangeSink sink, SentComparison sent)
{
    public void Compare()
    {
        OrderedDictionary<string, ApiOperation> left = new(StringComparer.Ordinal);
        foreach (ApiOperation webhook in contracts.After.Webhooks)
            left.TryAdd(webhook.ToString(), webhook);
        foreach (ApiOperation old in contracts.Before.Webhooks)
        {
            sink.Operation = old;
            if (left.Remove(old.ToString(), out ApiOperation? now))
            {
                sink.Enter(now, old);
                sent.Compare(new SentMessage(new OperationPair(contracts, old, now) { Identity = Identity(now) }, "webhook", Identity(now)));
            }
            else
            {
                sink.Add(Removed(old));
            }
        }

        foreach (ApiOperation added in left.Values)
        {
            sink.Operation = added;
            sink.Add(new Change("webhook-added", added.Place, "(a webhook) is new.") { After = added.ToString(), Identity = Identity(added) });
        }

        sink.Operation = null;
    }

    private Change Removed(ApiOperation old) => new("webhook-removed", contracts.At("webhooks"), "(a webhook) is no longer sent.")
    {
        Before = old.ToString(),
        Was = old.Place,
        Identity = Identity(old),
        Proof = new Proof(
            $"{old} (webhook) was sent to receivers and is not sent any more",
            new WitnessExchange { IsRequest = false, RequestLine = old.ToString(), Reason = "The revision does not send it." }),
    };

    private static string Identity(ApiOperation webhook) => $"webhook {webhook}";
}
