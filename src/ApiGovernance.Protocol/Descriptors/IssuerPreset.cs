namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What the access tokens of a well-known product look like: where its client and scopes stand, and which types it writes.</summary>
/// <param name="ClientClaims">In the order in which they are looked at.</param>
/// <param name="ScopeClaims">In the order in which they are looked at.</param>
public sealed record IssuerPreset(string Name, IReadOnlyList<string> ClientClaims, IReadOnlyList<string> ScopeClaims, IReadOnlyList<string> TokenTypes)
{
    /// <summary>Every product that has a preset.</summary>
    public static IReadOnlyList<IssuerPreset> All { get; } =
    [
        // Version 1 tokens say appid, version 2 tokens azp. Scopes are those of a user (scp), else the application's roles.
        new("entra", ["azp", "appid"], ["scp", "roles"], ["JWT"]),
        // Newer releases can be told to write at+jwt.
        new("keycloak", ["azp", "client_id"], ["scope"], ["JWT", "at+jwt"]),
        // The RFC 9068 profile says client_id and at+jwt, the older one azp and JWT. Permissions come with RBAC.
        new("auth0", ["azp", "client_id"], ["scope", "permissions"], ["JWT", "at+jwt"]),
        new("duende", ["client_id"], ["scope"], ["at+jwt"]),
        new("openiddict", ["client_id"], ["scope"], ["at+jwt"]),
    ];

    /// <summary>For an issuer without a preset: RFC 9068.</summary>
    public static IssuerPreset Standard { get; } = new("", ["client_id"], ["scope"], ["at+jwt"]);

    public static IssuerPreset Of(string? name) => All.FirstOrDefault(preset => preset.Name == name) ?? Standard;
}
