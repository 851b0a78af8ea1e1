using ApiGovernance.Gateway.Authentication;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>
/// The scopes of an operation: alternatives of scopes which are all needed (OpenAPI 3.1, 4.8.30). Schemes other than OAuth 2 and
/// OpenID Connect have no scopes that a token carries; beside an alternative with scopes they are for those who came with such a credential,
/// and where no alternative has scopes the gateway only wants an authenticated caller.
/// </summary>
internal sealed class ScopeRequirement
{
    private readonly string[][] alternatives;
    private readonly CallerProof free;

    public ScopeRequirement(IReadOnlyList<ApiSecurityRequirement> security)
    {
        alternatives = [.. security.Select(Scopes).Where(scopes => scopes.Length > 0)];
        // An alternative without any scheme is met by everyone.
        if (security.Any(requirement => requirement.Schemes.Count == 0))
            alternatives = [];
        foreach (ApiSecurityRequirement requirement in security.Where(requirement => Scopes(requirement).Length == 0))
        {
            // What needs two credentials at once nobody has without scopes.
            if (requirement.Schemes is [var only])
                free |= ProofOf(only);
        }
    }

    /// <returns>Null when one alternative is met; else the scopes of the one that lacks least.</returns>
    public IReadOnlyList<string>? Lacking(TokenIdentity caller)
    {
        CallerProof shown = caller.Binding.Certificate is null ? caller.Proof : caller.Proof | CallerProof.Certificate;
        if ((shown & free) != CallerProof.None)
            return null;
        string[]? nearest = null;
        int fewest = int.MaxValue;
        foreach (string[] scopes in alternatives)
        {
            int missing = 0;
            foreach (string scope in scopes)
            {
                if (!caller.Scopes.Contains(scope))
                    missing++;
            }

            if (missing == 0)
                return null;
            if (missing < fewest)
                (nearest, fewest) = (scopes, missing);
        }

        return nearest;
    }

    private static string[] Scopes(ApiSecurityRequirement requirement) =>
    [
        .. requirement.Schemes
            .Where(scheme => scheme.Type is "oauth2" or "openIdConnect")
            .SelectMany(scheme => scheme.Scopes)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Basic and other schemes of HTTP nobody can come with: the gateway does not take them.</summary>
    private static CallerProof ProofOf(ApiSecurityScheme scheme) => scheme.Type switch
    {
        "oauth2" or "openIdConnect" => CallerProof.Token,
        "http" when scheme.Definition?.HttpScheme == "bearer" => CallerProof.Token,
        "apiKey" => CallerProof.Key,
        "mutualTLS" => CallerProof.Certificate,
        _ => CallerProof.None,
    };
}
