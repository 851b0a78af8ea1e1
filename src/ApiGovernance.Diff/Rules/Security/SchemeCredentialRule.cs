using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>A scheme that asks for other credentials: once, with every operation whose callers have those of before and are not let in with them.</summary>
internal static class SchemeCredentialRule
{
    public static Change? Check(ApiSecurityDefinition old, ApiSecurityDefinition now, IReadOnlyList<OperationPair> pairs)
    {
        string was = SchemeMeaning.Words(old), asks = SchemeMeaning.Words(now);
        if (was == asks)
            return null;
        OperationPair[] users = [.. pairs.Where(pair => IsRefused(pair, old.Name))];
        string id = users.Length == 0 ? "api-security-component-changed"
            : SchemeMeaning.Kind(old) != SchemeMeaning.Kind(now) ? "api-security-component-type-changed"
            : SchemeMeaning.Kind(old) == "apiKey" ? "api-security-component-key-changed"
            : "api-security-component-http-scheme-changed";
        return new Change(id, now.Place, $"The security scheme `{now.Name}` asks for {asks}, before for {was}.")
        {
            Before = was,
            After = asks,
            Operations = [.. users.Select(pair => pair.Before.ToString())],
            Proof = users.Length == 0 ? null : Refused(users[0], old, was, asks),
        };
    }

    /// <summary>An operation that names it on both sides, and takes what it stood for under no other name. One that names it no more is told by itself.</summary>
    private static bool IsRefused(OperationPair pair, string scheme)
    {
        if (SchemeIdentities.Named(pair.Before.Security, scheme) is null || SchemeIdentities.Named(pair.After.Security, scheme) is null)
            return false;
        IReadOnlyList<Alternative> now = SchemeIdentities.Now(pair.After.Security, pair.Before.Security);
        return SchemeIdentities.Before(pair.Before.Security).Where(way => way.Needs.Any(need => need.Name == scheme)).Any(way => !now.Any(other => other.LetsIn(way)));
    }

    private static Proof Refused(OperationPair pair, ApiSecurityDefinition old, string was, string asks) =>
        new Need("", old.Name, old, []).AddTo(pair.Request()).Refused($" with {was}", $"It is answered with 401 or 403: {asks} is needed.");
}
