using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>A real control plane as a process of its own, on a free port, and the commands that talk to it.</summary>
internal sealed partial class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly World _world;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private ControlPlane(World world, Process process)
    {
        (_world, _process) = (world, process);
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Serves the world's catalog folder, or the one that is named.</summary>
    public static async Task<ControlPlane> StartAsync(World world, string catalog = "catalog")
    {
        Directory.CreateDirectory(world["policies"]);
        // Another build of the program may host nothing; the one that the tests were built with does.
        ProcessStartInfo start = new(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "apigov.dll"), "serve", "--role", "control-plane", "--catalog", catalog, "--policies", "policies", "--data", "data",
                "--control-plane", "http://127.0.0.1:0",
            ])
        {
            WorkingDirectory = world.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("APIGOV_ADMIN_TOKEN");
        ControlPlane plane = new(world, Process.Start(start)!);
        try
        {
            await Eventually.HoldsAsync(() => plane._process.HasExited || plane.Told(AddressLine()) is not null, Patience, "the control plane tells its address");
            plane.Address = new Uri(plane.Told(AddressLine()) ?? throw new InvalidOperationException(string.Join('\n', plane._lines)));
            using HttpClient http = new();
            await Eventually.HoldsAsync(async () => (await http.GetAsync(new Uri(plane.Address, "/readyz"))).IsSuccessStatusCode, Patience, "the control plane is ready");
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    public Task<Ran> RunAsync(params string[] arguments) => _world.RunAsync([.. arguments, "--catalog-url", Address.ToString()]);

    /// <summary>The same for a run that must end well; gives what it wrote.</summary>
    public async Task<string> OutputOfAsync(params string[] arguments)
    {
        Ran ran = await RunAsync(arguments);
        ran.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}: {ran}");
        return ran.Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private string? Told(Regex line) => _lines.Select(text => line.Match(text)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex("^  control plane +(http[^ ]+)")]
    private static partial Regex AddressLine();
}
