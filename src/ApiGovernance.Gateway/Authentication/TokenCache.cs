using System.Collections.Concurrent;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Remembers verified tokens, so that a signature is checked once per token and not once per call. Bounded without a timer: two
/// generations, of which the older is dropped as a whole when the younger is full.
/// </summary>
/// <param name="capacity">Tokens in both generations together.</param>
internal sealed class TokenCache(int capacity, TimeProvider clock)
{
    /// <summary>A key that the issuer withdraws stops working after this time at the latest.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private ConcurrentDictionary<string, Entry> young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Entry> old = new(StringComparer.Ordinal);
    private int count;

    /// <param name="header">The whole <c>Authorization</c> field: it is at hand, a part of it would have to be copied.</param>
    public TokenIdentity? Find(string header)
    {
        if (Volatile.Read(ref young).TryGetValue(header, out Entry entry))
            return clock.GetUtcNow() < entry.Until ? entry.Identity : null;
        if (!Volatile.Read(ref old).TryGetValue(header, out entry) || clock.GetUtcNow() >= entry.Until)
            return null;
        Put(header, entry);
        return entry.Identity;
    }

    public void Add(string header, TokenIdentity identity)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset until = identity.Expires < now + MaxAge ? identity.Expires : now + MaxAge;
        if (until > now)
            Put(header, new Entry(identity, until));
    }

    private void Put(string header, Entry entry)
    {
        if (Interlocked.Increment(ref count) > capacity / 2)
        {
            Interlocked.Exchange(ref count, 1);
            Volatile.Write(ref old, Interlocked.Exchange(ref young, new(StringComparer.Ordinal)));
        }

        Volatile.Read(ref young)[header] = entry;
    }

    private readonly record struct Entry(TokenIdentity Identity, DateTimeOffset Until);
}
