namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A client certificate that names a consumer: itself, or by its subject and the authority that vouches for it.</summary>
public sealed record ConsumerCertificate
{
    /// <summary>SHA-256 of the certificate (DER) in lower-case hex; null when subject and authority are named.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The subject's distinguished name (RFC 4514).</summary>
    public string? Subject { get; init; }

    /// <summary>SHA-256 of a certificate of the authority, which must stand in the chain, in lower-case hex.</summary>
    public string? Authority { get; init; }
}
