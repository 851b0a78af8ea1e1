using System.Collections.Concurrent;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Remembers verified tokens by their hash, so that a signature is checked once per token and not once per call. Bounded without a timer:
/// two generations, of which the older is dropped as a whole when the younger is full.
/// </summary>
/// <param name="capacity">Tokens in both generations together.</param>
internal sealed class TokenCache(int capacity, TimeProvider clock)
{
    /// <summary>What an issuer says otherwise of a token counts after this time at the latest.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private ConcurrentDictionary<TokenHash, Entry> young = new();
    private ConcurrentDictionary<TokenHash, Entry> old = new();
    private int count;

    /// <returns>Null when the token is not known, its time is over or its issuer has published other keys since.</returns>
    public TokenIdentity? Find(TokenHash token)
    {
        if (Volatile.Read(ref young).TryGetValue(token, out Entry entry))
            return IsCurrent(entry) ? entry.Identity : null;
        if (!Volatile.Read(ref old).TryGetValue(token, out entry) || !IsCurrent(entry))
            return null;
        Put(token, entry);
        return entry.Identity;
    }

    /// <param name="keys">Where the issuer's keys come from; null for an identity that does not hang on them.</param>
    public void Add(TokenHash token, TokenIdentity identity, IssuerKeys? keys)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset until = identity.Expires < now + MaxAge ? identity.Expires : now + MaxAge;
        if (until > now)
            Put(token, new Entry(identity, until, keys));
    }

    private bool IsCurrent(in Entry entry) =>
        clock.GetUtcNow() < entry.Until && (entry.Keys is null || ReferenceEquals(entry.Keys.Current, entry.Identity.SignedBy));

    private void Put(TokenHash token, Entry entry)
    {
        if (Interlocked.Increment(ref count) > capacity / 2)
        {
            Interlocked.Exchange(ref count, 1);
            Volatile.Write(ref old, Interlocked.Exchange(ref young, new()));
        }

        Volatile.Read(ref young)[token] = entry;
    }

    private readonly record struct Entry(TokenIdentity Identity, DateTimeOffset Until, IssuerKeys? Keys);
}
