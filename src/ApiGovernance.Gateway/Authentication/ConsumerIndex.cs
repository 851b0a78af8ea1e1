using System.Collections.Frozen;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Finds the consumer that a token names. The credential that asks for most claims counts, a client id being one claim; where two
/// consumers' credentials ask for equally many and the token meets both, it names nobody.
/// </summary>
internal sealed class ConsumerIndex
{
    private readonly FrozenDictionary<(string Issuer, string Client), ConsumerModel> byClient;
    private readonly FrozenDictionary<string, ClaimGroup[]> byClaims;

    public ConsumerIndex(IEnumerable<(ConsumerCredential Credential, ConsumerModel Consumer)> credentials)
    {
        (ConsumerCredential Credential, ConsumerModel Consumer)[] all = [.. credentials];
        byClient = all
            .Where(pair => pair.Credential.ClientId is not null)
            .DistinctBy(pair => (pair.Credential.Issuer, pair.Credential.ClientId))
            .ToFrozenDictionary(pair => (pair.Credential.Issuer, pair.Credential.ClientId!), pair => pair.Consumer);
        byClaims = all
            .Where(pair => pair.Credential.Claims is { Count: > 0 })
            .GroupBy(pair => pair.Credential.Issuer, StringComparer.Ordinal)
            .ToFrozenDictionary(issuer => issuer.Key, issuer => ClaimGroup.Of(issuer), StringComparer.Ordinal);
        ClaimNames = byClaims.ToFrozenDictionary(
            issuer => issuer.Key,
            issuer => issuer.Value.SelectMany(group => group.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The claims by which consumers are known, by the issuer's name.</summary>
    public FrozenDictionary<string, string[]> ClaimNames { get; }

    public ConsumerModel? Find(TokenIdentity identity)
    {
        ConsumerModel? client = identity.Client is { } name ? byClient.GetValueOrDefault((identity.Issuer, name)) : null;
        return identity.Claims.Count == 0 || !byClaims.TryGetValue(identity.Issuer, out ClaimGroup[]? groups) ? client : Find(identity, groups, client);
    }

    /// <param name="groups">Those with most claims first.</param>
    private static ConsumerModel? Find(TokenIdentity identity, ClaimGroup[] groups, ConsumerModel? client)
    {
        HashSet<ConsumerModel> found = [];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i].AddMatches(identity.Claims, found);
            bool levelEnds = i + 1 == groups.Length || groups[i + 1].Names.Length < groups[i].Names.Length;
            if (levelEnds && groups[i].Names.Length > 1 && found.Count > 0)
                return found.Count == 1 ? found.First() : null;
        }

        if (client is not null)
            found.Add(client);
        return found.Count == 1 ? found.First() : null;
    }
}
