using System.Net;
using System.Security.Cryptography;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>
/// The services of the compose file as plain processes, each on a loopback address of its own with the ports that it has there. SQL Server is the
/// one that cannot run here: the control plane has SQLite instead.
/// </summary>
internal sealed class Topology(string program) : IAsyncDisposable
{
    private static readonly string[] Names = ["control-plane", "gateway-1", "gateway-2", "backends", "redis", "otel-collector"];

    private readonly TempFolder _folder = new();
    private readonly byte[] _network = [127, (byte)RandomNumberGenerator.GetInt32(1, 255), (byte)RandomNumberGenerator.GetInt32(255)];
    private readonly Dictionary<string, ContainerProcess> _running = [];
    private readonly ComposeFile _compose = ComposeFile.Load(new Dictionary<string, string> { ["APIGOV_ADMIN_TOKEN"] = AdminToken, ["MSSQL_SA_PASSWORD"] = "unused" });

    public static string AdminToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public OtlpCollector? Collector { get; private set; }

    public ContainerProcess this[string service] => _running[service];

    public IPAddress AddressOf(string service) => new([.. _network, (byte)(Array.IndexOf(Names, service) + 1)]);

    public Uri Url(string service, int port) => new($"http://{AddressOf(service)}:{port}/");

    /// <summary>Everything, in the order that <c>depends_on</c> asks for, each when its health check is content.</summary>
    public async Task StartAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/redis-server"), "redis-server is not installed.");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have one loopback address only.");
        CopyCatalog();
        Collector = await OtlpCollector.StartAsync(AddressOf("otel-collector"), 4317);
        IReadOnlyList<string> redis = _compose.List("redis", "command");
        _running["redis"] = ContainerProcess.Start($"/usr/bin/{redis[0]}", [.. redis.Skip(1), "--bind", $"{AddressOf("redis")}", "--port", "6379", "--dir", Folder("redis")]);
        await StartAsync("backends");
        await Eventually.HoldsAsync(() => this["backends"].Said.Contains("simulated logistics", StringComparison.Ordinal), ServeProcess.Patience, "the back ends are up");
        foreach (string service in (string[])["control-plane", "gateway-1", "gateway-2"])
            await StartAsync(service);
    }

    /// <summary>Starts a service, also anew after it has ended.</summary>
    public async Task StartAsync(string service)
    {
        string[] command = [.. _compose.List(service, "command").Select(word => Here(service, word))];
        Dictionary<string, string> environment = _compose.Map(service, "environment").ToDictionary(pair => pair.Key, pair => Here(service, pair.Value));
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        ContainerProcess process = _running[service] = ContainerProcess.Start("dotnet", [program, .. command], environment);
        if (_compose.Healthcheck(service) is not { Count: > 0 })
            return;
        await Eventually.HoldsAsync(
            async () => process.HasExited || (await CheckHealthAsync(service)).Code == 0, ServeProcess.Patience, $"{service} is healthy");
        process.HasExited.ShouldBeFalse(process.Said);
    }

    /// <summary>What the compose file's health check says.</summary>
    public async Task<(int Code, string Said)> CheckHealthAsync(string service)
    {
        IReadOnlyList<string> test = _compose.Healthcheck(service);
        test.Take(3).ShouldBe(["CMD", "dotnet", "/app/apigov.dll"]);
        await using ContainerProcess check = ContainerProcess.Start(
            "dotnet", [program, .. test.Skip(3).Select(word => word.Replace("127.0.0.1", AddressOf(service).ToString(), StringComparison.Ordinal))]);
        return (await check.WaitForExitAsync(), check.Said);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ContainerProcess process in _running.Values)
            await process.DisposeAsync();
        if (Collector is not null)
            await Collector.DisposeAsync();
        _folder.Dispose();
    }

    private string Folder(string service) => Directory.CreateDirectory(_folder[$"volumes/{service}"]).FullName;

    /// <summary>A word of the compose file with what the containers' network and volumes would make of it.</summary>
    private string Here(string service, string word)
    {
        foreach (string name in Names)
        {
            word = word.Replace($"//{name}:", $"//{AddressOf(name)}:", StringComparison.Ordinal);
            if (word.StartsWith($"{name}:", StringComparison.Ordinal))
                word = $"{AddressOf(name)}{word[name.Length..]}";
        }

        return word.Replace("0.0.0.0", AddressOf(service).ToString(), StringComparison.Ordinal)
            .Replace("=/data", $"={Folder(service)}", StringComparison.Ordinal)
            .Replace("/etc/apigov", _folder["etc"], StringComparison.Ordinal)
            .Replace("--store=sqlserver", "--store=sqlite", StringComparison.Ordinal);
    }

    private void CopyCatalog()
    {
        foreach (string name in (string[])["catalog", "policies"])
        {
            string from = Path.Combine(RepositoryPaths.Root, name);
            foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
                _folder.Write($"etc/{name}/{Path.GetRelativePath(from, file)}", File.ReadAllText(file).Replace("//backends:", $"//{AddressOf("backends")}:", StringComparison.Ordinal));
        }
    }
}
