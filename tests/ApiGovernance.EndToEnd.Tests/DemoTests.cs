using System.Diagnostics;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests;

/// <summary>README's first command, as a process of its own, on free ports.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_walks_its_tour_without_a_surprise_and_ends()
    {
        (int exitCode, string output) = await RunAsync("demo", "--exit", "--gateway", "http://127.0.0.1:0", "--control-plane", "http://127.0.0.1:0");

        exitCode.ShouldBe(0, output);
        output.ShouldContain("The tour is over: every step went as expected.");
        foreach (string shown in new[]
        {
            "< 201", "< 401", "< 403", "< 422", "/lines/0/quantity/value", "team=commerce-platform", "< 429", "Retry-After", "RateLimit-Policy",
            "Deprecation: @", "Sunset: Wed, 30 Jun 2027 23:59:59 GMT", "< 410", "< 409", "no longer accepts", "phone", "breaks     storefront: was seen calling POST /orders",
            "0 failed", "insecure by default",
        })
        {
            output.ShouldContain(shown);
        }
    }

    [Fact]
    public async Task The_demo_says_which_port_is_taken_and_what_to_do()
    {
        await using LoopbackApp taken = await LoopbackApp.StartAsync(_ => { });

        (int exitCode, string output) = await RunAsync(
            "demo", "--exit", "--gateway", taken.BaseAddress.ToString(), "--control-plane", "http://127.0.0.1:0");

        exitCode.ShouldBe(6, output);
        output.ShouldContain($"{taken.BaseAddress.GetLeftPart(UriPartial.Authority)} is in use");
        output.ShouldContain("--gateway");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "apigov.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryPaths.Root,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await errors);
    }
}
