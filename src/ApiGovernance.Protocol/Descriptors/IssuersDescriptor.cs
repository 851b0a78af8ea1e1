namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Which token issuers the gateway trusts (<c>policies/traffic/issuers.yaml</c>).</summary>
public sealed record IssuersDescriptor : Descriptor
{
    public override string Kind => "Issuers";

    public required IReadOnlyList<TokenIssuer> Issuers { get; init; }
}

/// <summary>One issuer, as data: what differs between OpenIddict, Duende, Entra, Keycloak and Auth0.</summary>
/// <param name="Name">What consumers' credentials refer to.</param>
/// <param name="Issuer">The exact value of <c>iss</c>.</param>
public sealed record TokenIssuer(string Name, string Issuer)
{
    /// <summary>Discovery document; null: <c>{issuer}/.well-known/openid-configuration</c>.</summary>
    public string? MetadataUrl { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Signature algorithms let in (RFC 8725, 3.1).</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "ES256", "PS256"];

    /// <summary>Values of <c>typ</c> let in (RFC 9068); <c>any</c> for issuers that do not set it.</summary>
    public IReadOnlyList<string> TokenTypes { get; init; } = ["at+jwt"];

    public string ClientClaim { get; init; } = "client_id";

    public string ScopeClaim { get; init; } = "scope";

    public int ClockSkewSeconds { get; init; } = 30;
}
