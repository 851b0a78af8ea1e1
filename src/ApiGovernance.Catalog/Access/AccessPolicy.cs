using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Access;

/// <summary>Whose tokens the control plane takes, and what they make of their bearers (<c>policies/access/access.yaml</c>).</summary>
public sealed record AccessPolicy
{
    /// <summary>The <c>aud</c> of every token: the control plane's own, so that a token for the gateway opens nothing here.</summary>
    public required string Audience { get; init; }

    /// <summary>Names of <c>traffic/issuers.yaml</c>, or <c>embedded</c>.</summary>
    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>The claim by which the audit names a person; null: the client of a client's token, else <c>sub</c>.</summary>
    public string? NameClaim { get; init; }

    /// <summary>True: a call without a token from this machine is an architect's.</summary>
    public bool AllowAnonymousLocal { get; init; }

    public IReadOnlyList<AccessBinding> Bindings { get; init; } = [];

    /// <summary>The clients that the embedded authority gives tokens for the control plane.</summary>
    public IEnumerable<string> EmbeddedClients =>
        Bindings.Where(binding => binding is { Issuer: Protocol.Descriptors.ConsumerCredential.EmbeddedIssuer, ClientId: not null })
            .Select(binding => binding.ClientId!)
            .Distinct(StringComparer.Ordinal);
}

/// <summary>Who has a role: a client, or everybody whose token has a value in a claim.</summary>
public sealed record AccessBinding(CatalogRole Role, string Issuer)
{
    /// <summary>The value of the issuer's client claim.</summary>
    public string? ClientId { get; init; }

    /// <summary>The claim, e.g. <c>groups</c>; with <see cref="Value"/> instead of <see cref="ClientId"/>.</summary>
    public string? Claim { get; init; }

    /// <summary>The claim itself, or one of its values when it is a list.</summary>
    public string? Value { get; init; }

    /// <summary>For owner and ci: whose APIs; <c>*</c> for all (ci only).</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Where the file says so.</summary>
    public SourceSpan? Place { get; init; }

    /// <summary>The binding within its file.</summary>
    public string Pointer { get; init; } = "";
}
