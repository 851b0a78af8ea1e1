namespace ApiGovernance.Diff.Events;

internal sealed record ChannelPair(EventPlace Before, EventPlace After);

/// <summary>Which channels of the two sides stand for each other: of one address, whatever its parameters are called, else of one name (3.x).</summary>
internal sealed class ChannelMatching
{
    public ChannelMatching(EventPair contracts)
    {
        IReadOnlyList<EventPlace> before = EventPlace.Of(contracts.Before), after = EventPlace.Of(contracts.After);
        Dictionary<string, EventPlace> byShape = after.ToDictionary(place => place.Shape, StringComparer.Ordinal);
        List<ChannelPair> pairs = [.. before.Where(place => byShape.ContainsKey(place.Shape)).Select(place => new ChannelPair(place, byShape[place.Shape]))];
        List<EventPlace> gone = [.. before.Where(place => !byShape.ContainsKey(place.Shape))];
        List<EventPlace> left = [.. after.Except(pairs.Select(pair => pair.After))];
        foreach (EventPlace place in gone.ToArray())
        {
            // 2.x has the address for a name.
            if (left.Find(other => other.First.Name == place.First.Name && other.First.Name != other.First.Address) is not { } same)
                continue;
            pairs.Add(new ChannelPair(place, same));
            gone.Remove(place);
            left.Remove(same);
        }

        (Pairs, Removed, Added) = (pairs, gone, left);
    }

    public IReadOnlyList<ChannelPair> Pairs { get; }

    public IReadOnlyList<EventPlace> Removed { get; }

    public IReadOnlyList<EventPlace> Added { get; }
}
