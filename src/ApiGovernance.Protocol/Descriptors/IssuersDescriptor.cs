namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Which token issuers the gateway trusts (<c>policies/traffic/issuers.yaml</c>).</summary>
public sealed record IssuersDescriptor : Descriptor
{
    public override string Kind => "Issuers";

    public required IReadOnlyList<TokenIssuer> Issuers { get; init; }
}
