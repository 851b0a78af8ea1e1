using System.Security.Cryptography;
using ApiGovernance.Gateway;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>
/// The gateway as the harness wants it: `/small`, `/order` and `/echo` forwarded, tokens of the harness' key accepted. All stages are on.
/// </summary>
internal static class BenchGateway
{
    /// <param name="args">port, upstream URL, path of the PEM public key; then perhaps <c>keys</c>: each POST is given a new idempotency key.</param>
    public static async Task RunAsync(string[] args)
    {
        string port = args[0];
        await using WebApplication issuer = await StartIssuerAsync(await File.ReadAllTextAsync(args[2]));
        string issuerUrl = issuer.Urls.First();

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureGatewayKestrel());
        bool keys = args.Length > 3 && args[3] == "keys";
        long key = 0;
        BenchSnapshot snapshot = new(args[1], $"{issuerUrl}/.well-known/openid-configuration", keys);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISnapshotSource>(snapshot);
        builder.Services.AddSingleton<IUsageSink>(snapshot);
        builder.Services.AddGateway(new GatewayOptions { Node = "bench", StateDirectory = Directory.CreateTempSubdirectory("apigov-bench").FullName });
        await using WebApplication app = builder.Build();
        // The harness asks for bare paths; ours have a base path. This costs us two strings.
        app.Use((context, next) =>
        {
            IHttpRequestFeature request = context.Features.Get<IHttpRequestFeature>()!;
            request.RawTarget = "/bench/v1" + request.RawTarget;
            request.Path = "/bench/v1" + request.Path;
            if (keys && context.Request.Method == "POST")
                context.Request.Headers["Idempotency-Key"] = Interlocked.Increment(ref key).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return next(context);
        });
        app.UseGateway();
        await app.RunAsync();
    }

    private static async Task<WebApplication> StartIssuerAsync(string pem)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        RSAParameters key = rsa.ExportParameters(false);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", (HttpContext context) => Results.Text(
            $$"""{"issuer":"https://issuer.example","jwks_uri":"http://{{context.Request.Host}}/jwks"}""", "application/json"));
        app.MapGet("/jwks", () => Results.Text(
            $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"bench","n":"{{Base64UrlEncoder.Encode(key.Modulus)}}","e":"{{Base64UrlEncoder.Encode(key.Exponent)}}"}]}""",
            "application/json"));
        await app.StartAsync();
        return app;
    }
}
