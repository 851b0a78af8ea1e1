using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly World _world = new();

    public TokenTests() => _world.Write("data/dev-credentials.json", """{"shop": "the-secret-of-shop", "edi": "another-secret"}""");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Only_the_token_is_on_standard_output()
    {
        IFormCollection? asked = null;
        await using LoopbackApp authority = await LoopbackApp.StartAsync(app => app.MapPost("/connect/token", async (HttpRequest request) =>
        {
            asked = await request.ReadFormAsync();
            return Results.Json(new { access_token = "a.b.c", token_type = "Bearer", expires_in = 3600 });
        }));

        Ran ran = await _world.RunAsync("token", "shop", "--data", "data", "--authority", authority.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.Trim().ShouldBe("a.b.c");
        asked.ShouldNotBeNull()["grant_type"].ToString().ShouldBe("client_credentials");
        (asked["client_id"].ToString(), asked["client_secret"].ToString()).ShouldBe(("shop", "the-secret-of-shop"));
    }

    [Fact]
    public async Task A_refusal_is_passed_on_without_the_secret()
    {
        await using LoopbackApp authority = await LoopbackApp.StartAsync(app => app.MapPost(
            "/connect/token", () => Results.Json(new { error = "invalid_scope", error_description = "No such scope." }, statusCode: 400)));

        Ran ran = await _world.RunAsync("token", "shop", "--data", "data", "--authority", authority.BaseAddress.ToString(), "--scope", "nonsense");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain("invalid_scope No such scope.");
        ran.Errors.ShouldNotContain("the-secret-of-shop");
    }

    [Fact]
    public async Task A_consumer_that_is_not_there_is_answered_with_those_that_are()
    {
        Ran ran = await _world.RunAsync("token", "shoop", "--data", "data");

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain("edi, shop");
    }

    [Fact]
    public async Task Without_a_data_folder_it_ends_with_3_and_names_the_file()
    {
        Ran ran = await _world.RunAsync("token", "shop", "--data", "elsewhere");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("dev-credentials.json");
        Directory.Exists(_world["elsewhere"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Credentials_that_are_no_json_end_with_3()
    {
        _world.Write("data/dev-credentials.json", "{broken");
        Ran ran = await _world.RunAsync("token", "shop", "--data", "data");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("dev-credentials.json");
    }

    [Fact]
    public async Task An_authority_that_is_not_there_ends_with_5()
    {
        Ran ran = await _world.RunAsync("token", "shop", "--data", "data", "--authority", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(5, ran.ToString());
        ran.Errors.ShouldContain("--authority");
    }

    [Fact]
    public async Task What_answers_with_no_token_is_no_authority()
    {
        await using LoopbackApp other = await LoopbackApp.StartAsync(app => app.MapPost("/connect/token", () => "hello"));
        Ran ran = await _world.RunAsync("token", "shop", "--data", "data", "--authority", other.BaseAddress.ToString());
        ran.ExitCode.ShouldBe(5, ran.ToString());
        ran.Output.ShouldBeEmpty();
    }
}
