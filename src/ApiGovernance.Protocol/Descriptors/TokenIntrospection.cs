namespace ApiGovernance.Protocol.Descriptors;

/// <summary>How an issuer is asked about tokens that say nothing themselves (RFC 7662).</summary>
/// <param name="Url">The introspection endpoint.</param>
/// <param name="ClientId">The gateway's own client at the issuer.</param>
/// <param name="Secret">Where gateways find its secret; see <see cref="SecretReference"/>.</param>
public sealed record TokenIntrospection(string Url, string ClientId, string Secret)
{
    /// <summary>How long an answer is remembered; never past the token's end.</summary>
    public int CacheSeconds { get; init; } = 60;

    /// <summary>Whether an answer must name one of the issuer's audiences; else one without any will do.</summary>
    public bool RequireAudience { get; init; } = true;

    /// <summary>What this issuer's tokens begin with; empty: it is asked about all that no other prefix fits.</summary>
    public string TokenPrefix { get; init; } = "";
}
