using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>How a token is got, and which scopes it may have.</summary>
internal static class OAuthRules
{
    public static IEnumerable<Change> Check(ApiSecurityDefinition old, ApiSecurityDefinition now, ContractPair contracts, IReadOnlyList<OperationPair> pairs) =>
        [.. Flows(old, now, contracts), .. Scopes(old, now, pairs)];

    private static IEnumerable<Change> Flows(ApiSecurityDefinition old, ApiSecurityDefinition now, ContractPair contracts)
    {
        foreach (ApiOAuthFlow was in old.Flows)
        {
            if (now.Flows.FirstOrDefault(flow => flow.Kind == was.Kind) is not { } kept)
            {
                yield return new Change(IsUsed(old, contracts) ? "api-security-component-oauth-flow-removed" : "api-security-component-changed", now.Place, $"The security scheme `{now.Name}` no longer offers the flow `{was.Kind}`.") { Before = was.Kind, Proof = IsUsed(old, contracts) ? NoToken(was) : null };
                continue;
            }

            if (was.AuthorizationUrl != kept.AuthorizationUrl)
                yield return Url("oauth-url", "authorization URL", was.AuthorizationUrl, kept.AuthorizationUrl, kept, now);
            if (was.TokenUrl != kept.TokenUrl)
                yield return Url("oauth-token-url", "token URL", was.TokenUrl, kept.TokenUrl, kept, now);
        }

        foreach (ApiOAuthFlow added in now.Flows.Where(flow => old.Flows.All(was => was.Kind != flow.Kind)))
            yield return new Change("api-security-component-oauth-flow-added", added.Place, $"The security scheme `{now.Name}` offers the flow `{added.Kind}` now.") { After = added.Kind };
    }

    private static Change Url(string id, string what, string? was, string? now, ApiOAuthFlow flow, ApiSecurityDefinition scheme) =>
        new($"api-security-component-{id}-changed", flow.Place, $"The security scheme `{scheme.Name}` has another {what} for the flow `{flow.Kind}`: {now}.") { Before = was, After = now };

    private static IEnumerable<Change> Scopes(ApiSecurityDefinition old, ApiSecurityDefinition now, IReadOnlyList<OperationPair> pairs)
    {
        foreach (string gone in old.Scopes.Except(now.Scopes, StringComparer.Ordinal))
        {
            string[] users = [.. pairs.Where(pair => IsNeeded(pair, now.Name, gone)).Select(pair => pair.After.ToString())];
            string needed = users.Length == 0 ? "" : users.Length == 1 ? $", which `{users[0]}` needs" : $", which `{users[0]}` and others need";
            yield return new Change("api-security-component-oauth-scope-removed", now.Place, $"The security scheme `{now.Name}` no longer offers the scope `{gone}`{needed}.")
            {
                Before = gone,
                Operations = users,
                AtLeast = users.Length == 0 ? null : Severity.Error,
            };
        }

        foreach (string added in now.Scopes.Except(old.Scopes, StringComparer.Ordinal))
            yield return new Change("api-security-component-oauth-scope-added", now.Place, $"The security scheme `{now.Name}` offers the scope `{added}` now.") { After = added };
        foreach (string kept in old.Scopes.Intersect(now.Scopes, StringComparer.Ordinal))
        {
            if (Explained(old, kept) is var was && Explained(now, kept) is var explained && was != explained)
                yield return new Change("api-security-component-oauth-scope-changed", now.Place, $"The security scheme `{now.Name}` explains the scope `{kept}` otherwise.") { Before = $"{kept}: {was}", After = $"{kept}: {explained}" };
        }
    }

    private static string Explained(ApiSecurityDefinition scheme, string scope) => scheme.Flows.Select(flow => flow.Scopes.GetValueOrDefault(scope)).FirstOrDefault(text => text is not null) ?? "";

    private static bool IsUsed(ApiSecurityDefinition scheme, ContractPair contracts) =>
        contracts.Before.Operations.Any(operation => SchemeIdentities.Named(operation.Security, scheme.Name) is not null);

    /// <summary>Who got in with the scope has no other way: no token has it any more.</summary>
    private static bool IsNeeded(OperationPair pair, string scheme, string scope)
    {
        bool Asks(Alternative way) => way.Needs.Any(need => need.Name == scheme && need.Scopes.Contains(scope, StringComparer.Ordinal));
        IReadOnlyList<Alternative> now = SchemeIdentities.After(pair.After.Security, pair.Before.Security);
        return now.Any(Asks) && SchemeIdentities.Before(pair.Before.Security).Where(Asks).Any(way => !now.Any(other => !Asks(other) && other.LetsIn(way)));
    }

    private static Proof NoToken(ApiOAuthFlow flow)
    {
        string url = flow.TokenUrl ?? flow.AuthorizationUrl ?? "the authorization server";
        (string line, string grant) = flow.Kind == "implicit" ? ($"GET {url}?response_type=token", "response_type=token") : ($"POST {url}", $"grant_type={Grant(flow.Kind)}");
        return new Proof(
            $"{line} ({grant}) gave a token and is refused now",
            new WitnessExchange { IsRequest = true, RequestLine = line, Body = flow.Kind == "implicit" ? null : grant, Reason = $"The flow `{flow.Kind}` is not offered." });
    }

    private static string Grant(string kind) => kind switch
    {
        "clientCredentials" => "client_credentials",
        "password" => "password",
        "deviceAuthorization" => "urn:ietf:params:oauth:grant-type:device_code",
        _ => "authorization_code",
    };
}
