using System.Globalization;
using System.Security.Cryptography;
using ApiGovernance.Gateway;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>
/// The gateway as the harness wants it: `/small`, `/order` and `/echo` forwarded, tokens of the harness' key accepted, the policies on
/// that are asked for. `/__reload?kind=policy` and `/__reload?kind=routes` change the catalog and answer when the gateway has it in force; `/__memory` tells what was allocated and collected so far.
/// </summary>
internal static class BenchGateway
{
    public static async Task RunAsync(BenchOptions options)
    {
        await using WebApplication issuer = await StartIssuerAsync(await File.ReadAllTextAsync(options.KeyFile));
        string issuerUrl = issuer.Urls.First();

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureGatewayKestrel());
        BenchSnapshot snapshot = new(options, $"{issuerUrl}/.well-known/openid-configuration");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISnapshotSource>(snapshot);
        builder.Services.AddSingleton<IUsageSink>(snapshot);
        builder.Services.AddGateway(new GatewayOptions
        {
            Node = "bench",
            StateDirectory = Directory.CreateTempSubdirectory("apigov-bench").FullName,
            Redis = options.Redis,
            MaxDecisions = options.Has("no-decisions") ? 0 : 10_000,
            FieldSampling = options.Has("all-fields") ? new FieldSampling { Rate = 1 } : new FieldSampling(),
        });
        BenchTelemetry.Add(builder.Services, options, issuerUrl);
        await using WebApplication app = builder.Build();
        bool authenticates = options.Has("auth");
        bool hanging = options.Has("neighbours");
        bool keys = options.Has("keys");
        long key = 0;
        // The harness asks for bare paths; ours have a base path. This costs us two strings.
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/__reload")
                return BenchReload.AnswerAsync(context, snapshot);
            if (context.Request.Path == "/__memory")
                return context.Response.WriteAsync($$"""{"allocated":{{GC.GetTotalAllocatedBytes()}},"collections":[{{GC.CollectionCount(0)}},{{GC.CollectionCount(1)}},{{GC.CollectionCount(2)}}],"pauseMs":{{GC.GetTotalPauseDuration().TotalMilliseconds}}}""");
            IHttpRequestFeature request = context.Features.Get<IHttpRequestFeature>()!;
            string prefix = hanging && request.Path == "/hanging" ? "/hanging/v1" : "/bench/v1";
            string target = prefix.Length > 9 ? "/small" : request.RawTarget;
            request.RawTarget = prefix + target;
            request.Path = request.RawTarget;
            // A token that nobody asked for is verified all the same.
            if (!authenticates)
                context.Request.Headers.Authorization = default;
            if (keys && context.Request.Method == "POST")
                context.Request.Headers["Idempotency-Key"] = Interlocked.Increment(ref key).ToString(CultureInfo.InvariantCulture);
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
        // Stands for a collector that takes what it is sent.
        app.MapPost("/v1/{signal}", async (HttpContext context) => await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted));
        await app.StartAsync();
        return app;
    }
}
