using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>How a back end is told who calls.</summary>
[JsonConverter(typeof(WordEnum<BackendIdentity>))]
public enum BackendIdentity
{
    /// <summary>By header fields that only the gateway sets.</summary>
    [JsonStringEnumMemberName("headers")] Headers,

    /// <summary>By a token that the gateway signs.</summary>
    [JsonStringEnumMemberName("token")] Token,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")] None,
}

/// <summary>What the gateway shows the back end to be let in: one of the two.</summary>
public sealed record BackendCredentials
{
    /// <summary>The caller's token is exchanged for one that is meant for the back end (RFC 8693).</summary>
    public BackendTokenGrant? TokenExchange { get; init; }

    /// <summary>The gateway has a client of its own (RFC 6749, 4.4).</summary>
    public BackendTokenGrant? ClientCredentials { get; init; }
}

/// <param name="TokenUrl">The token endpoint.</param>
/// <param name="ClientId">The gateway's client there.</param>
/// <param name="Secret">Where gateways find its secret; see <see cref="SecretReference"/>.</param>
public sealed record BackendTokenGrant(string TokenUrl, string ClientId, string Secret)
{
    public string? Scope { get; init; }

    public string? Audience { get; init; }
}
