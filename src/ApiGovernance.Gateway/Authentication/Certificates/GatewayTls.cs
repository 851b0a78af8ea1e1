using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ApiGovernance.Gateway.Authentication.Certificates;

/// <summary>
/// The gateway's own certificate, from PEM files that are read again when they change, and whether clients are asked for theirs. Every client
/// certificate is let through the handshake, which proves that the client has its key: whose it is, and whether it counts, is decided per call.
/// </summary>
public sealed class GatewayTls
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private readonly string certificateFile;
    private readonly string keyFile;
    private readonly bool asksClients;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private SslStreamCertificateContext context;
    private DateTime writtenAt;
    private long lookedAt;

    /// <param name="certificateFile">The certificate, and those of authorities between it and the root.</param>
    /// <param name="keyFile">Its key; null when it stands in the same file.</param>
    /// <exception cref="CryptographicException">The files hold no certificate with its key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public GatewayTls(string certificateFile, string? keyFile, bool asksClients, TimeProvider clock)
    {
        (this.certificateFile, this.keyFile, this.asksClients, this.clock) = (certificateFile, keyFile ?? certificateFile, asksClients, clock);
        writtenAt = Written();
        lookedAt = clock.GetTimestamp();
        context = Load();
    }

    /// <summary>For <c>ListenOptions.UseHttps</c>.</summary>
    public TlsHandshakeCallbackOptions Handshake => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = Current(),
            // Asked for, not insisted on: a call may prove itself otherwise.
            ClientCertificateRequired = asksClients,
#pragma warning disable CA5359 // These are clients' certificates, self-signed ones among them: TLS proves the key, the catalog says whose it is.
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowRenegotiation = false,
        }),
    };

    private SslStreamCertificateContext Current()
    {
        lock (gate)
        {
            if (clock.GetElapsedTime(lookedAt) < LookAgain)
                return context;
            lookedAt = clock.GetTimestamp();
            try
            {
                DateTime written = Written();
                if (written != writtenAt)
                    (context, writtenAt) = (Load(), written);
            }
            catch (Exception error) when (error is IOException or CryptographicException or UnauthorizedAccessException)
            {
                // Half written files are read again a moment later; until then the one before is as good.
            }

            return context;
        }
    }

    private DateTime Written() => new[] { File.GetLastWriteTimeUtc(certificateFile), File.GetLastWriteTimeUtc(keyFile) }.Max();

    private SslStreamCertificateContext Load()
    {
        X509Certificate2 own = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(certificateFile);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }
}
