using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>The declared schemes, by name. One that was only renamed is no change.</summary>
internal static class SchemeRules
{
    public static IEnumerable<Change> Check(ContractPair contracts, IReadOnlyList<OperationPair> pairs)
    {
        IReadOnlyList<ApiSecurityDefinition> before = contracts.Before.SecurityDefinitions, after = contracts.After.SecurityDefinitions;
        foreach (ApiSecurityDefinition old in before)
        {
            if (Named(after, old.Name) is { } now)
            {
                foreach (Change change in Check(old, now, contracts, pairs))
                    yield return change with { Was = old.Place, Identity = $"security-scheme {old.Name}" };
            }
            else if (!IsRenamed(old, after, before))
            {
                yield return new Change("api-security-component-removed", contracts.At(contracts.After.Root["components"] is null ? "securityDefinitions" : "components"), $"The security scheme `{old.Name}` is gone.")
                {
                    Before = old.Name,
                    Was = old.Place,
                    Identity = $"security-scheme {old.Name}",
                };
            }
        }

        foreach (ApiSecurityDefinition added in after.Where(scheme => Named(before, scheme.Name) is null && !IsRenamed(scheme, before, after)))
            yield return new Change("api-security-component-added", added.Place, $"The security scheme `{added.Name}` is new.") { After = added.Name, Identity = $"security-scheme {added.Name}" };
    }

    private static IEnumerable<Change> Check(ApiSecurityDefinition old, ApiSecurityDefinition now, ContractPair contracts, IReadOnlyList<OperationPair> pairs)
    {
        if (SchemeCredentialRule.Check(old, now, pairs) is { } other)
            return [other];
        return [.. Urls(old, now), .. OAuthRules.Check(old, now, contracts, pairs)];
    }

    private static IEnumerable<Change> Urls(ApiSecurityDefinition old, ApiSecurityDefinition now)
    {
        if (old.OpenIdConnectUrl != now.OpenIdConnectUrl)
        {
            yield return new Change("api-security-component-open-id-connect-url-changed", now.Place, $"The security scheme `{now.Name}` has another OpenID Connect URL: {now.OpenIdConnectUrl}.")
            {
                Before = old.OpenIdConnectUrl,
                After = now.OpenIdConnectUrl,
            };
        }
    }

    private static ApiSecurityDefinition? Named(IReadOnlyList<ApiSecurityDefinition> schemes, string name) => schemes.FirstOrDefault(scheme => scheme.Name == name);

    /// <summary>The other side has one of the same meaning under a name that this side does not have.</summary>
    private static bool IsRenamed(ApiSecurityDefinition scheme, IReadOnlyList<ApiSecurityDefinition> others, IReadOnlyList<ApiSecurityDefinition> own) =>
        others.Any(other => Named(own, other.Name) is null && SchemeMeaning.Of(other) == SchemeMeaning.Of(scheme));
}
