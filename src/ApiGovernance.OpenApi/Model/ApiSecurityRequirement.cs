namespace ApiGovernance.OpenApi.Model;

/// <summary>Schemes which are all needed (AND). No scheme at all means that anonymous calls are fine.</summary>
public sealed record ApiSecurityRequirement(IReadOnlyList<ApiSecurityScheme> Schemes);

/// <param name="Name">The scheme's name in the document.</param>
/// <param name="Type">Its type (<c>oauth2</c>, <c>apiKey</c>, <c>http</c>, <c>basic</c>, <c>openIdConnect</c>, <c>mutualTLS</c>), or null when undeclared.</param>
/// <param name="Scopes">Scopes (oauth2, openIdConnect) or roles (any type, from 3.1 on) which are all needed.</param>
public sealed record ApiSecurityScheme(string Name, string? Type, IReadOnlyList<string> Scopes)
{
    /// <summary>The scheme as declared; null when it is not.</summary>
    public ApiSecurityDefinition? Definition { get; init; }
}
