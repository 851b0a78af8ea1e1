using System.Diagnostics;

namespace ApiGovernance.Cli.Tests;

/// <summary>What a run of the program wrote and ended with.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    /// <summary>For the message of a failed assertion.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
}

/// <summary>Runs the real program as a process of its own, as a shell or a CI job does.</summary>
internal static class Apigov
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string> NothingMore = [];

    /// <summary>Another build of the program, e.g. the native one, to which these tests are put instead of the one they were built with.</summary>
    private static readonly string? OtherBuild = Environment.GetEnvironmentVariable("APIGOV_TEST_PROGRAM");

    /// <summary>How a shell starts it.</summary>
    public static string ShellCommand => OtherBuild is null ? $"dotnet '{Path.Combine(AppContext.BaseDirectory, "apigov.dll")}'" : $"'{OtherBuild}'";

    public static Task<Ran> RunAsync(string folder, params string[] arguments) => FedAsync(folder, "", arguments);

    /// <summary>The same with variables of the environment.</summary>
    public static Task<Ran> InAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        OtherBuild is null
            ? StartAsync("dotnet", folder, environment, [Path.Combine(AppContext.BaseDirectory, "apigov.dll"), .. arguments])
            : StartAsync(OtherBuild, folder, environment, arguments);

    /// <summary>Starts it and leaves it running; who starts it ends it.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        ProcessStartInfo start = OtherBuild is null
            ? new("dotnet", [Path.Combine(AppContext.BaseDirectory, "apigov.dll"), .. arguments])
            : new(OtherBuild, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    /// <summary>The same with something on standard input.</summary>
    public static Task<Ran> FedAsync(string folder, string input, params string[] arguments) =>
        OtherBuild is null
            ? StartAsync("dotnet", folder, NothingMore, [Path.Combine(AppContext.BaseDirectory, "apigov.dll"), .. arguments], input)
            : StartAsync(OtherBuild, folder, NothingMore, arguments, input);

    /// <summary>git with an identity of its own, away from the settings of whoever runs the tests.</summary>
    public static async Task GitAsync(string folder, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" };
        Ran ran = await StartAsync("git", folder, environment, ["-c", "user.name=Test", "-c", "user.email=test@example.com", .. arguments]);
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }

    /// <summary>Another program, with the same care.</summary>
    public static Task<Ran> OtherAsync(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartAsync(program, folder, environment, arguments);

    private static async Task<Ran> StartAsync(string program, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments, string input = "")
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("NO_COLOR");
        foreach (string variable in new[] { "APIGOV_ADMIN_TOKEN", "APIGOV_TOKEN", "APIGOV_CLIENT_ID", "APIGOV_CLIENT_SECRET", "APIGOV_TOKEN_URL", "APIGOV_TOKEN_SCOPE" })
            start.Environment.Remove(variable);
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        if (input.Length > 0)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(stop.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return new Ran(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
