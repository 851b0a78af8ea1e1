using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Every row of the table of attacks on tokens: one and the same 401, nothing fetched, nothing reaches the back end.</summary>
public class JwtAttackTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private static Task<GatewayWorld> StartAsync(Action<GatewayWorld>? more = null) => GatewayWorld.StartAsync(world =>
    {
        world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
        more?.Invoke(world);
    });

    private static async Task RefusedAsync(GatewayWorld world, Dictionary<string, string> tokens)
    {
        List<string> wrong = [];
        foreach (var (name, token) in tokens)
        {
            using HttpResponseMessage answer = await world.GetAsync(Orders, token);
            string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            JsonNode problem = JsonNode.Parse(body)!;
            // The answer must not tell which check failed.
            if (answer.StatusCode != HttpStatusCode.Unauthorized || (string?)problem["detail"] != "The access token is not acceptable."
                || answer.Headers.WwwAuthenticate.ToString() != "Bearer error=\"invalid_token\"")
                wrong.Add($"{name}: {(int)answer.StatusCode} {body}");
        }

        wrong.ShouldBeEmpty();
        world.Backend.Calls.ShouldBe(0);
        // The control: the same way in, with a token that is right.
        (await world.GetAsync(Orders, world.Issuer.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Algorithms_that_are_none_symmetric_or_not_listed()
    {
        await using GatewayWorld world = await StartAsync();
        FakeIssuer issuer = world.Issuer;
        string payload = Forge.Claims(issuer).ToJsonString();
        string pem = issuer.Key.ExportSubjectPublicKeyInfoPem();
        byte[] modulus = issuer.Key.ExportParameters(false).Modulus!;
        Func<byte[], byte[]> honest = Forge.Rs256(issuer.Key);
        Dictionary<string, string> tokens = [];
        foreach (string none in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            tokens[$"alg '{none}', no signature"] = $"{FakeIssuer.Encode(Forge.Header(none))}.{FakeIssuer.Encode(payload)}.";
            tokens[$"alg '{none}', signature"] = Forge.Token(Forge.Header(none), payload, honest);
        }

        tokens["alg missing"] = Forge.Token("""{"typ":"at+jwt","kid":"key-1"}""", payload, honest);
        tokens["alg a number"] = Forge.Token("""{"alg":256,"typ":"at+jwt","kid":"key-1"}""", payload, honest);
        tokens["alg in lower case"] = Forge.Token(Forge.Header("rs256"), payload, honest);
        tokens["HS256 with the public PEM"] = Forge.Token(Forge.Header("HS256"), payload, Forge.Hs256(Encoding.ASCII.GetBytes(pem)));
        tokens["HS256 with the public PEM and a newline"] = Forge.Token(Forge.Header("HS256"), payload, Forge.Hs256(Encoding.ASCII.GetBytes(pem + "\n")));
        tokens["HS256 with the modulus"] = Forge.Token(Forge.Header("HS256"), payload, Forge.Hs256(modulus));
        tokens["HS256 with the modulus as text"] = Forge.Token(Forge.Header("HS256"), payload, Forge.Hs256(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(modulus))));
        tokens["HS256 with an empty secret"] = Forge.Token(Forge.Header("HS256"), payload, Forge.Hs256([]));
        tokens["RS384, which the key could verify but the issuer does not list"] = Forge.Token(
            Forge.Header("RS384"), payload, bytes => issuer.Key.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1));
        await RefusedAsync(world, tokens);
    }

    [Fact]
    public async Task Signatures_that_are_not_what_they_say()
    {
        using ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using GatewayWorld world = await StartAsync(world => world.Issuer.MoreKeys.Add(FakeIssuer.Published(curve, "ec-1")));
        FakeIssuer issuer = world.Issuer;
        string payload = Forge.Claims(issuer).ToJsonString();
        string es256 = Forge.Header("ES256", "ec-1");
        byte[] order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        byte[] half = new byte[32];
        half[31] = 1;
        string valid = issuer.Token();
        string[] parts = valid.Split('.');
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);
        Dictionary<string, string> tokens = new()
        {
            ["ES256 of zeros"] = Forge.Token(es256, payload, Forge.Fixed(new byte[64])),
            ["ES256 r zero"] = Forge.Token(es256, payload, Forge.Fixed([.. new byte[32], .. half])),
            ["ES256 s zero"] = Forge.Token(es256, payload, Forge.Fixed([.. half, .. new byte[32]])),
            ["ES256 r and s the order"] = Forge.Token(es256, payload, Forge.Fixed([.. order, .. order])),
            ["ES256 all bits"] = Forge.Token(es256, payload, Forge.Fixed([.. Enumerable.Repeat((byte)0xff, 64)])),
            ["ES256 in DER"] = Forge.Token(es256, payload, bytes => curve.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["ES256 truncated"] = Forge.Token(es256, payload, bytes => curve.SignData(bytes, HashAlgorithmName.SHA256)[..63]),
            ["ES256 with a byte more"] = Forge.Token(es256, payload, bytes => [.. curve.SignData(bytes, HashAlgorithmName.SHA256), 0]),
            ["ES256 with another hash"] = Forge.Token(es256, payload, bytes => curve.SignData(bytes, HashAlgorithmName.SHA512)),
            ["ES256 empty"] = $"{FakeIssuer.Encode(es256)}.{FakeIssuer.Encode(payload)}.",
            ["RS256 with another hash"] = Forge.Token(Forge.Head, payload, bytes => issuer.Key.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
            ["RS256 that is PS256"] = Forge.Token(Forge.Head, payload, Forge.Ps256(issuer.Key)),
            ["PS256 that is RS256"] = Forge.Token(Forge.Header("PS256"), payload, Forge.Rs256(issuer.Key)),
            ["RS256 truncated"] = Forge.Token(Forge.Head, payload, bytes => Forge.Rs256(issuer.Key)(bytes)[..255]),
            ["RS256 with a byte before"] = Forge.Token(Forge.Head, payload, bytes => [0, .. Forge.Rs256(issuer.Key)(bytes)]),
            ["RS256 with a byte after"] = Forge.Token(Forge.Head, payload, bytes => [.. Forge.Rs256(issuer.Key)(bytes), 0]),
            ["RS256, padding with junk"] = Forge.Token(Forge.Head, payload, bytes => JunkPadding(issuer.Key, bytes)),
            ["RS256 of zeros"] = Forge.Token(Forge.Head, payload, Forge.Fixed(new byte[256])),
            ["RS256 of one"] = Forge.Token(Forge.Head, payload, Forge.Fixed([.. new byte[255], 1])),
            ["a bit flipped"] = $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString([(byte)(signature[0] ^ 1), .. signature[1..]])}",
            ["the last character, whose bits beyond the signature differ"] = valid[..^1] + (valid[^1] switch { 'A' => 'B', 'Q' => 'R', 'g' => 'h', _ => 'x' }),
            ["RSA key id, ES256"] = Forge.Token(Forge.Header("ES256"), payload, Forge.Es256(curve)),
            ["EC key id, RS256"] = Forge.Token(Forge.Header("RS256", "ec-1"), payload, Forge.Rs256(issuer.Key)),
        };
        await RefusedAsync(world, tokens);
        // RFC 7518 asks for no low s: a signature with the other s is as good, and issuers write both.
        (await world.GetAsync(Orders, Forge.Token(es256, payload, bytes => OtherS(curve.SignData(bytes, HashAlgorithmName.SHA256), order)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_that_are_not_meant_or_not_clear()
    {
        using RSA encryption = RSA.Create(2048), other = RSA.Create(2048), psOnly = RSA.Create(2048), small = RSA.Create(1024), one = RSA.Create(2048), two = RSA.Create(2048);
        using ECDsa wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using GatewayWorld world = await StartAsync(world =>
        {
            List<JsonObject> keys = world.Issuer.MoreKeys;
            keys.Add(FakeIssuer.Published(encryption, "enc"));
            keys[^1]["use"] = "enc";
            keys.Add(FakeIssuer.Published(other, "ops"));
            keys[^1]["key_ops"] = new JsonArray("encrypt");
            keys.Add(FakeIssuer.Published(psOnly, "ps-only"));
            keys[^1]["alg"] = "PS256";
            keys.Add(FakeIssuer.Published(small, "small"));
            keys.Add(FakeIssuer.Published(one, "twice"));
            keys.Add(FakeIssuer.Published(two, "twice"));
            keys.Add(FakeIssuer.Published(wide, "p384"));
            keys.Add(new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "off-curve", ["x"] = new string('A', 43), ["y"] = new string('A', 43) });
            keys.Add(new JsonObject { ["kty"] = "oct", ["kid"] = "secret", ["k"] = "c2VjcmV0" });
        });
        string payload = Forge.Claims(world.Issuer).ToJsonString();
        string long1Mb = new('k', 12_000);
        Dictionary<string, string> tokens = new()
        {
            ["a key for encryption"] = Forge.Token(Forge.Header("RS256", "enc"), payload, Forge.Rs256(encryption)),
            ["a key that may not verify"] = Forge.Token(Forge.Header("RS256", "ops"), payload, Forge.Rs256(other)),
            ["a key for another algorithm"] = Forge.Token(Forge.Header("RS256", "ps-only"), payload, Forge.Rs256(psOnly)),
            ["a key of 1024 bits"] = Forge.Token(Forge.Header("RS256", "small"), payload, Forge.Rs256(small)),
            ["two keys of one id, the first"] = Forge.Token(Forge.Header("RS256", "twice"), payload, Forge.Rs256(one)),
            ["two keys of one id, the second"] = Forge.Token(Forge.Header("RS256", "twice"), payload, Forge.Rs256(two)),
            ["ES256 with a key on P-384"] = Forge.Token(Forge.Header("ES256", "p384"), payload, bytes => wide.SignData(bytes, HashAlgorithmName.SHA256)),
            ["a key off its curve"] = Forge.Token(Forge.Header("ES256", "off-curve"), payload, Forge.Fixed(new byte[64])),
            ["a secret in the key set"] = Forge.Token(Forge.Header("HS256", "secret"), payload, Forge.Hs256("secret"u8.ToArray())),
            ["no key id among several keys"] = Forge.Token(Forge.Header("RS256", null), payload, Forge.Rs256(world.Issuer.Key)),
            ["a key id that is a path"] = Forge.Token(Forge.Header("RS256", "../../../../dev/null"), payload, Forge.Hs256([])),
            ["a key id that is SQL"] = Forge.Token(Forge.Header("RS256", "x' UNION SELECT 'key"), payload, Forge.Rs256(other)),
            ["a key id of 12 KB"] = Forge.Token(Forge.Header("RS256", long1Mb), payload, Forge.Rs256(world.Issuer.Key)),
            ["a key id in other letters"] = Forge.Token(Forge.Header("RS256", "ｋey-1"), payload, Forge.Rs256(world.Issuer.Key)),
            ["a key id in capitals"] = Forge.Token(Forge.Header("RS256", "KEY-1"), payload, Forge.Rs256(world.Issuer.Key)),
            ["a key id that is a number"] = Forge.Token("""{"alg":"RS256","typ":"at+jwt","kid":1}""", payload, Forge.Rs256(world.Issuer.Key)),
        };
        await RefusedAsync(world, tokens);
        (await world.GetAsync(Orders, Forge.Token(Forge.Header("PS256", "ps-only"), payload, Forge.Ps256(psOnly)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_that_the_token_brings_along_are_neither_used_nor_fetched()
    {
        int fetches = 0;
        using RSA attacker = RSA.Create(2048);
        await using LoopbackApp trap = await LoopbackApp.StartAsync(app => app.Run(context =>
        {
            Interlocked.Increment(ref fetches);
            return context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray(FakeIssuer.Published(attacker, "key-1")) }.ToJsonString());
        }));
        await using GatewayWorld world = await StartAsync();
        string payload = Forge.Claims(world.Issuer).ToJsonString();
        string url = trap.BaseAddress.ToString();
        Dictionary<string, Action<JsonObject>> headers = new()
        {
            ["jku"] = head => head["jku"] = url + "keys",
            ["jku, unknown key id"] = head => (head["jku"], head["kid"]) = (url + "keys", "attacker"),
            ["x5u"] = head => head["x5u"] = url + "certificate",
            ["jwk"] = head => head["jwk"] = FakeIssuer.Published(attacker, "key-1"),
            ["x5c"] = head => head["x5c"] = new JsonArray(Convert.ToBase64String(attacker.ExportSubjectPublicKeyInfo())),
            ["all"] = head => (head["jku"], head["x5u"], head["jwk"]) = (url, url, FakeIssuer.Published(attacker, null)),
        };
        await RefusedAsync(world, headers.ToDictionary(
            header => header.Key, header => Forge.Token(Forge.Header("RS256", change: header.Value), payload, Forge.Rs256(attacker))));

        // SAP's issuer writes jku into honest tokens: it is not looked at.
        (await world.GetAsync(Orders, Forge.Token(Forge.Header("RS256", change: head => head["jku"] = url), payload, Forge.Rs256(world.Issuer.Key)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Volatile.Read(ref fetches).ShouldBe(0);
    }

    [Fact]
    public async Task Forms_that_two_readers_could_take_differently()
    {
        await using GatewayWorld world = await StartAsync();
        FakeIssuer issuer = world.Issuer;
        JsonObject claims = Forge.Claims(issuer);
        string payload = claims.ToJsonString();
        Func<byte[], byte[]> sign = Forge.Rs256(issuer.Key);
        string valid = Forge.Token(Forge.Head, payload, sign);
        string[] parts = valid.Split('.');
        string flattened = new JsonObject { ["protected"] = parts[0], ["payload"] = parts[1], ["signature"] = parts[2] }.ToJsonString();
        string Raw(string head, byte[] body)
        {
            string signed = $"{FakeIssuer.Encode(head)}.{Base64Url.EncodeToString(body)}";
            return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
        }

        Dictionary<string, string> tokens = new()
        {
            ["crit"] = Forge.Token(Forge.Header("RS256", change: head => head["crit"] = new JsonArray("exp")), payload, sign),
            ["crit empty"] = Forge.Token(Forge.Header("RS256", change: head => head["crit"] = new JsonArray()), payload, sign),
            ["b64 false"] = Forge.Token(Forge.Header("RS256", change: head => head["b64"] = false), payload, sign),
            ["zip"] = Forge.Token(Forge.Header("RS256", change: head => head["zip"] = "DEF"), payload, sign),
            ["encrypted"] = $"{FakeIssuer.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"key-1"}""")}.AAAA.AAAA.AAAA.AAAA",
            ["nested"] = Forge.Token(Forge.Header("RS256", change: head => head["cty"] = "JWT"), valid, sign),
            ["JSON serialization"] = flattened,
            ["two parts"] = $"{parts[0]}.{parts[1]}",
            ["four parts"] = $"{valid}.{parts[2]}",
            ["an empty part"] = $"{parts[0]}..{parts[2]}",
            ["padding"] = valid + "==",
            ["padding in the payload"] = $"{parts[0]}.{parts[1]}=.{parts[2]}",
            ["a blank inside"] = $"{parts[0]}. {parts[1]}.{parts[2]}",
            ["blanks before"] = "  " + valid,
            ["the other alphabet"] = $"{parts[0]}.{parts[1]}.{parts[2].Replace('-', '+').Replace('_', '/')}+",
            ["a claim twice"] = Raw(Forge.Head, Encoding.UTF8.GetBytes(payload.Replace("\"sub\":", "\"sub\":\"admin\",\"sub\":", StringComparison.Ordinal))),
            ["a claim twice, once escaped"] = Raw(Forge.Head, Encoding.UTF8.GetBytes(payload.Replace("\"sub\":", "\"s\\u0075b\":\"admin\",\"sub\":", StringComparison.Ordinal))),
            ["a header parameter twice"] = Raw("""{"alg":"none","alg":"RS256","typ":"at+jwt","kid":"key-1"}""", Encoding.UTF8.GetBytes(payload)),
            ["the payload a list"] = Raw(Forge.Head, Encoding.UTF8.GetBytes($"[{payload}]")),
            ["the payload a text"] = Raw(Forge.Head, "\"storefront\""u8.ToArray()),
            ["the payload nothing"] = Raw(Forge.Head, "null"u8.ToArray()),
            ["two payloads"] = Raw(Forge.Head, Encoding.UTF8.GetBytes(payload + payload)),
            ["invalid UTF-8"] = Raw(Forge.Head, [.. Encoding.UTF8.GetBytes(payload)[..^1], .. ",\"x\":\""u8, 0xc0, 0xaf, .. "\"}"u8]),
            ["deep nesting"] = Raw(Forge.Head, Encoding.UTF8.GetBytes(payload[..^1] + ",\"x\":" + new string('[', 200) + new string(']', 200) + "}")),
            ["a payload of 17 KB"] = Forge.Token(Forge.Head, Forge.Claims(issuer, body => body["x"] = new string('x', 17_000)).ToJsonString(), sign),
            ["the header no JSON"] = Raw("alg=RS256", Encoding.UTF8.GetBytes(payload)),
        };
        await RefusedAsync(world, tokens);
    }

    [Fact]
    public async Task Tokens_that_are_meant_for_something_else()
    {
        await using GatewayWorld world = await StartAsync();
        FakeIssuer issuer = world.Issuer;
        await using FakeIssuer second = await FakeIssuer.StartAsync();
        world.Estate.Issuers.Add(second.Descriptor("second"));
        await world.PublishAsync();
        Dictionary<string, string> tokens = [];
        foreach (string type in new[] { "JWT", "id_token", "logout+jwt", "dpop+jwt", "secevent+jwt", "at+jwt ", "at" })
            tokens[$"typ {type}"] = issuer.Token(header: head => head["typ"] = type);
        tokens["typ missing"] = issuer.Token(header: head => head.Remove("typ"));
        tokens["typ a number"] = issuer.Token(header: head => head["typ"] = 1);
        tokens["Keycloak's refresh token"] = issuer.Token(payload: claims => claims["typ"] = "Refresh");
        foreach (var (name, value) in new (string, string)[]
        {
            ("wrong", "https://evil.example.com"), ("prefix", issuer.Url[..^1]), ("suffix", issuer.Url + "x"), ("slash", issuer.Url + "/"),
            ("capitals", issuer.Url.ToUpperInvariant()), ("userinfo", issuer.Url + "@evil.example.com"),
        })
            tokens[$"iss {name}"] = issuer.Token(payload: claims => claims["iss"] = value);
        tokens["iss missing"] = issuer.Token(payload: claims => claims.Remove("iss"));
        tokens["iss a list"] = issuer.Token(payload: claims => claims["iss"] = new JsonArray(issuer.Url));
        tokens["iss of another trusted issuer, this one's key"] = issuer.Token(payload: claims => claims["iss"] = second.Url);
        tokens["aud wrong"] = issuer.Token(payload: claims => claims["aud"] = "another");
        tokens["aud of others"] = issuer.Token(payload: claims => claims["aud"] = new JsonArray("a", "b"));
        tokens["aud missing"] = issuer.Token(payload: claims => claims.Remove("aud"));
        tokens["aud prefix"] = issuer.Token(payload: claims => claims["aud"] = "apigov-gatewa");
        tokens["aud slash"] = issuer.Token(payload: claims => claims["aud"] = "apigov-gateway/");
        tokens["aud capitals"] = issuer.Token(payload: claims => claims["aud"] = "APIGOV-GATEWAY");
        tokens["aud an object"] = issuer.Token(payload: claims => claims["aud"] = new JsonObject { ["apigov-gateway"] = true });
        tokens["aud a list with a number"] = issuer.Token(payload: claims => claims["aud"] = new JsonArray("apigov-gateway", 1));
        tokens["aud empty"] = issuer.Token(payload: claims => claims["aud"] = new JsonArray());
        await RefusedAsync(world, tokens);
        (await world.GetAsync(Orders, issuer.Token(payload: claims => claims["aud"] = new JsonArray("other", "apigov-gateway")))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, issuer.Token(header: head => head["typ"] = "application/at+jwt"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ways_of_sending_that_are_not_one_token_in_one_field()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token();
        (string Name, string Fields, string Problem)[] ways =
        [
            ("a tab", $"Authorization: Bearer\t{token}\r\n", "token-not-acceptable"),
            ("three blanks", $"Authorization: Bearer   {token}\r\n", "token-not-acceptable"),
            ("no scheme", $"Authorization: {token}\r\n", "token-not-acceptable"),
            ("only the scheme", "Authorization: Bearer \r\n", "token-not-acceptable"),
            ("another scheme", $"Authorization: Token {token}\r\n", "token-not-acceptable"),
            ("two fields", $"Authorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n", "token-not-acceptable"),
            ("two tokens in a list", $"Authorization: Bearer {token}, Bearer {token}\r\n", "token-not-acceptable"),
            ("with a key", $"Authorization: Bearer {token}\r\nX-Api-Key: agk_x_y\r\n", "api-key-not-acceptable"),
            ("in the query", "", "token-missing"),
        ];
        foreach (var (name, fields, problem) in ways)
        {
            string query = name == "in the query" ? "?access_token=" + token : "";
            string answer = await RawHttp.SendAsync(world.Address, $"GET {Orders}{query} HTTP/1.1\r\nHost: g\r\nConnection: close\r\n{fields}\r\n");
            answer.ShouldStartWith("HTTP/1.1 401", customMessage: name);
            answer.ShouldContain(problem, customMessage: name);
        }

        world.Backend.Calls.ShouldBe(0);
        (await RawHttp.SendAsync(world.Address, $"GET {Orders} HTTP/1.1\r\nHost: g\r\nConnection: close\r\nAuthorization: bEARER {token}\r\n\r\n")).ShouldStartWith("HTTP/1.1 200");
    }

    /// <summary>What a verifier that only looks for the hash somewhere in the padding would take (Bleichenbacher 2006).</summary>
    private static byte[] JunkPadding(RSA key, byte[] bytes)
    {
        byte[] info = Convert.FromHexString("3031300d060960864801650304020105000420");
        byte[] block = new byte[256];
        block.AsSpan().Fill(0xAB);
        byte[] begin = [0, 1, .. Enumerable.Repeat((byte)0xff, 8), 0, .. info, .. SHA256.HashData(bytes)];
        begin.CopyTo(block, 0);
        RSAParameters numbers = key.ExportParameters(true);
        var message = new System.Numerics.BigInteger(block, isUnsigned: true, isBigEndian: true);
        var signed = System.Numerics.BigInteger.ModPow(
            message, new(numbers.D!, isUnsigned: true, isBigEndian: true), new(numbers.Modulus!, isUnsigned: true, isBigEndian: true));
        byte[] signature = new byte[256];
        byte[] raw = signed.ToByteArray(isUnsigned: true, isBigEndian: true);
        raw.CopyTo(signature, 256 - raw.Length);
        return signature;
    }

    private static byte[] OtherS(byte[] signature, byte[] order)
    {
        var n = new System.Numerics.BigInteger(order, isUnsigned: true, isBigEndian: true);
        byte[] s = (n - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] other = [.. signature[..32], .. new byte[32]];
        s.CopyTo(other, 64 - s.Length);
        return other;
    }
}
