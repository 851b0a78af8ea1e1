using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>Brokers: by name, else by protocol and address.</summary>
internal static class EventServerRules
{
    public static IEnumerable<Change> Check(EventPair contracts)
    {
        List<EventServer> left = [.. contracts.After.Servers];
        List<EventServer> unmatched = [];
        foreach (EventServer old in contracts.Before.Servers)
        {
            if ((left.Find(server => server.Name == old.Name) ?? left.Find(server => Key(server) == Key(old))) is not { } now)
            {
                unmatched.Add(old);
                continue;
            }

            left.Remove(now);
            foreach (Change change in Kept(old, now, contracts))
                yield return change;
        }

        foreach (EventServer gone in unmatched)
            yield return new Change("event-server-removed", contracts.At("servers"), $"The server `{gone.Name}` ({Words(gone)}) is gone.") { Before = Words(gone), Was = gone.Place, Identity = $"server {gone.Name}" };
        foreach (EventServer added in left)
            yield return new Change("event-server-added", added.Place, $"The server `{added.Name}` ({Words(added)}) is new.") { After = Words(added), Identity = $"server {added.Name}" };
    }

    private static IEnumerable<Change> Kept(EventServer old, EventServer now, EventPair contracts)
    {
        string identity = $"server {now.Name}";
        if (Address(old) != Address(now))
            yield return new Change("event-server-address-changed", now.Place, $"The server `{now.Name}` is at `{now.Address}`, before `{old.Address}`.") { Before = old.Address, After = now.Address, Was = old.Place, Identity = identity };
        if (!string.Equals(old.Protocol, now.Protocol, StringComparison.OrdinalIgnoreCase))
            yield return new Change("event-server-protocol-changed", now.Place, $"The server `{now.Name}` speaks `{now.Protocol}`, before `{old.Protocol}`.") { Before = old.Protocol, After = now.Protocol, Was = old.Place, Identity = identity };
        foreach (Change change in BindingRules.Check(old, contracts.Before.Bundle, now, contracts.After.Bundle))
            yield return change with { Message = $"The server `{now.Name}` {change.Message}", Identity = identity };
        foreach (Change change in EventSecurityRules.Check(old.Security, now.Security, contracts, now.Place, old.Place, identity, $"The server `{now.Name}`"))
            yield return change;
    }

    private static string Key(EventServer server) => $"{server.Protocol?.ToLowerInvariant()} {Address(server)}";

    private static string Words(EventServer server) => $"{server.Protocol} {server.Address}";

    /// <summary>2.x may write the protocol before it.</summary>
    private static string Address(EventServer server)
    {
        int scheme = server.Address.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? server.Address : server.Address[(scheme + 3)..]).TrimEnd('/');
    }
}
