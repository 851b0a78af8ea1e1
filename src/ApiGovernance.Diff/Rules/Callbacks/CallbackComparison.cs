using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>The callbacks of an operation: by name, then by the address to which they are sent, then by method.</summary>
/// <param name="compare">What both sides have, with the name of the callback.</param>
internal sealed class CallbackComparison(ChangeSink sink, CallbackWords words, Action<OperationPair, string> compare)
{
    public void Compare(OperationPair pair)
    {
        List<ApiCallback> left = [.. pair.After.Callbacks], gone = [];
        foreach (ApiCallback old in pair.Before.Callbacks)
        {
            if (left.Find(callback => callback.Name == old.Name) is { } now && left.Remove(now))
                Requests(pair, old, now);
            else
                gone.Add(old);
        }

        foreach (ApiCallback old in gone)
        {
            if (left.Find(callback => IsSame(old, callback)) is { } renamed && left.Remove(renamed))
            {
                sink.Add(new Change("callback-renamed", renamed.Place, $"has {words.Of(old.Name)} under the name `{renamed.Name}` now.") { Before = old.Name, After = renamed.Name, Was = old.Place, Identity = $"{pair.Identity} callback:{old.Name}" });
                Requests(pair, old, renamed);
            }
            else
            {
                sink.Add(Removed(pair, words.Of(old.Name), old.Name, old.Requests.SelectMany(request => request.Operations).FirstOrDefault()) with { Was = old.Place });
            }
        }

        foreach (ApiCallback added in left)
            sink.Add(new Change("callback-added", added.Place, $"has the new callback `{added.Name}`.") { After = added.Name, Identity = $"{pair.Identity} callback:{added.Name}" });
    }

    /// <summary>The name is on no wire: an address and a method that both have make them one.</summary>
    private static bool IsSame(ApiCallback one, ApiCallback other) =>
        one.Requests.Any(request => other.Requests.Any(same => same.Expression == request.Expression && same.Operations.Any(operation => request.Operations.Any(old => old.Method == operation.Method))));

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
            sink.Add(new Change("callback-url-changed", after.Place.Member(now.Expression) ?? after.Place, $"{words.Does} {words.Of(after.Name)} {words.To} `{now.Expression}` and no longer {words.To} `{was.Expression}`.")
            {
                Before = was.Expression,
                After = now.Expression,
                Was = before.Place,
                Identity = $"{pair.Identity} callback:{after.Name}",
                Proof = words.InVain(was.Operations.Count > 0 ? was.Operations[0] : null),
            });
            Operations(pair, was, now, before.Name);
            return;
        }

        foreach (ApiCallbackRequest removed in gone)
            sink.Add(Removed(pair, $"{words.Of(before.Name)} {words.To} `{removed.Expression}`", removed.Expression, removed.Operations.Count > 0 ? removed.Operations[0] : null) with { Was = before.Place });
        foreach (ApiCallbackRequest added in left)
            sink.Add(new Change("callback-added", after.Place.Member(added.Expression) ?? after.Place, $"{words.Does} {words.Of(after.Name)} {words.To} `{added.Expression}` too.") { After = added.Expression, Identity = $"{pair.Identity} callback:{after.Name}" });
    }

    private void Operations(OperationPair pair, ApiCallbackRequest before, ApiCallbackRequest after, string name)
    {
        foreach (ApiOperation old in before.Operations)
        {
            if (after.Operations.FirstOrDefault(operation => operation.Method == old.Method) is { } now)
                compare(new OperationPair(pair.Contracts, old, now) { Identity = $"{pair.Identity} callback:{name} {old.Method}" }, name);
            else
                sink.Add(Removed(pair, $"{words.Of(name)} as {old.Method}", $"{name} {old.Method}", old) with { Was = old.Place });
        }

        foreach (ApiOperation added in after.Operations.Where(operation => before.Operations.All(old => old.Method != operation.Method)))
            sink.Add(new Change("callback-added", added.Place, $"{words.Does} {words.Of(name)} as {added.Method} too.") { After = $"{name} {added.Method}", Identity = $"{pair.Identity} callback:{name}" });
    }

    private Change Removed(OperationPair pair, string callback, string before, ApiOperation? operation) =>
        new("callback-removed", pair.Place, $"no longer {words.Does} {callback}.") { Before = before, Identity = $"{pair.Identity} callback", Proof = words.InVain(operation) };
}

/// <summary>Who sends a callback: the API those of an operation, and the receiver of a callback those that it has in turn.</summary>
internal sealed record CallbackWords(string Does, string Article, string To, bool IsSent)
{
    public static readonly CallbackWords Sent = new("sends", "its", "to", IsSent: true);

    public static readonly CallbackWords Taken = new("takes", "the", "at", IsSent: false);

    public string Of(string name) => $"{Article} callback `{name}`";

    public Proof? InVain(ApiOperation? old) => old is null ? null : new Proof(
        IsSent ? $"{old} was sent to a caller and is not sent any more" : $"{old} of a receiver was taken and is not taken any more",
        new WitnessExchange { IsRequest = !IsSent, RequestLine = old.ToString(), Reason = $"The revision does not {(IsSent ? "send" : "take")} it." });
}
