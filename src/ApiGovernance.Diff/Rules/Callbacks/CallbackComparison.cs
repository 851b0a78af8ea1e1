using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>The callbacks of an operation: by name, then by the address to which they are sent, then by method.</summary>
internal sealed class CallbackComparison(ChangeSink sink, SentComparison sent)
{
    public void Compare(OperationPair pair)
    {
        foreach (ApiCallback old in pair.Before.Callbacks)
        {
            if (pair.After.Callbacks.FirstOrDefault(callback => callback.Name == old.Name) is { } now)
                Requests(pair, old, now);
            else
                sink.Add(Removed(pair, $"callback `{old.Name}`", old.Name) with { Was = old.Place, Proof = NotSent(old.Requests.SelectMany(request => request.Operations).FirstOrDefault()) });
        }

        foreach (ApiCallback added in pair.After.Callbacks.Where(callback => pair.Before.Callbacks.All(old => old.Name != callback.Name)))
            sink.Add(new Change("callback-added", added.Place, $"has the new callback `{added.Name}`.") { After = added.Name, Identity = $"{pair.Identity} callback:{added.Name}" });
    }

    private void Requests(OperationPair pair, ApiCallback before, ApiCallback after)
    {
        List<ApiCallbackRequest> left = [.. after.Requests], gone = [];
        foreach (ApiCallbackRequest old in before.Requests)
        {
            if (left.Find(request => request.Expression == old.Expression) is { } same && left.Remove(same))
                Operations(pair, old, same, before.Name);
            else
                gone.Add(old);
        }

        if (gone is [{ } was] && left is [{ } now])
        {
            sink.Add(new Change("callback-url-changed", after.Place.Member(now.Expression) ?? after.Place, $"sends its callback `{after.Name}` to `{now.Expression}` and no longer to `{was.Expression}`.")
            {
                Before = was.Expression,
                After = now.Expression,
                Was = before.Place,
                Identity = $"{pair.Identity} callback:{after.Name}",
                Proof = NotSent(was.Operations.Count > 0 ? was.Operations[0] : null),
            });
            Operations(pair, was, now, before.Name);
            return;
        }

        foreach (ApiCallbackRequest removed in gone)
        {
            sink.Add(Removed(pair, $"callback `{before.Name}` to `{removed.Expression}`", removed.Expression) with
            {
                Was = before.Place,
                Proof = NotSent(removed.Operations.Count > 0 ? removed.Operations[0] : null),
            });
        }

        foreach (ApiCallbackRequest added in left)
            sink.Add(new Change("callback-added", after.Place.Member(added.Expression) ?? after.Place, $"sends its callback `{after.Name}` to `{added.Expression}` too.") { After = added.Expression, Identity = $"{pair.Identity} callback:{after.Name}" });
    }

    private void Operations(OperationPair pair, ApiCallbackRequest before, ApiCallbackRequest after, string name)
    {
        foreach (ApiOperation old in before.Operations)
        {
            string words = $"callback `{name}`", identity = $"{pair.Identity} callback:{name} {old.Method}";
            if (after.Operations.FirstOrDefault(operation => operation.Method == old.Method) is { } now)
                sent.Compare(new SentMessage(new OperationPair(pair.Contracts, old, now) { Identity = identity }, words, identity));
            else
                sink.Add(Removed(pair, $"{words} as {old.Method}", $"{name} {old.Method}") with { Was = old.Place, Proof = NotSent(old) });
        }

        foreach (ApiOperation added in after.Operations.Where(operation => before.Operations.All(old => old.Method != operation.Method)))
            sink.Add(new Change("callback-added", added.Place, $"sends its callback `{name}` as {added.Method} too.") { After = $"{name} {added.Method}", Identity = $"{pair.Identity} callback:{name}" });
    }

    private static Change Removed(OperationPair pair, string words, string before) =>
        new("callback-removed", pair.Place, $"no longer sends its {words}.") { Before = before, Identity = $"{pair.Identity} callback" };

    private static Proof? NotSent(ApiOperation? old) => old is null ? null : new Proof(
        $"{old} was sent to a caller and is not sent any more",
        new OpenApi.Findings.WitnessExchange { IsRequest = false, RequestLine = old.ToString(), Reason = "The revision does not send it." });
}
