namespace ApiGovernance.Gateway.Resilience;

/// <summary>The kept answers of one operation; the one that was not asked for longest makes room.</summary>
internal sealed class StaleStore(StaleAnswers all, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, StaleAnswer Answer)>> byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, StaleAnswer Answer)> byUse = new();
    private long bytes;
    private TimeSpan staleFor;

    public void Put(string key, StaleAnswer answer, CacheRule rule)
    {
        long size = answer.Size + (2L * key.Length);
        lock (gate)
        {
            staleFor = rule.StaleFor;
            // What would not fit even alone must not cost the others their place.
            if (size > rule.MaxBytes || !all.HasRoomFor(size - bytes))
                return;
            if (byKey.TryGetValue(key, out var known))
                Remove(known);
            while (byUse.Last is { } last && (bytes + size > rule.MaxBytes || !all.HasRoomFor(size)))
                Remove(last);
            if (!all.HasRoomFor(size))
                return;
            byKey[key] = byUse.AddFirst((key, answer));
            Count(size);
        }
    }

    public StaleAnswer? Find(string key, TimeSpan notOlder)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
                return null;
            if (clock.GetElapsedTime(node.Value.Answer.At) > notOlder)
            {
                Remove(node);
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Drops what is too old to be given.</summary>
    public void Sweep()
    {
        lock (gate)
        {
            for (var node = byUse.First; node is not null;)
            {
                var next = node.Next;
                if (clock.GetElapsedTime(node.Value.Answer.At) > staleFor)
                    Remove(node);
                node = next;
            }
        }
    }

    private void Remove(LinkedListNode<(string Key, StaleAnswer Answer)> node)
    {
        byUse.Remove(node);
        byKey.Remove(node.Value.Key);
        Count(-(node.Value.Answer.Size + (2L * node.Value.Key.Length)));
    }

    private void Count(long change)
    {
        bytes += change;
        all.Count(change);
    }
}
