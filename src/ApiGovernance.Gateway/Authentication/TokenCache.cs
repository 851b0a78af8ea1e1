namespace ApiGovernance.Gateway.Authentication;

/// <summary>Remembers verified tokens by their hash, so that a signature is checked once per token and not once per call.</summary>
/// <param name="capacity">Tokens that are remembered at most.</param>
internal sealed class TokenCache(int capacity, TimeProvider clock)
{
    /// <summary>What an issuer says otherwise of a token counts after this time at the latest.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly BoundedMemory<TokenHash, Entry> memory = new(capacity);

    /// <returns>Null when the token is not known, its time is over or its issuer has published other keys since.</returns>
    public TokenIdentity? Find(TokenHash token) =>
        // A clock that was set back may be before a token's time again, so the token is looked at anew.
        memory.TryFind(token, out Entry entry) && clock.GetUtcNow() is var now && now < entry.Until && now >= entry.Since
            && (entry.Keys is null || ReferenceEquals(entry.Keys.Current, entry.Identity.SignedBy))
            ? entry.Identity
            : null;

    /// <param name="keys">Where the issuer's keys come from; null for an identity that does not hang on them.</param>
    public void Add(TokenHash token, TokenIdentity identity, IssuerKeys? keys) => Add(token, identity, keys, MaxAge);

    public void Add(TokenHash token, TokenIdentity identity, IssuerKeys? keys, TimeSpan maxAge)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset until = identity.Expires < now + maxAge ? identity.Expires : now + maxAge;
        if (until > now)
            memory.Put(token, new Entry(identity, now, until, keys));
    }

    /// <summary>Goes on with what another one remembers of those whom it still holds for.</summary>
    public void TakeOver(TokenCache previous, Func<TokenIdentity, bool> holds)
    {
        foreach (var (token, entry) in previous.memory.Entries)
        {
            if (holds(entry.Identity))
                memory.Put(token, entry);
        }
    }

    private readonly record struct Entry(TokenIdentity Identity, DateTimeOffset Since, DateTimeOffset Until, IssuerKeys? Keys);
}
