using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The addresses of one back end.</summary>
internal sealed class DestinationSet
{
    private readonly Destination[] all;

    /// <param name="previous">An address whose settings did not change goes on with what is known of it.</param>
    /// <exception cref="SnapshotContentException">An address is no URL.</exception>
    public DestinationSet(SnapshotBackend backend, DestinationSet? previous, TimeProvider clock)
    {
        string[] addresses = [.. backend.Destinations.Prepend(backend.Address).Select(address => address.TrimEnd('/')).Distinct(StringComparer.Ordinal)];
        foreach (string address in addresses)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
                throw new SnapshotContentException($"The address '{address}' of back end '{backend.Name}' is no http or https URL.");
        }

        all =
        [
            .. addresses.Select((address, number) =>
                previous?.all.FirstOrDefault(known => known.Address == address && known.Number == number && known.Health == backend.Health)
                ?? new Destination(number, address, backend.Health, clock)),
        ];
    }

    public IReadOnlyList<Destination> All => all;

    /// <summary>There is nothing to choose and nothing to watch.</summary>
    public bool IsPlain => all is [{ Health: null }];

    /// <summary>None can be called before a probe succeeds.</summary>
    public bool IsDown => Array.TrueForAll(all, static destination => destination is { IsHealthy: false, Health.Path: not null });

    /// <summary>The less busy one of two that are picked by chance.</summary>
    /// <param name="other">Where a try went before: taken only when there is no other.</param>
    /// <returns>Null when none is healthy.</returns>
    public Destination? Pick(Destination? other)
    {
        if (all is [var only])
            return only.MayBeCalled() ? only : null;
        Destination? best = null;
        int start = Random.Shared.Next(all.Length);
        int seen = 0;
        for (int i = 0; i < all.Length && seen < 2; i++)
        {
            Destination candidate = all[(start + i) % all.Length];
            if (candidate == other || !candidate.MayBeCalled())
                continue;
            // One that is to be tried out is tried now; the next time would be an interval later.
            if (!candidate.IsHealthy)
                return candidate;
            seen++;
            if (best is null || candidate.InFlight < best.InFlight)
                best = candidate;
        }

        return best ?? (other?.MayBeCalled() == true ? other : null);
    }
}
