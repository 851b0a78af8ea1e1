using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>From the catalog's YAML to sockets: a gateway on https knows a partner by its certificate and tells the back end by a token of its own.</summary>
public sealed class CallersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_partner_with_a_certificate_is_let_in_over_https_and_the_back_end_is_told_by_a_signed_token()
    {
        await using LoopbackApp echo = await EchoBackend.StartAsync();
        using X509Certificate2 server = Make("localhost"), client = Make("edi.contoso.example"), other = Make("edi.contoso.example");
        CatalogFiles files = new CatalogFiles(_folder).Backend("echo", echo.BaseAddress).Api("notes", "/test/notes", "echo", Contracts.Notes);
        _folder.Write("catalog/backends/echo.yaml", CatalogFiles.Descriptor("Backend", "echo", $"owner: {CatalogFiles.Team}\n  system: other\n  address: {echo.BaseAddress}\n  identity: token"));
        _folder.Write("catalog/consumers/contoso.yaml", CatalogFiles.Descriptor(
            "Consumer", "contoso",
            $"partner: Contoso\n  plan: unlimited\n  certificates:\n    - sha256: {Convert.ToHexString(client.GetCertHash(HashAlgorithmName.SHA256))}\n  subscriptions:\n    - api: notes"));
        string certificate = _folder.Write("tls.pem", server.ExportCertificatePem());
        using ECDsa key = server.GetECDsaPrivateKey()!;
        string keyFile = _folder.Write("tls.key", key.ExportPkcs8PrivateKeyPem());
        string[] arguments = [.. files.Arguments.Select((argument, i) => i > 0 && files.Arguments[i - 1] == "--gateway" ? "https://127.0.0.1:0" : argument)];
        await using ServeProcess serve = await ServeProcess.StartAsync(
            [.. arguments, "--gateway-certificate", certificate, "--gateway-key", keyFile, "--ask-client-certificates", "--public-url", "https://api.example.com"]);

        using HttpClient known = Client(serve, client), unknown = Client(serve, other), bare = Client(serve, null);
        Echo seen = (await known.GetFromJsonAsync<Echo>("test/notes/v1/notes", JsonSerializerOptions.Web, Cancel))!;
        (await unknown.GetAsync("test/notes/v1/notes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await bare.GetAsync("test/notes/v1/notes", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        string[] token = seen.Headers["Authorization"]["Bearer ".Length..].Split('.');
        JsonElement claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        claims.GetProperty("iss").GetString().ShouldBe("https://api.example.com");
        claims.GetProperty("aud").GetString().ShouldBe("echo");
        claims.GetProperty("consumer").GetString().ShouldBe("contoso");
        string kid = JsonDocument.Parse(Base64Url.DecodeFromChars(token[0])).RootElement.GetProperty("kid").GetString()!;
        JsonElement keys = await bare.GetFromJsonAsync<JsonElement>(".well-known/jwks.json", Cancel);
        keys.GetProperty("keys").EnumerateArray().Select(published => published.GetProperty("kid").GetString()).ShouldContain(kid);
    }

    [Theory]
    [InlineData("needs a certificate", "--gateway", "https://127.0.0.1:0")]
    [InlineData("any client claim any certificate", "--client-certificate-header", "Client-Cert")]
    [InlineData("on https only", "--ask-client-certificates")]
    [InlineData("is no network", "--client-certificate-header", "Client-Cert", "--trusted-proxy", "proxy")]
    public async Task Options_that_do_not_go_together_are_told_before_anything_starts(string problem, params string[] options)
    {
        CatalogFiles files = new CatalogFiles(_folder).Backend("gone", new Uri("http://127.0.0.1:9/")).Api("notes", "/test/notes", "gone", Contracts.Notes);
        string[] arguments = options[0] == "--gateway" ? ["--catalog", files.Catalog, "--policies", files.Policies, "--data", files.Data, "--control-plane", "http://127.0.0.1:0"] : files.Arguments;

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. arguments, .. options]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain(problem);
    }

    private static HttpClient Client(ServeProcess serve, X509Certificate2? certificate)
    {
#pragma warning disable CA5359 // The gateway's certificate is made by the test; the client's is what is tested.
        SocketsHttpHandler handler = new() { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
#pragma warning restore CA5359
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = serve.Gateway };
    }

    private static X509Certificate2 Make(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
