using System.IO.Compression;
using System.Net;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Tests;

[Collection(MemoryTests.Name)]
public class ContentEncodingTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                content:
                  application/json: { schema: { type: object, required: [customer], properties: { customer: { type: string } } } }
                  application/octet-stream: {}
              responses: { '201': { description: ok } }
        """;

    private const string Orders = "/commerce/orders/v1/orders";
    private const string Good = """{"customer":"c"}""";

    private static Task<GatewayWorld> StartAsync(ValidationPolicy? policy = null, int maxBodyBytes = 1024 * 1024) => GatewayWorld.StartAsync(world => world.Estate.Api(
        "orders", "v1", Contract, part => part with
        {
            MaxBodyBytes = maxBodyBytes,
            Policy = new OperationPolicy { Validation = policy ?? new ValidationPolicy { ContentEncodings = ["gzip", "br", "deflate"] } },
        }));

    private static byte[] Pack(string coding, byte[] bytes)
    {
        using MemoryStream packed = new();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new GZipStream(packed, CompressionLevel.Optimal),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        GatewayWorld world, byte[] body, string[] encodings, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Orders) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (string encoding in encodings)
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        foreach (var (name, value) in headers)
            request.Content.Headers.TryAddWithoutValidation(name, value);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("identity, br", "br")]
    [InlineData("deflate", "deflate")]
    public async Task A_packed_body_is_unpacked_checked_and_goes_on_unpacked(string field, string coding)
    {
        await using GatewayWorld world = await StartAsync();

        Echo echo = await Echo.ReadAsync(await PostAsync(
            world, Pack(coding, Encoding.UTF8.GetBytes(Good)), [field], headers: [("Content-Digest", "sha-256=:x:"), ("Content-MD5", "eA=="), ("X-Other", "stays")]));
        HttpResponseMessage bad = await PostAsync(world, Pack(coding, "{}"u8.ToArray()), [field]);

        Encoding.UTF8.GetString(Convert.FromBase64String(echo.Body)).ShouldBe(Good);
        echo.Headers["content-length"].ShouldBe(Good.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        echo.Headers["x-other"].ShouldBe("stays");
        foreach (string name in new[] { "content-encoding", "content-digest", "content-md5", "transfer-encoding" })
            echo.Headers.ShouldNotContainKey(name);
        await bad.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        world.Backend.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("foo")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip;q=1")]
    [InlineData("gzip gzip")]
    public async Task An_unknown_or_doubled_coding_is_refused(params string[] encodings)
    {
        await using GatewayWorld world = await StartAsync();

        HttpResponseMessage answer = await PostAsync(world, Pack("gzip", Encoding.UTF8.GetBytes(Good)), encodings);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        answer.Headers.GetValues("Accept-Encoding").Single().ShouldBe("gzip, br, deflate");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Codings_that_the_policy_does_not_name_are_refused()
    {
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { ContentEncodings = ["br"] });

        await (await PostAsync(world, Pack("gzip", Encoding.UTF8.GetBytes(Good)), ["gzip"])).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        (await PostAsync(world, Pack("br", Encoding.UTF8.GetBytes(Good)), ["br"])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using GatewayWorld none = await StartAsync(new ValidationPolicy());
        await (await PostAsync(none, Pack("gzip", Encoding.UTF8.GetBytes(Good)), ["gzip"])).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_damaged_body_is_malformed(string coding)
    {
        await using GatewayWorld world = await StartAsync();
        byte[] packed = Pack(coding, Encoding.UTF8.GetBytes(Good));
        byte[] flipped = [.. packed];
        flipped[packed.Length / 2] ^= 0x55;

        byte[] twice = [.. packed, .. packed];
        // Of zlib's the second is dropped unseen where both have the same checksum: what goes on is what was checked all the same.
        if (coding == "deflate")
            twice = [.. packed, .. Pack(coding, "{}"u8.ToArray())];
        // Brotli has no checksum: what was flipped is another text.
        if (coding == "br")
            flipped = [0xff, .. packed];
        foreach (byte[] damaged in new[] { packed[..^1], packed[..(packed.Length / 2)], packed[..1], [.. packed, .. "GET /"u8], twice, flipped, Encoding.UTF8.GetBytes(Good) })
            await (await PostAsync(world, damaged, [coding])).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_stopped_at_its_bound(string coding)
    {
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { ContentEncodings = ["gzip", "br", "deflate"], MaxDecompressedBytes = 500_000_000 });
        byte[] bomb = Pack(coding, new byte[60_000_000]);
        await PostAsync(world, Pack(coding, Encoding.UTF8.GetBytes(Good)), [coding]);
        long before = GC.GetTotalAllocatedBytes();

        await (await PostAsync(world, bomb, [coding])).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

        // The bound is 100 times what was sent; brotli packs this into less than a kilobyte.
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(bomb.Length * 100L * 4 + 10_000_000);
        world.Backend.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_unpacked_size_is_bounded_as_any_body_is()
    {
        await using GatewayWorld world = await StartAsync(maxBodyBytes: 1000);
        string text = $$"""{"customer":"{{new string('c', 1100)}}"}""";

        (await (await PostAsync(world, Pack("gzip", Encoding.UTF8.GetBytes(text)), ["gzip"])).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large"))
            .GetProperty("maxDecompressedBytes").GetInt32().ShouldBe(1000);
    }

    [Fact]
    public async Task Where_nothing_is_refused_the_request_stays_as_it_was_sent()
    {
        await using GatewayWorld world = await StartAsync(new ValidationPolicy { Request = ValidationMode.Report, ContentEncodings = ["gzip"] });
        byte[] packed = Pack("gzip", Encoding.UTF8.GetBytes(Good));

        Echo echo = await Echo.ReadAsync(await PostAsync(world, packed, ["gzip"]));

        Convert.FromBase64String(echo.Body).ShouldBe(packed);
        echo.Headers["content-encoding"].ShouldBe("gzip");
    }

    [Fact]
    public async Task What_nobody_looks_into_may_be_packed_as_it_likes()
    {
        await using GatewayWorld world = await StartAsync(new ValidationPolicy());

        Echo echo = await Echo.ReadAsync(await PostAsync(world, [1, 2, 3], ["zstd"], "application/octet-stream"));

        echo.Headers["content-encoding"].ShouldBe("zstd");
        echo.Body.ShouldBe("AQID");
    }
}
