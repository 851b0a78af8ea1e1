using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication.Certificates;

/// <summary>
/// Finds the certificate of a caller: of the connection, or told by a trusted proxy in front; and the authorities that vouch for one.
/// </summary>
internal sealed class ClientCertificates
{
    private const int MaxHeaderLength = 16 * 1024;

    /// <summary>Certificates whose authorities are remembered; each costs a chain to build.</summary>
    private const int MaxKnown = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2Collection authorities = [];
    private readonly BoundedMemory<string, (IReadOnlyList<string> Authorities, DateTimeOffset Until)> known = new(MaxKnown);

    // A connection has one certificate object for all its requests.
    private readonly ConditionalWeakTable<X509Certificate2, PresentedCertificate> ofConnections = [];
    private readonly BoundedMemory<TokenHash, PresentedCertificate> told = new(MaxKnown);
    private readonly string? header;
    private readonly IReadOnlyList<IPNetwork> proxies;
    private readonly TimeProvider clock;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">The file of authorities cannot be read.</exception>
    public ClientCertificates(GatewayOptions options, TimeProvider clock)
    {
        (header, proxies, this.clock) = (options.ForwardedCertificateHeader, options.TrustedProxies, clock);
        if (options.ClientAuthoritiesFile is not { } file)
            return;
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new System.ComponentModel.DataAnnotations.ValidationException($"The client authorities in {file} cannot be read: {error.Message}");
        }
    }

    /// <returns>Null when the caller showed none.</returns>
    public PresentedCertificate? Of(HttpContext context)
    {
        // The certificate of a proxy's connection is the proxy's own, and none of its callers'.
        if (header is not null && IsOfProxy(context))
            return Forwarded(context, header);
        return context.Connection.ClientCertificate is { } ofConnection
            ? ofConnections.GetValue(ofConnection, static certificate => new PresentedCertificate(certificate))
            : null;
    }

    /// <summary>SHA-256 of the authorities in the certificate's chain, in hex; none when no authority of ours vouches for it.</summary>
    public IReadOnlyList<string> AuthoritiesOf(PresentedCertificate certificate)
    {
        if (authorities.Count == 0)
            return [];
        DateTimeOffset now = clock.GetUtcNow();
        if (known.TryFind(certificate.Sha256, out var found) && now < found.Until)
            return found.Authorities;
        IReadOnlyList<string> vouching = Chain(certificate.Certificate, now);
        known.Put(certificate.Sha256, (vouching, now + MaxAge));
        return vouching;
    }

    private List<string> Chain(X509Certificate2 certificate, DateTimeOffset now)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (X509Certificate2 authority in authorities)
        {
            // A root signs itself; what stands between it and the clients only helps to find it.
            (authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData) ? chain.ChainPolicy.CustomTrustStore : chain.ChainPolicy.ExtraStore).Add(authority);
        }

        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        // A server's certificate of the same authority is none of a client.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate)
            ? [.. chain.ChainElements.Skip(1).Select(element => Convert.ToHexStringLower(element.Certificate.GetCertHash(HashAlgorithmName.SHA256)))]
            : [];
    }

    /// <summary>The field counts only when the connection comes from a proxy that is trusted to have taken away what clients wrote.</summary>
    private bool IsOfProxy(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote)
            return false;
        IPAddress address = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        foreach (IPNetwork proxy in proxies)
        {
            if (proxy.Contains(address))
                return true;
        }

        return false;
    }

    private PresentedCertificate? Forwarded(HttpContext context, string name)
    {
        StringValues field = context.Request.Headers[name];
        if (field.Count != 1 || field[0] is not { Length: > 0 and <= MaxHeaderLength } text)
            return null;
        TokenHash hash = TokenHash.Of(text);
        if (told.TryFind(hash, out PresentedCertificate known))
            return known;
        try
        {
            PresentedCertificate certificate = new(Read(text));
            told.Put(hash, certificate);
            return certificate;
        }
        catch (Exception error) when (error is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>RFC 9440's byte sequence, or PEM in percent-encoding as nginx writes it.</summary>
    private static X509Certificate2 Read(string text)
    {
        if (text.StartsWith(':') && text.EndsWith(':') && text.Length > 2)
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text[1..^1]));
        string pem = Uri.UnescapeDataString(text);
        return pem.StartsWith("-----BEGIN", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromPem(pem)
            : X509CertificateLoader.LoadCertificate(Convert.FromBase64String(pem));
    }
}
