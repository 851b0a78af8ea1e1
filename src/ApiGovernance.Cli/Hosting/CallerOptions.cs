using System.Net;
using System.Security.Cryptography;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Gateway.Authentication.Certificates;

namespace ApiGovernance.Cli.Hosting;

/// <summary>What a gateway is told about its own address and its callers' certificates, and where its secrets are.</summary>
internal sealed record CallerOptions
{
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public bool AsksForCertificates { get; init; }

    public string? ClientAuthoritiesFile { get; init; }

    public string? ForwardedCertificateHeader { get; init; }

    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    public IReadOnlyList<Uri> PublicUrls { get; init; } = [];

    public string? SecretsDirectory { get; init; }

    public string? IdentityKeyDirectory { get; init; }

    /// <exception cref="CommandRefusal">They do not go together.</exception>
    public void Check(ServeOptions options)
    {
        bool https = options.RunsGateway && options.GatewayUrl.Scheme == Uri.UriSchemeHttps;
        if (https && CertificateFile is null)
            throw new CommandRefusal(ExitCodes.Usage, $"--gateway {options.GatewayUrl} needs a certificate.", "Give one with --gateway-certificate FILE, and its key with --gateway-key FILE.");
        if (!https && options.RunsGateway && (CertificateFile is not null || AsksForCertificates))
            throw new CommandRefusal(ExitCodes.Usage, "A certificate is of use to a gateway that listens on https only.", "Give --gateway https://ADDRESS:PORT.");
        if (ForwardedCertificateHeader is not null && TrustedProxies.Count == 0)
            throw new CommandRefusal(ExitCodes.Usage, "--client-certificate-header alone would let any client claim any certificate.", "Say which proxies write it with --trusted-proxy CIDR.");
        if (ClientAuthoritiesFile is { } authorities && !File.Exists(authorities))
            throw new CommandRefusal(ExitCodes.CannotStart, $"There is no file {Path.GetFullPath(authorities)}.", "Give the authorities' certificates with --client-ca FILE.");
    }

    /// <summary>Null for a gateway that listens on http.</summary>
    /// <exception cref="CommandRefusal">The certificate cannot be used.</exception>
    public GatewayTls? Tls()
    {
        if (CertificateFile is null)
            return null;
        try
        {
            return new GatewayTls(CertificateFile, KeyFile, AsksForCertificates || ClientAuthoritiesFile is not null, TimeProvider.System);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CommandRefusal(
                ExitCodes.CannotStart, $"The gateway's certificate {CertificateFile} cannot be used: {error.Message}",
                "It must be PEM; its key stands in the same file or in --gateway-key FILE, without a password.");
        }
    }
}
