using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>What of a body is signed: the bytes that are sent (RFC 9530, 2), however they are framed and packed.</summary>
public sealed class SignedBodyTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Body = """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    private Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world =>
    {
        world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with
            {
                AuthenticationRequired = true,
                Policy = new OperationPolicy { Validation = new ValidationPolicy { ContentEncodings = ["gzip"] } },
            })
            .Consumer("northwind", subscriptions: new ConsumerSubscription("orders", [], ["orders.read", "orders.write"]));
        world.Estate.Consumers[0] = world.Estate.Consumers[0] with
        {
            Credentials = [],
            SignatureKeys = [new ConsumerSignatureKey("northwind-1", "ecdsa-p256-sha256") { PublicKey = key.ExportSubjectPublicKeyInfoPem() }],
        };
    });

    private HttpRequestMessage Signed(GatewayWorld world, string digest, HttpContent? content, string covered = "\"@method\" \"@target-uri\" \"content-digest\"")
    {
        string parameters = $"({covered});created={TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)};keyid=\"northwind-1\"";
        string message = $"\"@method\": POST\n\"@target-uri\": {world.Address.GetLeftPart(UriPartial.Authority)}{Orders}\n"
            + (covered.Contains("content-digest", StringComparison.Ordinal) ? $"\"content-digest\": {digest}\n" : "") + $"\"@signature-params\": {parameters}";
        HttpRequestMessage request = new(HttpMethod.Post, Orders) { Content = content };
        request.Headers.TryAddWithoutValidation("Content-Digest", digest);
        request.Headers.TryAddWithoutValidation("Signature-Input", "sig1=" + parameters);
        request.Headers.TryAddWithoutValidation("Signature", $"sig1=:{Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256))}:");
        return request;
    }

    private static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";

    private static ByteArrayContent Json(byte[] bytes, string? coding = null)
    {
        ByteArrayContent content = new(bytes);
        content.Headers.ContentType = new("application/json");
        if (coding is not null)
            content.Headers.ContentEncoding.Add(coding);
        return content;
    }

    private static byte[] Packed(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    [Fact]
    public async Task A_packed_body_is_signed_as_it_is_sent()
    {
        await using GatewayWorld world = await StartAsync();
        byte[] plain = Encoding.UTF8.GetBytes(Body), packed = Packed(plain);

        using HttpRequestMessage honest = Signed(world, Digest(packed), Json(packed, "gzip"));
        using HttpRequestMessage unpacked = Signed(world, Digest(plain), Json(packed, "gzip"));
        HttpResponseMessage taken = await world.Client.SendAsync(honest, TestContext.Current.CancellationToken);
        HttpResponseMessage refused = await world.Client.SendAsync(unpacked, TestContext.Current.CancellationToken);

        Echo echo = await Echo.ReadAsync(taken);
        Encoding.UTF8.GetString(Convert.FromBase64String(echo.Body)).ShouldBe(Body);
        echo.Headers.ShouldNotContainKey("content-digest");
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
    }

    [Fact]
    public async Task A_body_of_no_declared_length_is_read_to_its_end()
    {
        await using GatewayWorld world = await StartAsync();
        byte[] plain = Encoding.UTF8.GetBytes(Body);
        async Task<HttpResponseMessage> SendAsync(byte[] sent, string covered = "\"@method\" \"@target-uri\" \"content-digest\"")
        {
            using HttpRequestMessage request = Signed(world, Digest(plain), Json(sent), covered);
            request.Headers.TransferEncodingChunked = true;
            return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Encoding.UTF8.GetString(Convert.FromBase64String((await Echo.ReadAsync(await SendAsync(plain))).Body)).ShouldBe(Body);
        await (await SendAsync([.. plain, (byte)' '])).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        await (await SendAsync(plain, "\"@method\" \"@target-uri\"")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        world.Backend.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("md5=:1B2M2Y8AsgTpgAmY7PhCfg==:")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:{0}:, sha-512=:AAAA:")]
    [InlineData("SHA-256=:{0}:")]
    [InlineData("sha-256={0}")]
    [InlineData("sha-256=:{0}")]
    [InlineData("sha-256=:{0}:,")]
    [InlineData("")]
    public async Task A_digest_that_is_none_of_the_body_vouches_for_nothing(string digest)
    {
        await using GatewayWorld world = await StartAsync();
        byte[] plain = Encoding.UTF8.GetBytes(Body);

        using HttpRequestMessage request = Signed(world, digest.Replace("{0}", Convert.ToBase64String(SHA256.HashData(plain)), StringComparison.Ordinal), Json(plain));

        await (await world.Client.SendAsync(request, TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("sha-256=:{0}:, md5=:AAAA:")]
    [InlineData("sha-256=:{0}:;note=\"x\"")]
    public async Task Another_digest_beside_a_good_one_does_no_harm(string digest)
    {
        await using GatewayWorld world = await StartAsync();
        byte[] plain = Encoding.UTF8.GetBytes(Body);

        using HttpRequestMessage request = Signed(world, digest.Replace("{0}", Convert.ToBase64String(SHA256.HashData(plain)), StringComparison.Ordinal), Json(plain));

        (await world.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
