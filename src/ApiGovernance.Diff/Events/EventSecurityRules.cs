using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The ways to show who one is, of which one is enough. A scheme is what it asks for, not what it is called.</summary>
internal static class EventSecurityRules
{
    private static readonly string[] Meaningful = ["type", "name", "in", "scheme", "openIdConnectUrl"];

    public static IEnumerable<Change> Check(IEnumerable<string> before, IEnumerable<string> after, EventPair contracts, ResolvedNode at, ResolvedNode was, string identity, string? words = null)
    {
        Dictionary<string, string> old = Ways(before, contracts.Before), now = Ways(after, contracts.After);
        string of = words is null ? "" : $"{words} ";
        // Without any, everybody is let in.
        if (now.Count > 0)
        {
            foreach ((string meaning, string name) in old.Where(way => !now.ContainsKey(way.Key)))
                yield return new Change("event-security-added", at, $"{of}no longer takes the credentials of `{name}` ({meaning}).") { Before = name, After = Names(now), Was = was, Identity = $"{identity} security {meaning}" };
            if (old.Count == 0)
                yield return new Change("event-security-added", at, $"{of}needs credentials now: {Names(now)}.") { After = Names(now), Was = was, Identity = $"{identity} security" };
        }

        if (old.Count == 0)
            yield break;
        foreach ((string meaning, string name) in now.Where(way => !old.ContainsKey(way.Key)))
            yield return new Change("event-security-removed", at, $"{of}takes the credentials of `{name}` ({meaning}), too.") { Before = Names(old), After = name, Was = was, Identity = $"{identity} security {meaning}" };
        if (now.Count == 0)
            yield return new Change("event-security-removed", at, $"{of}no longer needs credentials ({Names(old)}).") { Before = Names(old), Was = was, Identity = $"{identity} security" };
    }

    private static string Names(Dictionary<string, string> ways) => string.Join(" or ", ways.Values.Select(name => $"`{name}`"));

    /// <summary>Names by what they mean.</summary>
    private static Dictionary<string, string> Ways(IEnumerable<string> names, EventContract contract)
    {
        Dictionary<string, string> ways = new(StringComparer.Ordinal);
        foreach (string name in names)
            ways.TryAdd(Meaning(name, contract), name);
        return ways;
    }

    private static string Meaning(string name, EventContract contract)
    {
        if (EventPair.RootOf(contract).Member("components")?.Member("securitySchemes")?.Member(name) is not { } written || contract.Bundle.Follow(written) is not { } scheme)
            return name;
        IEnumerable<string> fields = Meaningful.Where(field => scheme.Node[field] is not null).Select(field => scheme.Node[field]!.Text ?? "");
        IEnumerable<string> flows = scheme.Member("flows")?.Members().OrderBy(flow => flow.Member.Name, StringComparer.Ordinal).Select(Flow) ?? [];
        return string.Join(' ', fields.Concat(flows));
    }

    // 2.x calls the scopes that there are `scopes`, 3.x `availableScopes`: what is asked for is said elsewhere.
    private static string Flow((DocumentMember Member, ResolvedNode Value) flow) =>
        $"{flow.Member.Name}({string.Join(' ', flow.Value.Node.Members.Where(member => member.Name.EndsWith("Url", StringComparison.Ordinal)).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => JsonValueText.Of(member.Value).Text))})";
}
