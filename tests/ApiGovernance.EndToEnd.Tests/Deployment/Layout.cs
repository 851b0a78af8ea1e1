using System.Diagnostics;
using ApiGovernance.EndToEnd.Tests.Packaging;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>What the image is made of: the files of <c>dotnet publish</c>, made from the build that is tested.</summary>
public sealed class Layout : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    /// <summary>As the Dockerfile has them.</summary>
    public static IReadOnlyList<string> PublishArguments { get; } = ["publish", "src/ApiGovernance.Cli", "-c", "Release"];

    public string Program => Path.Combine(_folder["layout"], "apigov.dll");

    public async ValueTask InitializeAsync()
    {
        string[] arguments = [.. PublishArguments, "-o", _folder["layout"], "--no-build", "-v", "quiet"];
#if DEBUG
        arguments[3] = "Debug";
#endif
        (int exitCode, string said) = await ProjectFiles.UseAsync(() => DotnetAsync(arguments));
        exitCode.ShouldBe(0, said);
        File.Exists(Program).ShouldBeTrue(said);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = RepositoryPaths.Root, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
