using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApiGovernance.Gateway.Authentication.Certificates;

/// <summary>A client certificate whose key the client has proven to hold, to this gateway or to a proxy that it trusts.</summary>
internal sealed class PresentedCertificate
{
    public PresentedCertificate(X509Certificate2 certificate)
    {
        Certificate = certificate;
        byte[] hash = certificate.GetCertHash(HashAlgorithmName.SHA256);
        Sha256 = Convert.ToHexStringLower(hash);
        Thumbprint = Base64Url.EncodeToString(hash);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>In lower-case hex, as descriptors have it.</summary>
    public string Sha256 { get; }

    /// <summary>In base64url, as tokens have it (RFC 8705, 3.1).</summary>
    public string Thumbprint { get; }

    public bool IsInTime(DateTimeOffset now) => Certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime < Certificate.NotAfter.ToUniversalTime();
}
