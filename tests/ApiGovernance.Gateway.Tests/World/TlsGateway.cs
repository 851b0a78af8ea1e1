using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiGovernance.Gateway.Authentication.Certificates;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>A second gateway of a world, which listens on https and asks for client certificates.</summary>
public sealed class TlsGateway : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly WebApplication app;

    private TlsGateway(WebApplication app, TempFolder folder) => (this.app, this.folder) = (app, folder);

    public Uri Address => new(app.Urls.Single());

    public static async Task<TlsGateway> StartAsync(GatewayWorld world, Func<GatewayOptions, GatewayOptions>? change = null)
    {
        TempFolder folder = new();
        using X509Certificate2 own = Certificates.Make("localhost");
        File.WriteAllText(folder["gateway.pem"], own.ExportCertificatePem());
        using (ECDsa key = own.GetECDsaPrivateKey()!)
            File.WriteAllText(folder["gateway.key"], key.ExportPkcs8PrivateKeyPem());
        GatewayTls tls = new(folder["gateway.pem"], folder["gateway.key"], asksClients: true, TimeProvider.System);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureGatewayKestrel();
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(tls.Handshake));
        });
        builder.Services.AddSingleton<ISnapshotSource>(world.ControlPlane);
        builder.Services.AddSingleton<IUsageSink>(world.ControlPlane);
        GatewayOptions options = new() { Node = "tls", StateDirectory = folder["state"], SnapshotWait = TimeSpan.FromSeconds(5) };
        builder.Services.AddGateway(change?.Invoke(options) ?? options);
        WebApplication app = builder.Build();
        app.UseGateway();
        await app.StartAsync();
        TlsGateway gateway = new(app, folder);
        using HttpClient probe = gateway.Client();
        await Eventually.HoldsAsync(
            async () => (await probe.GetAsync("readyz", TestContext.Current.CancellationToken)).IsSuccessStatusCode, GatewayWorld.Bound, "the https gateway is ready");
        return gateway;
    }

    /// <summary>A client of its own connections, with this certificate or none.</summary>
    public HttpClient Client(X509Certificate2? certificate = null)
    {
        SocketsHttpHandler handler = new() { UseCookies = false };
#pragma warning disable CA5359 // The gateway's certificate is made by the test; the client's is what is tested.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>Certificates that a test makes for itself.</summary>
public static class Certificates
{
    public const string ForClients = "1.3.6.1.5.5.7.3.2";
    public const string ForServers = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2 Make(string name, X509Certificate2? issuer = null, bool authority = false, string? use = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}, O=Test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        if (use is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        DateTimeOffset begin = from ?? TimeProvider.System.GetUtcNow().AddDays(-1), end = to ?? TimeProvider.System.GetUtcNow().AddDays(1);
        if (issuer is null)
            return Usable(request.CreateSelfSigned(begin, end));
        using X509Certificate2 signed = request.Create(issuer, begin, end, RandomNumberGenerator.GetBytes(8));
        return Usable(signed.CopyWithPrivateKey(key));
    }

    public static string Sha256(this X509Certificate2 certificate) => Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    public static string Thumbprint(this X509Certificate2 certificate) => System.Buffers.Text.Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
