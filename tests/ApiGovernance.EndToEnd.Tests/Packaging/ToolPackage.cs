using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Packaging;

/// <summary>The dotnet tool as its users get it: packed from the build that is tested, installed from a folder, with no feed in reach.</summary>
public sealed partial class ToolPackage : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TempFolder _folder = new();

    public string File => Directory.GetFiles(_folder["packages"], "*.nupkg").ShouldHaveSingleItem();

    public string Version => VersionOf().Match(Path.GetFileName(File)).Groups[1].Value;

    public async ValueTask InitializeAsync()
    {
        string project = Path.Combine(RepositoryPaths.Root, "src", "ApiGovernance.Cli");
        (int packed, string said) = await ProjectFiles.UseAsync(() => DotnetAsync(
            RepositoryPaths.Root, "pack", project, "-c", BuildConfiguration, "--no-build", "-o", _folder["packages"], "-v", "quiet"));
        packed.ShouldBe(0, said);
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{_folder["packages"]}" />
              </packageSources>
            </configuration>
            """);
        (int installed, string told) = await DotnetAsync(
            _folder.Path, "tool", "install", "ApiGovernance.Tool", "--version", Version, "--tool-path", _folder["tools"], "--configfile", _folder["nuget.config"]);
        installed.ShouldBe(0, told);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The content of a file of the package.</summary>
    public async Task<string> ReadAsync(string name)
    {
        using ZipArchive package = await ZipFile.OpenReadAsync(File);
        using StreamReader reader = new(await package.GetEntry(name).ShouldNotBeNull().OpenAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>Of every file its name and time.</summary>
    public IReadOnlyList<(string Name, DateTime Time)> Entries()
    {
        using ZipArchive package = ZipFile.OpenRead(File);
        return [.. package.Entries.Select(entry => (entry.FullName, entry.LastWriteTime.DateTime))];
    }

    /// <summary>Runs the installed tool.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments) =>
        StartAsync(Path.Combine(_folder["tools"], OperatingSystem.IsWindows() ? "apigov.exe" : "apigov"), folder, arguments);

    private Task<(int ExitCode, string Output)> DotnetAsync(string folder, params string[] arguments) => StartAsync("dotnet", folder, arguments);

    private async Task<(int ExitCode, string Output)> StartAsync(string program, string folder, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (arguments is ["tool", ..])
        {
            // What is installed must come from the folder, not from what this machine has seen before.
            start.Environment["NUGET_PACKAGES"] = _folder["unpacked"];
            start.Environment["DOTNET_CLI_HOME"] = _folder["home"];
            start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(stop.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The CLI was built with these tests, in the same configuration.</summary>
    private static string BuildConfiguration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [GeneratedRegex(@"\AApiGovernance\.Tool\.(.+)\.nupkg\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex VersionOf();
}
