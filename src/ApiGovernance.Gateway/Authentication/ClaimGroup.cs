using System.Collections.Frozen;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The credentials of one issuer that ask for the same claims: a tree with the values of one claim on each level, so that a token with
/// long lists costs no more than the credentials that it meets.
/// </summary>
internal sealed class ClaimGroup
{
    private readonly ClaimNode root;

    private ClaimGroup(string[] names, IEnumerable<(ConsumerCredential Credential, ConsumerModel Consumer)> credentials) =>
        (Names, root) = (names, ClaimNode.Of(names, 0, [.. credentials]));

    public string[] Names { get; }

    /// <summary>Groups of those with most claims first.</summary>
    public static ClaimGroup[] Of(IEnumerable<(ConsumerCredential Credential, ConsumerModel Consumer)> credentials)
    {
        List<(string[] Names, List<(ConsumerCredential, ConsumerModel)> Members)> groups = [];
        foreach (var pair in credentials)
        {
            string[] names = [.. pair.Credential.Claims!.Keys.Order(StringComparer.Ordinal)];
            int at = groups.FindIndex(group => group.Names.SequenceEqual(names));
            if (at < 0)
                groups.Add((names, [pair]));
            else
                groups[at].Members.Add(pair);
        }

        return [.. groups.OrderByDescending(group => group.Names.Length).Select(group => new ClaimGroup(group.Names, group.Members))];
    }

    /// <summary>Adds the consumers all of whose claims a token has.</summary>
    public void AddMatches(IReadOnlyDictionary<string, string[]> claims, HashSet<ConsumerModel> found) => root.AddMatches(Names, 0, claims, found);

    private sealed class ClaimNode(ConsumerModel[] consumers, FrozenDictionary<string, ClaimNode> next)
    {
        public static ClaimNode Of(string[] names, int level, (ConsumerCredential Credential, ConsumerModel Consumer)[] credentials) => level == names.Length
            ? new ClaimNode([.. credentials.Select(pair => pair.Consumer).Distinct()], FrozenDictionary<string, ClaimNode>.Empty)
            : new ClaimNode([], credentials
                .GroupBy(pair => pair.Credential.Claims![names[level]], StringComparer.Ordinal)
                .ToFrozenDictionary(same => same.Key, same => Of(names, level + 1, [.. same]), StringComparer.Ordinal));

        public void AddMatches(string[] names, int level, IReadOnlyDictionary<string, string[]> claims, HashSet<ConsumerModel> found)
        {
            found.UnionWith(consumers);
            if (level == names.Length || !claims.TryGetValue(names[level], out string[]? values))
                return;
            foreach (string value in values)
            {
                if (next.TryGetValue(value, out ClaimNode? node))
                    node.AddMatches(names, level + 1, claims, found);
            }
        }
    }
}
