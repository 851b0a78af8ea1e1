using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Authentication.Signatures;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>The test vectors of RFC 9421, appendix B, of RFC 8032, 7.1, and of RFC 9530, appendix B.</summary>
public class SignatureVectorTests
{
    private const string RsaPss = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string P256 = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    private const string Ed = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
    private const string SharedSecret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    private const string Digest = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    private const string ProxyCertificate =
        ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

    /// <summary>Section, algorithm, key, Signature-Input, signature, the base that the RFC shows.</summary>
    public static TheoryData<string, string, string, string, string, string> Vectors => new()
    {
        {
            "B.2.1", "rsa-pss-sha512", RsaPss, """();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd" """,
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==",
            ""
        },
        {
            "B.2.2", "rsa-pss-sha512", RsaPss, """("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example" """,
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==",
            $"\"@authority\": example.com\n\"content-digest\": {Digest}\n\"@query-param\";name=\"Pet\": dog\n"
        },
        {
            "B.2.3", "rsa-pss-sha512", RsaPss, """("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss" """,
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==",
            $"\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@query\": ?param=Value&Pet=dog\n\"@authority\": example.com\n\"content-type\": application/json\n\"content-digest\": {Digest}\n\"content-length\": 18\n"
        },
        {
            "B.2.5", "hmac-sha256", "", """("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret" """, "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
            "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@authority\": example.com\n\"content-type\": application/json\n"
        },
        {
            "B.2.6", "ed25519", Ed, """("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519" """,
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
            "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@authority\": example.com\n\"content-type\": application/json\n\"content-length\": 18\n"
        },
        {
            "B.3", "ecdsa-p256-sha256", P256, """("@path" "@query" "@method" "@authority" "client-cert");created=1618884473;keyid="test-key-ecc-p256" """,
            "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==",
            $"\"@path\": /foo\n\"@query\": ?param=Value&Pet=dog\n\"@method\": POST\n\"@authority\": service.internal.example\n\"client-cert\": {ProxyCertificate}\n"
        },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void Signatures_of_the_rfc_verify_over_the_base_that_it_shows(string section, string algorithm, string publicKey, string input, string signature, string shown)
    {
        SignatureInput parsed = SignatureInput.Parse($"sig={input.Trim()}", $"sig=:{signature}:").ShouldNotBeNull().ShouldHaveSingleItem();
        RequestPath.Parse("/foo?param=Value&Pet=dog", out RequestPath path).ShouldBeNull();
        byte[] message = SignatureBase.Of(parsed, Request(), path, section == "B.3" ? "https://service.internal.example" : "https://example.com").ShouldNotBeNull();

        Encoding.ASCII.GetString(message).ShouldBe(shown + $"\"@signature-params\": {input.Trim()}");
        string variable = $"APIGOV_SECRET_{Guid.NewGuid():N}".ToUpperInvariant();
        Environment.SetEnvironmentVariable(variable, "base64:" + SharedSecret);
        ConsumerSignatureKey key = new(parsed.KeyId!, algorithm) { PublicKey = publicKey.Length == 0 ? null : publicKey, Secret = "env:" + variable };
        SignatureKey verifying = new(key, null!, null!, new Gateway.Authentication.GatewaySecrets(new GatewayOptions { Node = "n", StateDirectory = "s" }));
        verifying.Verify(message, parsed.Signature).ShouldBeTrue();
        message[0] ^= 1;
        verifying.Verify(message, parsed.Signature).ShouldBeFalse();
        message[0] ^= 1;
        parsed.Signature[5] ^= 1;
        verifying.Verify(message, parsed.Signature).ShouldBeFalse();
        verifying.Verify(message, []).ShouldBeFalse();
        Environment.SetEnvironmentVariable(variable, null);
    }

    /// <summary>Public key, message, signature.</summary>
    [Theory]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_of_rfc_8032(string key, string message, string signature)
    {
        byte[] publicKey = Convert.FromHexString(key), text = Convert.FromHexString(message), signed = Convert.FromHexString(signature);

        Ed25519.Verify(publicKey, text, signed).ShouldBeTrue();
        Ed25519.Verify(publicKey, [.. text, 0], signed).ShouldBeFalse();
        for (int i = 0; i < 64; i += 9)
        {
            byte[] wrong = [.. signed];
            wrong[i] ^= 0x10;
            Ed25519.Verify(publicKey, text, wrong).ShouldBeFalse($"byte {i}");
        }

        // The same signature with the order added to s would be another spelling of it.
        var s = new System.Numerics.BigInteger(signed.AsSpan(32), isUnsigned: true)
            + System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        byte[] more = new byte[32];
        if (s.TryWriteBytes(more, out _, isUnsigned: true))
            Ed25519.Verify(publicKey, text, [.. signed[..32], .. more]).ShouldBeFalse();
        Ed25519.Verify(new byte[32], text, new byte[64]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", true)]
    [InlineData("sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:", true)]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, unixsum=:AA==:", true)]
    [InlineData("sha-256=:SK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", false)]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, sha-512=:AAAA:", false)]
    [InlineData("md5=:RK/0qy18MlBSVnWgjwz6lQ==:", false)]
    [InlineData("sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=", false)]
    [InlineData("", false)]
    public void Content_digests_of_rfc_9530(string field, bool matches)
    {
        byte[] body = Encoding.ASCII.GetBytes("{\"hello\": \"world\"}\n");

        ContentDigest.Matches(field, body).ShouldBe(matches);
        ContentDigest.Matches(field, [.. body, (byte)' ']).ShouldBeFalse();
    }

    [Theory]
    [InlineData("sig", "sig=:AA==:")]
    [InlineData("sig=()", "")]
    [InlineData("sig=()", "other=:AA==:")]
    [InlineData("sig=()", "sig=:AA==:, more=:AA==:")]
    [InlineData("sig=(@method)", "sig=:AA==:")]
    [InlineData("sig=(\"@method\" \"@method\")", "sig=:AA==:")]
    [InlineData("sig=(\"@method\"\"@path\")", "sig=:AA==:")]
    [InlineData("sig=(\"@method\"", "sig=:AA==:")]
    [InlineData("sig=();created=1;created=2", "sig=:AA==:")]
    [InlineData("sig=();created=1.5", "sig=:AA==:")]
    [InlineData("sig=();created=99999999999999999999", "sig=:AA==:")]
    [InlineData("sig=();keyid=\"a", "sig=:AA==:")]
    [InlineData("sig=(),", "sig=:AA==:")]
    [InlineData("sig=(), sig=()", "sig=:AA==:")]
    [InlineData("Sig=()", "Sig=:AA==:")]
    public void Fields_that_cannot_be_read_are_no_signatures(string input, string signature) => SignatureInput.Parse(input, signature).ShouldBeNull();

    private static HttpRequest Request()
    {
        DefaultHttpContext context = new();
        HttpRequest request = context.Request;
        (request.Method, request.Scheme, request.Host, request.QueryString) = ("POST", "https", new HostString("example.com"), new QueryString("?param=Value&Pet=dog"));
        request.Headers["Date"] = "Tue, 20 Apr 2021 02:07:55 GMT";
        request.Headers["Content-Type"] = "application/json";
        request.Headers["Content-Digest"] = Digest;
        request.Headers["Content-Length"] = "18";
        request.Headers["Client-Cert"] = ProxyCertificate;
        return request;
    }
}
