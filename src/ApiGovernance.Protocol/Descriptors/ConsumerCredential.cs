namespace ApiGovernance.Protocol.Descriptors;

/// <summary>How a token names a consumer: by the issuer's client claim, or by claims that it must all have.</summary>
/// <param name="Issuer">The name of a configured issuer; <c>embedded</c> is the built-in authority.</param>
/// <param name="ClientId">The value of that issuer's client claim; null when claims are named.</param>
public sealed record ConsumerCredential(string Issuer, string? ClientId = null)
{
    /// <summary>The name of the built-in authority.</summary>
    public const string EmbeddedIssuer = "embedded";

    /// <summary>Claims by name, with the value each must have or hold in its list; null when there is a client id.</summary>
    public IReadOnlyDictionary<string, string>? Claims { get; init; }

    public bool Equals(ConsumerCredential? other) =>
        other is not null && Issuer == other.Issuer && ClientId == other.ClientId
        && (Claims?.Count ?? 0) == (other.Claims?.Count ?? 0)
        && (Claims ?? NoClaims).All(claim => other.Claims!.TryGetValue(claim.Key, out string? value) && value == claim.Value);

    public override int GetHashCode() => HashCode.Combine(Issuer, ClientId, Claims?.Count ?? 0);

    private static readonly Dictionary<string, string> NoClaims = [];
}
