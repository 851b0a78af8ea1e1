using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Client certificates over real TLS: as a credential, and as what a token is bound to.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly TempFolder folder = new();
    private readonly X509Certificate2 pinned = Certificates.Make("pinned");
    private readonly X509Certificate2 other = Certificates.Make("pinned");
    private readonly X509Certificate2 authority = Certificates.Make("authority", authority: true, to: TimeProvider.System.GetUtcNow().AddDays(10));

    public void Dispose()
    {
        folder.Dispose();
        pinned.Dispose();
        other.Dispose();
        authority.Dispose();
    }

    private Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world =>
    {
        world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders"))
            .Consumer("pinned", subscriptions: new ConsumerSubscription("orders", [], ["orders.read"]))
            .Consumer("edi", subscriptions: new ConsumerSubscription("orders", [], ["orders.read"]));
        world.Estate.Consumers[1] = world.Estate.Consumers[1] with { Credentials = [], Certificates = [new ConsumerCertificate { Sha256 = pinned.Sha256() }] };
        world.Estate.Consumers[2] = world.Estate.Consumers[2] with
        {
            Credentials = [],
            Certificates = [new ConsumerCertificate { Subject = "CN=edi.partner.example,O=Test", Authority = authority.Sha256() }],
        };
        File.WriteAllText(folder["ca.pem"], authority.ExportCertificatePem());
    });

    private Task<TlsGateway> TlsAsync(GatewayWorld world) => TlsGateway.StartAsync(world, options => options with { ClientAuthoritiesFile = folder["ca.pem"] });

    private static async Task<HttpResponseMessage> GetAsync(TlsGateway gateway, X509Certificate2? certificate, string? token = null, string path = Orders)
    {
        using HttpClient client = gateway.Client(certificate);
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_certificate_names_its_consumer_by_itself_or_by_its_subject_and_authority()
    {
        await using GatewayWorld world = await StartAsync();
        await using TlsGateway gateway = await TlsAsync(world);
        using X509Certificate2 edi = Certificates.Make("edi.partner.example", authority, use: Certificates.ForClients);

        (await Echo.ReadAsync(await GetAsync(gateway, pinned))).Headers["x-consumer-id"].ShouldBe("pinned");
        (await Echo.ReadAsync(await GetAsync(gateway, edi))).Headers["x-consumer-id"].ShouldBe("edi");
        await (await GetAsync(gateway, null)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        // Scopes are those of its subscriptions.
        using HttpClient client = gateway.Client(pinned);
        await (await client.PostAsync(Orders, new StringContent("{}"), TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
    }

    [Fact]
    public async Task Certificates_that_are_nobodys_are_refused()
    {
        await using GatewayWorld world = await StartAsync();
        await using TlsGateway gateway = await TlsAsync(world);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 rogue = Certificates.Make("authority", authority: true, to: now.AddDays(10));
        Dictionary<string, X509Certificate2> certificates = new()
        {
            ["the same name, another key"] = Certificates.Make("pinned"),
            ["the subject, signed by itself"] = Certificates.Make("edi.partner.example", use: Certificates.ForClients),
            ["the subject, of an authority of the same name"] = Certificates.Make("edi.partner.example", rogue, use: Certificates.ForClients),
            ["another subject of the authority"] = Certificates.Make("edi.partner.example.evil", authority, use: Certificates.ForClients),
            ["a server's certificate of the authority"] = Certificates.Make("edi.partner.example", authority, use: Certificates.ForServers),
            ["one that has ended"] = Certificates.Make("edi.partner.example", authority, use: Certificates.ForClients, from: now.AddHours(-2), to: now.AddHours(-1)),
            ["one that has not begun"] = Certificates.Make("edi.partner.example", authority, use: Certificates.ForClients, from: now.AddHours(1), to: now.AddHours(2)),
        };
        foreach (var (name, certificate) in certificates)
        {
            HttpResponseMessage answer = await GetAsync(gateway, certificate);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, name);
            await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "certificate-not-acceptable");
            certificate.Dispose();
        }

        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_certificate_that_is_taken_out_of_the_catalog_counts_no_more_at_once()
    {
        await using GatewayWorld world = await StartAsync();
        await using TlsGateway gateway = await TlsAsync(world);
        using HttpClient client = gateway.Client(pinned);
        (await client.GetAsync(Orders, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Consumers[1] = world.Estate.Consumers[1] with { Certificates = [] };
        await world.PublishAsync();

        // On the same connection.
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync(Orders, TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.Unauthorized, GatewayWorld.Bound, "the certificate is refused");
    }

    [Fact]
    public async Task A_token_that_is_bound_to_a_certificate_is_of_no_use_with_another_or_none()
    {
        await using GatewayWorld world = await StartAsync();
        await using TlsGateway gateway = await TlsAsync(world);
        string bound = world.Issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = pinned.Thumbprint() });

        (await Echo.ReadAsync(await GetAsync(gateway, pinned, bound))).Headers["x-consumer-id"].ShouldBe("storefront");
        await (await GetAsync(gateway, other, bound)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        await (await GetAsync(gateway, null, bound)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        // Nor where no certificate can be shown.
        await (await world.GetAsync(Orders, bound)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        // It is remembered by now, and is bound all the same.
        await (await GetAsync(gateway, other, bound)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        (await GetAsync(gateway, other, world.Issuer.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"x5t":"abc"}""")]
    [InlineData("""{"jwk":{}}""")]
    [InlineData("""{}""")]
    [InlineData("\"abc\"")]
    [InlineData("""{"x5t#S256":1}""")]
    public async Task A_binding_that_cannot_be_checked_is_not_taken_for_none(string confirmation)
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.GetAsync(Orders, world.Issuer.Token(payload: claims => claims["cnf"] = JsonNode.Parse(confirmation))))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
    }

    [Fact]
    public async Task What_a_proxy_tells_of_certificates_counts_only_when_it_is_trusted_and_never_goes_on()
    {
        await using GatewayWorld world = await StartAsync();
        string bytes = $":{Convert.ToBase64String(pinned.RawData)}:";
        string pem = Uri.EscapeDataString(pinned.ExportCertificatePem());
        // Nobody said that proxies are to be believed.
        await (await world.GetAsync(Orders, null, ("Client-Cert", bytes))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");

        await using TlsGateway trusting = await TlsGateway.StartAsync(world, options => options with { ForwardedCertificateHeader = "Client-Cert", TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        await using TlsGateway elsewhere = await TlsGateway.StartAsync(world, options => options with { ForwardedCertificateHeader = "Client-Cert", TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] });
        foreach (string value in new[] { bytes, pem })
        {
            using HttpClient client = trusting.Client();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Client-Cert", value);
            Echo echo = await Echo.ReadAsync(await client.GetAsync(Orders, TestContext.Current.CancellationToken));
            echo.Headers["x-consumer-id"].ShouldBe("pinned");
            echo.Headers.ShouldNotContainKey("client-cert");
            using HttpClient untrusted = elsewhere.Client();
            untrusted.DefaultRequestHeaders.TryAddWithoutValidation("Client-Cert", value);
            (await untrusted.GetAsync(Orders, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        foreach (string value in new[] { ":AAAA:", "nonsense", "::", "-----BEGIN CERTIFICATE-----" })
        {
            using HttpClient client = trusting.Client();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Client-Cert", value);
            (await client.GetAsync(Orders, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, value);
        }
    }

    [Fact]
    public async Task The_certificate_of_a_trusted_proxy_is_its_own_and_none_of_its_callers()
    {
        await using GatewayWorld world = await StartAsync();
        await using TlsGateway gateway = await TlsGateway.StartAsync(
            world, options => options with { ForwardedCertificateHeader = "Client-Cert", TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        string told = $":{Convert.ToBase64String(pinned.RawData)}:";
        string bound = world.Issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = pinned.Thumbprint() });
        string boundToProxy = world.Issuer.Token(payload: claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = other.Thumbprint() });

        using HttpClient proxy = gateway.Client(other);
        async Task<HttpResponseMessage> Forward(string? certificate, string? token = null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, Orders);
            if (certificate is not null)
                request.Headers.TryAddWithoutValidation("Client-Cert", certificate);
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await proxy.SendAsync(request, TestContext.Current.CancellationToken);
        }

        (await Echo.ReadAsync(await Forward(told))).Headers["x-consumer-id"].ShouldBe("pinned");
        (await Forward(told, bound)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Forward(told, boundToProxy)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Forward(null, boundToProxy)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await Forward(null)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
    }

    [Fact]
    public void Options_that_would_let_any_client_claim_any_certificate_are_refused() =>
        Should.Throw<System.ComponentModel.DataAnnotations.ValidationException>(() =>
            new GatewayOptions { Node = "n", StateDirectory = "s", ForwardedCertificateHeader = "Client-Cert" }.Validate());
}
