using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary><c>apigov serve</c> as a process of its own, on free ports, up and ready.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    /// <summary>Generous: the machine may be busy with other tests.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServeProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>Where the gateway listens; null when this process runs none.</summary>
    public Uri? Gateway { get; private set; }

    /// <summary>Where the control plane listens; null when this process runs none.</summary>
    public Uri? ControlPlane { get; private set; }

    /// <summary>Everything written so far: banner and logs.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The most memory that the process has had so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts and waits until every plane of the process says that it is ready.</summary>
    public static Task<ServeProcess> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables beside those that the tests have.</param>
    public static async Task<ServeProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ServeProcess serve = new(Launch(["serve", .. arguments], environment));
        try
        {
            await serve.BecomeReadyAsync();
            return serve;
        }
        catch
        {
            await serve.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command that is expected to end by itself.</summary>
    public static Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables beside those that the tests have.</param>
    public static async Task<(int ExitCode, string Errors)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using ServeProcess serve = new(Launch(arguments, environment));
        return (await serve.WaitForExitAsync(), serve.Errors);
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends the process without a word, as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource bound = new(Patience);
        await _process.WaitForExitAsync(bound.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static Process Launch(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "apigov.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("APIGOV_ADMIN_TOKEN");
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task BecomeReadyAsync()
    {
        await WaitAsync(() => Task.FromResult(BannerEnd().IsMatch(Errors)), "writing its banner");
        Gateway = Address(GatewayLine());
        ControlPlane = Address(ControlPlaneLine());
#pragma warning disable CA5359 // A test that has the gateway listen on https makes the certificate itself.
        using HttpClient client = new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
#pragma warning restore CA5359
        foreach (Uri plane in new[] { ControlPlane, Gateway }.OfType<Uri>())
        {
            await WaitAsync(async () => (await client.GetAsync(new Uri(plane, "readyz"))).IsSuccessStatusCode, $"being ready at {plane}");
        }
    }

    /// <summary>A failure shows what the process had to say.</summary>
    private async Task WaitAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.HoldsAsync(async () => HasExited || await condition(), Patience, $"apigov is {what}");
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            Assert.Fail($"{failure.Message}\n{Errors}");
        }

        Assert.False(HasExited, $"apigov ended instead of {what}:\n{Errors}");
    }

    private Uri? Address(Regex line) => line.Match(Errors) is { Success: true } match ? new Uri(match.Groups[1].Value + "/") : null;

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (_errors)
            _errors.Append(line).Append('\n');
    }

    [GeneratedRegex("^  gateway +(http\\S+)", RegexOptions.Multiline)]
    private static partial Regex GatewayLine();

    [GeneratedRegex("^  control plane +(http\\S+)", RegexOptions.Multiline)]
    private static partial Regex ControlPlaneLine();

    [GeneratedRegex("^  telemetry .*\n(  insecure.*\n)*\n", RegexOptions.Multiline)]
    private static partial Regex BannerEnd();
}
