using System.Diagnostics;
using ApiGovernance.CrashingWriter;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>A process that writes to a database, and what it said before its end.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public static WriterProcess Start(string mode, string folder)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { typeof(NumberedChange).Assembly.Location, mode, folder },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The start is most of what a short life costs.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_BackgroundWorkerTimeoutMs"] = "0" },
        };
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>Lets it begin; returns when it has said a line that begins so.</summary>
    public async Task GoAsync(string until)
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Said.Add(line);
            if (line.StartsWith(until, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The writer ended before `{until}`: {await _process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Every whole line so far.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The highest number that it acknowledged for a kind of write; 0 for none.</summary>
    public int Acknowledged(string kind) => Said
        .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
        .Select(line => int.Parse(line[(kind.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture))
        .LastOrDefault();

    /// <summary>Ends it at once, in the middle of whatever it does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        string rest = await _process.StandardOutput.ReadToEndAsync();
        // A last line without its end was not acknowledged.
        Said.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
