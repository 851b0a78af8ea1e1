using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests;

/// <summary>What the commands show to the catalog: a token, a client's, or the admin's.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("Bearer the-token", "APIGOV_TOKEN=the-token", "APIGOV_ADMIN_TOKEN=the-admins")]
    [InlineData("Bearer the-admins", "APIGOV_ADMIN_TOKEN=the-admins")]
    [InlineData("Bearer for-pipeline", "APIGOV_CLIENT_ID=pipeline", "APIGOV_CLIENT_SECRET=s3cret", "APIGOV_ADMIN_TOKEN=the-admins")]
    [InlineData("", "APIGOV_TOKEN=")]
    public async Task The_environment_says_which(string expected, params string[] variables)
    {
        string? sent = null;
        IFormCollection? asked = null;
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app =>
        {
            app.MapGet("/api/v1/audit", (HttpRequest request) =>
            {
                sent = request.Headers.Authorization.ToString();
                return Results.Json(new CatalogPage<AuditEntry>([]), ProtocolJson.Options);
            });
            app.MapPost("/connect/token", async (HttpRequest request) =>
            {
                asked = await request.ReadFormAsync();
                return Results.Json(new { access_token = $"for-{asked["client_id"]}", token_type = "Bearer", expires_in = 3600 });
            });
        });

        Ran ran = await RunAsync(catalog, variables);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        sent.ShouldBe(expected);
        if (asked is not null)
            (asked["grant_type"].ToString(), asked["client_secret"].ToString(), asked["scope"].ToString()).ShouldBe(("client_credentials", "s3cret", "control-plane"));
    }

    [Fact]
    public async Task A_client_that_gets_no_token_is_told_why_without_its_secret()
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(app => app.MapPost(
            "/connect/token", () => Results.Json(new { error = "invalid_client", error_description = "Wrong secret." }, statusCode: 401)));

        Ran ran = await RunAsync(catalog, "APIGOV_CLIENT_ID=pipeline", "APIGOV_CLIENT_SECRET=s3cret");

        ran.ExitCode.ShouldBe(5, ran.ToString());
        ran.Errors.ShouldContain("gives the client 'pipeline' no token (invalid_client: Wrong secret.)");
        ran.Errors.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("APIGOV_CLIENT_SECRET is not", "APIGOV_CLIENT_ID=pipeline")]
    [InlineData("APIGOV_CLIENT_ID is not", "APIGOV_CLIENT_SECRET=s3cret")]
    [InlineData("no https address", "APIGOV_CLIENT_ID=pipeline", "APIGOV_CLIENT_SECRET=s3cret", "APIGOV_TOKEN_URL=http://login.example.com/token")]
    public async Task Half_a_credential_is_told(string what, params string[] variables)
    {
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(_ => { });

        Ran ran = await RunAsync(catalog, variables);

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain(what);
        ran.Errors.ShouldNotContain("s3cret");
    }

    private Task<Ran> RunAsync(LoopbackApp catalog, params string[] variables) => Apigov.InAsync(
        _world.Path,
        variables.Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
        "audit", "list", "--catalog-url", catalog.BaseAddress.ToString());
}
