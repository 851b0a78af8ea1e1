namespace ApiGovernance.Protocol.Descriptors;

/// <summary>One issuer, as data: what differs between OpenIddict, Duende, Entra, Keycloak and Auth0.</summary>
/// <param name="Name">What consumers' credentials refer to.</param>
/// <param name="Issuer">The exact value of <c>iss</c>.</param>
public sealed record TokenIssuer(string Name, string Issuer)
{
    /// <summary>The product whose claims and types the issuer has (<see cref="IssuerPreset"/>); null: those of RFC 9068.</summary>
    public string? Preset { get; init; }

    /// <summary>Discovery document; null: <c>{issuer}/.well-known/openid-configuration</c>.</summary>
    public string? MetadataUrl { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Signature algorithms let in (RFC 8725, 3.1).</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "ES256", "PS256"];

    /// <summary>Values of <c>typ</c> let in (RFC 9068); <c>any</c> for issuers that do not set it.</summary>
    public IReadOnlyList<string> TokenTypes { get; init; } = ["at+jwt"];

    public string ClientClaim { get; init; } = "client_id";

    /// <summary>Claims that name the client where the ones before are absent, in order.</summary>
    public IReadOnlyList<string> OtherClientClaims { get; init; } = [];

    public string ScopeClaim { get; init; } = "scope";

    /// <summary>Claims that hold the scopes where the ones before are absent, in order.</summary>
    public IReadOnlyList<string> OtherScopeClaims { get; init; } = [];

    public int ClockSkewSeconds { get; init; } = 30;

    /// <summary>How long the last known good keys hold while the issuer cannot be reached.</summary>
    public int KeepKeysHours { get; init; } = 24;

    /// <summary>Values of <c>jti</c> that are taken no more.</summary>
    public IReadOnlyList<string> RevokedTokens { get; init; } = [];

    /// <summary>How it is asked about opaque tokens; null: it has none.</summary>
    public TokenIntrospection? Introspection { get; init; }

    public DpopMode Dpop { get; init; }
}
