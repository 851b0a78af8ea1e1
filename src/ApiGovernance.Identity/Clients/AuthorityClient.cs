namespace ApiGovernance.Identity.Clients;

/// <summary>A machine that may ask for tokens.</summary>
/// <param name="ClientId">The id it authenticates with; also the subject of its tokens.</param>
/// <param name="Secrets">The hashes of its secrets, of which each opens: two while one is replaced by the other. None: nobody gets in as this client.</param>
/// <param name="Scopes">Every scope it may ask for; all of them are granted when it asks for none.</param>
public sealed record AuthorityClient(string ClientId, IReadOnlyList<SecretHash> Secrets, IReadOnlySet<string> Scopes)
{
    /// <summary>
    /// Scopes that are for another audience than the authority's own, each with that audience. A token is for one audience: such a scope is
    /// asked for alone, or is what a client gets that has no others.
    /// </summary>
    public IReadOnlyDictionary<string, string> OtherAudiences { get; init; } = new Dictionary<string, string>();

    /// <summary>What a token of this client holds.</summary>
    /// <param name="requested">Scopes that it may ask for; empty when it asks for none in particular.</param>
    internal (IReadOnlyCollection<string> Scopes, string? OtherAudience) Grant(IReadOnlyCollection<string> requested)
    {
        IReadOnlyCollection<string> scopes = requested.Count > 0 ? requested
            : Scopes.Count == 0 && OtherAudiences.Count == 1 ? [.. OtherAudiences.Keys]
            : [.. Scopes];
        return (scopes, scopes.Select(scope => OtherAudiences.GetValueOrDefault(scope)).FirstOrDefault(audience => audience is not null));
    }
}
