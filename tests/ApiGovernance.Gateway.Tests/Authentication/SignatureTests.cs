using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Partners that sign their requests (RFC 9421), over sockets.</summary>
public sealed class SignatureTests : IDisposable
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Body = """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        stranger.Dispose();
    }

    private Task<GatewayWorld> StartAsync(Func<GatewayOptions, GatewayOptions>? options = null) => GatewayWorld.StartAsync(
        world =>
        {
            if (options is not null)
                world.Options = options;
            world.Estate
                .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
                .Consumer("northwind", subscriptions: new ConsumerSubscription("orders", [], ["orders.read", "orders.write"]));
            world.Estate.Consumers[0] = world.Estate.Consumers[0] with
            {
                Credentials = [],
                SignatureKeys = [new ConsumerSignatureKey("northwind-1", "ecdsa-p256-sha256") { PublicKey = key.ExportSubjectPublicKeyInfoPem() }],
            };
        },
        services => services.AddSingleton<TimeProvider>(clock));

    /// <summary>What a test may want otherwise than an honest signer has it.</summary>
    private sealed record Wish
    {
        public string Components { get; init; } = "\"@method\" \"@target-uri\" \"content-digest\"";

        public string? Parameters { get; init; }

        public string KeyId { get; init; } = "northwind-1";

        public string? Nonce { get; init; }

        public string SentBody { get; init; } = Body;

        public string? Origin { get; init; }

        public string SignedTarget { get; init; } = Orders;

        public string? SentTarget { get; init; }

        /// <summary>A field of the request, and what the signer saw in it.</summary>
        public (string Name, string Signed, string Sent)? Field { get; init; }

        public HttpMethod SentMethod { get; init; } = HttpMethod.Post;

        public ECDsa? Signer { get; init; }
    }

    private HttpRequestMessage Signed(GatewayWorld world, Wish wish)
    {
        string digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Body)))}:";
        string origin = wish.Origin ?? world.Address.GetLeftPart(UriPartial.Authority);
        string parameters = $"({wish.Components})" + (wish.Parameters ?? $";created={clock.GetUtcNow().ToUnixTimeSeconds()};keyid=\"{wish.KeyId}\"")
            + (wish.Nonce is null ? "" : $";nonce=\"{wish.Nonce}\"");
        StringBuilder text = new();
        foreach (string component in wish.Components.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(component).Append(": ").Append(component.Trim('"') switch
            {
                "@method" => "POST",
                "@target-uri" => origin + wish.SignedTarget,
                "@authority" => origin[(origin.IndexOf("://", StringComparison.Ordinal) + 3)..],
                "@path" => wish.SignedTarget.Split('?')[0],
                "@query" => "?",
                "content-digest" => digest,
                var name when name == wish.Field?.Name => wish.Field.Value.Signed,
                _ => "?",
            }).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(parameters);
        byte[] signature = (wish.Signer ?? key).SignData(Encoding.UTF8.GetBytes(text.ToString()), HashAlgorithmName.SHA256);
        HttpRequestMessage request = new(wish.SentMethod, wish.SentTarget ?? wish.SignedTarget);
        if (wish.Field is { } field)
            request.Headers.TryAddWithoutValidation(field.Name, field.Sent);
        if (wish.SentMethod != HttpMethod.Get)
            request.Content = new StringContent(wish.SentBody, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Content-Digest", digest);
        request.Headers.TryAddWithoutValidation("Signature-Input", "sig1=" + parameters);
        request.Headers.TryAddWithoutValidation("Signature", $"sig1=:{Convert.ToBase64String(signature)}:");
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(GatewayWorld world, Wish wish)
    {
        using HttpRequestMessage request = Signed(world, wish);
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_signed_request_names_its_consumer_and_the_body_that_was_signed_goes_on()
    {
        await using GatewayWorld world = await StartAsync();

        Echo echo = await Echo.ReadAsync(await SendAsync(world, new Wish()));

        echo.Headers["x-consumer-id"].ShouldBe("northwind");
        Encoding.UTF8.GetString(Convert.FromBase64String(echo.Body)).ShouldBe(Body);
        echo.Headers.ShouldNotContainKey("signature");
        echo.Headers.ShouldNotContainKey("signature-input");
        (await SendAsync(world, new Wish { Components = "\"@method\" \"@authority\" \"@path\" \"content-digest\"" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, new Wish { Nonce = "n-1" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_signature_passes_once_and_so_does_a_nonce()
    {
        await using GatewayWorld world = await StartAsync();
        using HttpRequestMessage first = Signed(world, new Wish());
        using HttpRequestMessage copy = new(HttpMethod.Post, Orders) { Content = new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, values) in first.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);

        (await world.Client.SendAsync(first, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.Client.SendAsync(copy, TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        (await SendAsync(world, new Wish { Nonce = "once" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(1));
        await (await SendAsync(world, new Wish { Nonce = "once" })).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
    }

    [Fact]
    public async Task A_signature_is_not_another_one_for_being_written_otherwise()
    {
        await using GatewayWorld world = await StartAsync();
        using HttpRequestMessage first = Signed(world, new Wish());
        byte[] bytes = Convert.FromBase64String(first.Headers.GetValues("Signature").Single()["sig1=:".Length..^1]);
        // To (r, s) there is (r, n - s), which is as good a signature of the same text.
        BigInteger order = BigInteger.Parse("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        byte[] twin = (order - new BigInteger(bytes.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        twin.CopyTo(bytes, 64 - twin.Length);
        bytes.AsSpan(32, 32 - twin.Length).Clear();
        using HttpRequestMessage again = new(HttpMethod.Post, Orders) { Content = new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, values) in first.Headers)
            again.Headers.TryAddWithoutValidation(name, name == "Signature" ? [$"sig1=:{Convert.ToBase64String(bytes)}:"] : values);

        (await world.Client.SendAsync(first, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.Client.SendAsync(again, TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        world.Backend.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task What_names_the_version_is_signed_too()
    {
        await using GatewayWorld world = await StartAsync();
        SnapshotVersioning everywhere = new("v", "version", ApiVersioning.UsualPrecedence, VersionConflictRule.Refuse);
        foreach (string version in new[] { "v1", "v2" })
        {
            world.Estate.Api("orders", version, Contracts.Orders, part => part with
            {
                AuthenticationRequired = true,
                Versioning = everywhere,
                IsDefault = version == "v2",
                UpstreamPath = "/" + version,
            });
        }

        await world.PublishAsync();
        const string plain = "/commerce/orders/orders", json = "application/json; charset=utf-8";
        Wish byDefault = new() { SignedTarget = plain };
        Wish byQuery = new() { SignedTarget = plain + "?version=v1" };
        Wish byHeader = new() { SignedTarget = plain, Components = "\"@method\" \"@target-uri\" \"content-digest\" \"api-version\"", Field = ("api-version", "v1", "v1") };
        Wish byType = new() { SignedTarget = plain, Components = "\"@method\" \"@target-uri\" \"content-digest\" \"accept\"", Field = ("accept", json + ";v=1", json + ";v=1") };
        Dictionary<string, Wish> changed = new()
        {
            ["a query added"] = byDefault with { SentTarget = plain + "?version=v1" },
            ["another query"] = byQuery with { SentTarget = plain + "?version=v2" },
            ["the query taken away"] = byQuery with { SentTarget = plain },
            ["a query that is not covered"] = byQuery with { SignedTarget = plain, Components = "\"@method\" \"@authority\" \"@path\" \"content-digest\"", SentTarget = plain + "?version=v1" },
            ["a header that is not covered"] = byDefault with { Field = ("api-version", "", "v1") },
            ["another header"] = byHeader with { Field = ("api-version", "v1", "v2") },
            ["a media type that is not covered"] = byDefault with { Field = ("accept", "", json + ";v=1") },
            ["another media type"] = byType with { Field = ("accept", json + ";v=1", json + ";v=2") },
        };

        (await Echo.ReadAsync(await SendAsync(world, byDefault))).Target.ShouldBe("/v2/orders");
        foreach (Wish honest in new[] { byQuery, byHeader, byType })
            (await Echo.ReadAsync(await SendAsync(world, honest))).Target.ShouldBe("/v1/orders");
        int before = world.Backend.Calls;
        foreach (var (what, wish) in changed)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            (await SendAsync(world, wish)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, what);
        }

        world.Backend.Calls.ShouldBe(before);
    }

    [Fact]
    public async Task Letters_beyond_latin_1_are_signed_as_they_are_sent()
    {
        await using GatewayWorld world = await StartAsync();
        Wish wish = new() { Components = "\"@method\" \"@target-uri\" \"content-digest\" \"x-note\"" };

        (await SendRawAsync(world, wish with { Field = ("x-note", "Łódź", "Łódź") })).ShouldStartWith("HTTP/1.1 200");
        (await SendRawAsync(world, wish with { Field = ("x-note", "Łódź", "Őódź") })).ShouldStartWith("HTTP/1.1 401");
        (await SendRawAsync(world, wish with { Field = ("x-note", "?", "Ł") })).ShouldStartWith("HTTP/1.1 401");
    }

    /// <summary>The client library sends no such letters.</summary>
    private async Task<string> SendRawAsync(GatewayWorld world, Wish wish)
    {
        using HttpRequestMessage request = Signed(world, wish);
        StringBuilder text = new($"POST {request.RequestUri} HTTP/1.1\r\nHost: {world.Address.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n");
        foreach (var (name, values) in request.Headers.NonValidated)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {values}\r\n");
        return await RawHttp.SendAsync(world.Address, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"{text}\r\n{Body}")));
    }

    [Fact]
    public async Task Every_signature_that_does_not_vouch_for_this_request_is_refused()
    {
        await using GatewayWorld world = await StartAsync();
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        string Times(string text) => text + ";keyid=\"northwind-1\"";
        Dictionary<string, Wish> wishes = new()
        {
            ["another key"] = new() { Signer = stranger },
            ["unknown key id"] = new() { KeyId = "northwind-2" },
            ["no key id"] = new() { Parameters = $";created={now}" },
            ["no date"] = new() { Parameters = ";keyid=\"northwind-1\"" },
            ["date a text"] = new() { Parameters = Times($";created=\"{now}\"") },
            ["301 s old"] = new() { Parameters = Times($";created={now - 301}") },
            ["31 s ahead"] = new() { Parameters = Times($";created={now + 31}") },
            ["expired"] = new() { Parameters = Times($";created={now - 10};expires={now}") },
            ["expires a text"] = new() { Parameters = Times($";created={now};expires=\"never\"") },
            ["another algorithm"] = new() { Parameters = Times($";created={now};alg=\"hmac-sha256\"") },
            ["an empty nonce"] = new() { Nonce = "" },
            ["nothing covered"] = new() { Components = "" },
            ["the method not covered"] = new() { Components = "\"@target-uri\" \"content-digest\"" },
            ["the target not covered"] = new() { Components = "\"@method\" \"content-digest\"" },
            ["the path alone"] = new() { Components = "\"@method\" \"@path\" \"content-digest\"" },
            ["the body not covered"] = new() { Components = "\"@method\" \"@target-uri\"" },
            ["a field that is not there"] = new() { Components = "\"@method\" \"@target-uri\" \"content-digest\" \"x-absent\"" },
            ["a part that requests do not have"] = new() { Components = "\"@method\" \"@target-uri\" \"content-digest\" \"@status\"" },
            ["for another gateway"] = new() { Origin = "https://other.example.com" },
            ["sent to another path"] = new() { SentTarget = "/commerce/orders/v1/orders/" },
            ["sent with a query"] = new() { SentTarget = Orders + "?limit=1" },
            ["sent with a query that is not covered"] = new() { Components = "\"@method\" \"@authority\" \"@path\" \"content-digest\"", SentTarget = Orders + "?limit=1" },
            ["sent with another method"] = new() { SentMethod = HttpMethod.Get, Components = "\"@method\" \"@target-uri\"" },
            ["sent with another body"] = new() { SentBody = Body.Replace("\"quantity\":1", "\"quantity\":9", StringComparison.Ordinal) },
            ["sent with a longer body"] = new() { SentBody = Body + " " },
        };
        List<string> wrong = [];
        foreach (var (name, wish) in wishes)
        {
            HttpResponseMessage answer = await SendAsync(world, wish);
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !text.Contains("signature-not-acceptable", StringComparison.Ordinal))
                wrong.Add($"{name}: {(int)answer.StatusCode} {text}");
        }

        wrong.ShouldBeEmpty();
        world.Backend.Calls.ShouldBe(0);
        (await SendAsync(world, new Wish { Parameters = Times($";created={now - 300};expires={now + 1};alg=\"ecdsa-p256-sha256\"") })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_is_signed()
    {
        await using GatewayWorld world = await StartAsync(options => options with { PublicUrls = [new Uri("https://api.example.com")] });

        (await SendAsync(world, new Wish { Origin = "https://api.example.com" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, new Wish())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_path_that_a_proxy_takes_away_is_signed_too()
    {
        await using GatewayWorld world = await StartAsync(options => options with { PublicUrls = [new Uri("https://api.example.com/gateway")] });
        const string signed = "/gateway" + Orders;
        Wish wish = new() { Origin = "https://api.example.com", SignedTarget = signed, SentTarget = Orders };

        (await SendAsync(world, wish)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, wish with { Components = "\"@method\" \"@authority\" \"@path\" \"content-digest\"" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, wish with { Nonce = "2", SignedTarget = Orders })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_was_signed_for_another_server_is_not_taken_for_its_name_in_Host()
    {
        await using GatewayWorld world = await StartAsync();
        string here = world.Address.Authority, port = world.Address.Port.ToString(CultureInfo.InvariantCulture);
        async Task<HttpResponseMessage> Send(string host)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            using HttpRequestMessage request = Signed(world, new Wish { Origin = "http://" + host });
            request.Headers.Host = host;
            return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        foreach (string host in new[] { "staging.example.com", "staging.example.com:" + port, "127.0.0.1", "127.0.0.1:1", "10.0.0.1:" + port, "localhost.example.com:" + port })
            await (await Send(host)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "public-address-unknown");
        foreach (string host in new[] { here, "localhost:" + port, "127.0.0.2:" + port })
            (await Send(host)).StatusCode.ShouldBe(HttpStatusCode.OK, host);
    }

    [Fact]
    public async Task Of_several_public_addresses_the_one_that_was_called_counts()
    {
        await using GatewayWorld world = await StartAsync(options => options with { PublicUrls = [new Uri("https://one.example.com"), new Uri("https://two.example.com")] });
        async Task<HttpStatusCode> Send(string origin, string host)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            using HttpRequestMessage request = Signed(world, new Wish { Origin = origin });
            request.Headers.Host = host;
            return (await world.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
        }

        (await Send("https://one.example.com", "one.example.com")).ShouldBe(HttpStatusCode.OK);
        (await Send("https://two.example.com", "TWO.example.com")).ShouldBe(HttpStatusCode.OK);
        (await Send("https://one.example.com", "two.example.com")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Send("https://two.example.com", "behind-the-proxy")).ShouldBe(HttpStatusCode.OK);
        (await Send("https://staging.example.com", "staging.example.com")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_is_taken_out_of_the_catalog_counts_no_more_at_once()
    {
        await using GatewayWorld world = await StartAsync();
        (await SendAsync(world, new Wish())).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Consumers[0] = world.Estate.Consumers[0] with { SignatureKeys = [] };
        await world.PublishAsync();

        (await SendAsync(world, new Wish())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_signed_body_that_is_too_large_is_413()
    {
        await using GatewayWorld world = await StartAsync();
        world.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true, MaxBodyBytes = 20 });
        await world.PublishAsync();

        (await SendAsync(world, new Wish())).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_signed_body_may_be_as_long_as_the_API_says_and_not_only_as_the_server_does()
    {
        await using GatewayWorld world = await StartAsync();
        world.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true, MaxBodyBytes = 40_000_000 });
        await world.PublishAsync();

        // The server's own limit is 30,000,000. It is read to its end, and found to be another one than was signed.
        HttpResponseMessage read = await SendAsync(world, new Wish { SentBody = new string(' ', 31_000_000) });

        var problem = await read.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signature-not-acceptable");
        problem.GetProperty("detail").GetString()!.ShouldContain("Content-Digest");
    }
}
