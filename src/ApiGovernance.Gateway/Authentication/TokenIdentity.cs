using System.Collections.Frozen;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>What a verified token says about its bearer.</summary>
/// <param name="Issuer">The configured issuer's name, not its URL.</param>
/// <param name="Client">The value of that issuer's client claim; null when the token has none.</param>
/// <param name="Expires">The token's <c>exp</c>.</param>
internal sealed record TokenIdentity(string Issuer, string? Client, FrozenSet<string> Scopes, DateTimeOffset Expires)
{
    /// <summary>The token's <c>sub</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>The values of the claims by which consumers of this issuer are known; those that the token does not have are missing.</summary>
    public FrozenDictionary<string, string[]> Claims { get; init; } = FrozenDictionary<string, string[]>.Empty;

    /// <summary>With what the caller showed who it is.</summary>
    public CallerProof Proof { get; init; } = CallerProof.Token;

    /// <summary>What the caller must prove beside the token.</summary>
    public SenderBinding Binding { get; init; }

    /// <summary>What the issuer's tokens may or must be bound to.</summary>
    public DpopMode Dpop { get; init; }

    /// <summary>The issuer's keys of which one signed the token; null for what was not known by a signature.</summary>
    public IssuerKeySet? SignedBy { get; init; }
}

/// <summary>The outcome of verifying a token: an identity or the problem type to answer with.</summary>
internal readonly record struct TokenVerdict(TokenIdentity? Identity, Problems.ProblemType? Refusal)
{
    /// <summary>Null where there is no more to say than the problem does.</summary>
    public RefusalReason? Reason { get; init; }

    public static implicit operator TokenVerdict(TokenIdentity identity) => new(identity, null);

    public static implicit operator TokenVerdict(Problems.ProblemType refusal) => new(null, refusal);
}
