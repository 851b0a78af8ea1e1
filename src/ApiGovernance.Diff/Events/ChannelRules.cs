using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>A channel that is on both sides: its address and its servers.</summary>
internal static class ChannelRules
{
    public static IEnumerable<Change> Check(ChannelPair pair)
    {
        EventChannel old = pair.Before.First, now = pair.After.First;
        if (pair.Before.Shape != pair.After.Shape)
        {
            yield return new Change("event-channel-address-changed", now.Place.Member("address") ?? now.Place, $"has another address; it was `{pair.Before.Address}`.")
            {
                Before = pair.Before.Address,
                After = pair.After.Address,
                Was = old.Place,
                Identity = $"channel {now.Name}",
                Proof = pair.Before.Flows.Select(flow => EventWords.Gone(flow, flow.Messages.Count > 0 ? flow.Messages[0] : null)).FirstOrDefault(),
            };
        }

        // A server that is gone from the document, or is new in it, is told of once, with the document.
        HashSet<string> common = [.. Names(pair.Before).Intersect(Names(pair.After), StringComparer.Ordinal)];
        string[] was = [.. Servers(pair.Before).Where(common.Contains)], are = [.. Servers(pair.After).Where(common.Contains)];
        foreach (string gone in was.Except(are, StringComparer.Ordinal))
            yield return new Change("event-channel-server-removed", now.Place, $"is no longer on the server `{gone}`.") { Before = gone, Was = old.Place, Identity = $"channel {pair.After.Shape} server" };
        foreach (string added in are.Except(was, StringComparer.Ordinal))
            yield return new Change("event-channel-server-added", now.Place, $"is on the server `{added}` now.") { After = added, Was = old.Place, Identity = $"channel {pair.After.Shape} server" };
    }

    private static IEnumerable<string> Names(EventPlace place) => place.Contract.Servers.Select(server => server.Name);

    private static IEnumerable<string> Servers(EventPlace place) =>
        place.Channels.SelectMany(channel => channel.Servers.Count > 0 ? channel.Servers : Names(place)).Distinct(StringComparer.Ordinal);
}
