using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests;

public sealed class ReadyTests
{
    [Fact]
    public async Task Ready_not_ready_and_unreachable_have_exit_codes_of_their_own_and_say_why()
    {
        using World world = new();
        int status = 200;
        await using LoopbackApp plane = await LoopbackApp.StartAsync(app => app.MapGet("/readyz", async (HttpContext context) =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("{\"status\":\"x\",\"missing\":\"no snapshot yet\"}");
        }));
        string address = plane.BaseAddress.ToString();

        Ran ready = await world.RunAsync("ready", address);
        ready.ExitCode.ShouldBe(0, ready.Errors);
        ready.Output.ShouldBe("ready\n");

        status = 503;
        Ran notReady = await world.RunAsync("ready", address);
        notReady.ExitCode.ShouldBe(1);
        notReady.Errors.ShouldContain("answered 503: no snapshot yet");

        await plane.DisposeAsync();
        Ran gone = await world.RunAsync("ready", address, "--timeout", "5");
        gone.ExitCode.ShouldBe(5);
        gone.Errors.ShouldContain("cannot be reached");
    }

    [Theory]
    [InlineData("An address such as http://127.0.0.1:8080 is wanted, not 'here'.", "ready", "here")]
    [InlineData("--timeout must be a number from 1 to 600.", "ready", "http://127.0.0.1:1", "--timeout", "0")]
    public async Task A_wrong_command_line_is_told(string error, params string[] arguments)
    {
        using World world = new();
        Ran ran = await world.RunAsync(arguments);
        ran.ExitCode.ShouldBe(2);
        ran.Errors.ShouldContain(error);
    }
}
