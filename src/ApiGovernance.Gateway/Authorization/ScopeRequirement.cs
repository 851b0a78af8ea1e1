using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>
/// The scopes of an operation: alternatives of scopes which are all needed (OpenAPI 3.1, 4.8.30). Schemes other than OAuth 2 and
/// OpenID Connect have no scopes that a token carries; of these the gateway only wants an authenticated caller.
/// </summary>
internal sealed class ScopeRequirement
{
    private readonly string[][] alternatives;

    public ScopeRequirement(IReadOnlyList<ApiSecurityRequirement> security)
    {
        alternatives = [.. security.Select(requirement => requirement.Schemes
            .Where(scheme => scheme.Type is "oauth2" or "openIdConnect")
            .SelectMany(scheme => scheme.Scopes)
            .Distinct(StringComparer.Ordinal)
            .ToArray())];
        // An alternative without scopes is met by everyone.
        if (alternatives.Any(scopes => scopes.Length == 0))
            alternatives = [];
    }

    /// <returns>Null when one alternative is met; else the scopes of the one that lacks least.</returns>
    public IReadOnlyList<string>? Lacking(IReadOnlySet<string> granted)
    {
        string[]? nearest = null;
        int fewest = int.MaxValue;
        foreach (string[] scopes in alternatives)
        {
            int missing = 0;
            foreach (string scope in scopes)
            {
                if (!granted.Contains(scope))
                    missing++;
            }

            if (missing == 0)
                return null;
            if (missing < fewest)
                (nearest, fewest) = (scopes, missing);
        }

        return nearest;
    }
}
