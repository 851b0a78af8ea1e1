using System.Collections.Concurrent;

namespace ApiGovernance.Gateway;

/// <summary>
/// Remembers no more than so many values, without a timer: two generations, of which the older is dropped as a whole when the younger is
/// full. What is in use moves on into the younger one.
/// </summary>
/// <param name="capacity">Values in both generations together.</param>
internal sealed class BoundedMemory<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private ConcurrentDictionary<TKey, TValue> young = new();
    private ConcurrentDictionary<TKey, TValue> old = new();
    private int count;

    /// <summary>What is remembered now, what came last at the end.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries => Volatile.Read(ref old).Concat(Volatile.Read(ref young));

    public bool TryFind(TKey key, out TValue value)
    {
        if (Volatile.Read(ref young).TryGetValue(key, out value!))
            return true;
        if (!Volatile.Read(ref old).TryGetValue(key, out value!))
            return false;
        Put(key, value);
        return true;
    }

    public void Put(TKey key, TValue value)
    {
        if (Interlocked.Increment(ref count) > capacity / 2)
        {
            Interlocked.Exchange(ref count, 1);
            Volatile.Write(ref old, Interlocked.Exchange(ref young, new()));
        }

        Volatile.Read(ref young)[key] = value;
    }
}
