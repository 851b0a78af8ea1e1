using ApiGovernance.Gateway.Authentication;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Authorization;

/// <summary>
/// The scopes of an operation: alternatives of scopes which are all needed (OpenAPI 3.1, 4.8.30). Schemes other than OAuth 2 and
/// OpenID Connect have no scopes that a token carries; beside an alternative with scopes they are for those who came with such a credential,
/// and where no alternative has scopes the gateway only wants an authenticated caller. <c>mutualTLS</c> within an alternative asks for a token that is
/// bound to the caller's certificate, and as the only way in for that or the certificate itself.
/// </summary>
internal sealed class ScopeRequirement
{
    private readonly Alternative[] alternatives;
    private readonly CallerProof free;

    public ScopeRequirement(IReadOnlyList<ApiSecurityRequirement> security)
    {
        alternatives = [.. security.Select(requirement => new Alternative(Scopes(requirement), IsBound(requirement))).Where(alternative => alternative.Scopes.Length > 0 || alternative.Bound)];
        // Whoever came by certificate is free of it below.
        if (security.Count > 0 && security.All(requirement => requirement.Schemes is [{ Type: "mutualTLS" }]))
            alternatives = [new Alternative([], Bound: true)];
        // An alternative without any scheme is met by everyone.
        if (security.Any(requirement => requirement.Schemes.Count == 0))
            alternatives = [];
        foreach (ApiSecurityRequirement requirement in security.Where(requirement => Scopes(requirement).Length == 0))
        {
            // What needs two other credentials at once nobody has without scopes.
            if (requirement.Schemes is [var only])
                free |= ProofOf(only);
        }
    }

    /// <returns>Null when one alternative is met; else the one that lacks least.</returns>
    public Alternative? Lacking(TokenIdentity caller)
    {
        bool bound = caller.Binding.Certificate is not null;
        CallerProof shown = bound ? caller.Proof | CallerProof.Certificate : caller.Proof;
        if ((shown & free) != CallerProof.None)
            return null;
        Alternative? nearest = null;
        int fewest = int.MaxValue;
        foreach (Alternative alternative in alternatives)
        {
            int missing = alternative.Bound && !bound ? 1 : 0;
            foreach (string scope in alternative.Scopes)
            {
                if (!caller.Scopes.Contains(scope))
                    missing++;
            }

            if (missing == 0)
                return null;
            if (missing < fewest)
                (nearest, fewest) = (alternative, missing);
        }

        return nearest;
    }

    private static bool IsBound(ApiSecurityRequirement requirement) =>
        requirement.Schemes.Any(scheme => scheme.Type == "mutualTLS") && requirement.Schemes.Any(scheme => scheme.Type is "oauth2" or "openIdConnect");

    /// <summary>A scheme that the contract does not declare, most likely by a slip, frees nobody of the scopes that are asked for under its name.</summary>
    private static string[] Scopes(ApiSecurityRequirement requirement) =>
    [
        .. requirement.Schemes
            .Where(scheme => scheme.Type is "oauth2" or "openIdConnect" or null)
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

    /// <summary>One of several ways in.</summary>
    /// <param name="Scopes">All are needed.</param>
    /// <param name="Bound">And a token that is bound to the caller's certificate (RFC 8705).</param>
    internal sealed record Alternative(string[] Scopes, bool Bound);
}
