using System.Diagnostics;
using System.Text.Json;
using ApiGovernance.Testing;
using YamlDotNet.Serialization;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>What can be said of the containers without an engine: that the files are valid, complete and of one mind.</summary>
public sealed class ComposeFileTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["APIGOV_ADMIN_TOKEN"] = new string('a', 64), ["MSSQL_SA_PASSWORD"] = "Aa1!secret" };
    private readonly ComposeFile _compose = ComposeFile.Load(Variables);

    [Fact]
    public async Task Compose_takes_the_file_and_asks_for_the_secrets_that_it_has_no_default_for()
    {
        (int code, string output) = await RunAsync("docker-compose", Variables, "-f", ComposeFile.Path, "config");
        code.ShouldBe(0, output);
        foreach (string service in (string[])["gateway-1", "gateway-2", "control-plane", "sqlserver", "redis", "otel-collector", "prometheus", "grafana"])
            output.ShouldContain($"\n  {service}:\n");

        (int lacking, string told) = await RunAsync("docker-compose", new Dictionary<string, string> { ["MSSQL_SA_PASSWORD"] = "Aa1!secret" }, "-f", ComposeFile.Path, "config");
        lacking.ShouldNotBe(0);
        told.ShouldContain("APIGOV_ADMIN_TOKEN");
        told.ShouldContain("openssl rand -hex 32");
    }

    [Fact]
    public async Task Prometheus_takes_its_configuration_and_the_alert_rules_beside_it()
    {
        (int code, string output) = await RunAsync("promtool", new Dictionary<string, string>(), "check", "config", Path.Combine(RepositoryPaths.Root, "deploy", "prometheus", "prometheus.yaml"));
        code.ShouldBe(0, output);
        output.ShouldContain("1 rule files found");
    }

    [Fact]
    public async Task Every_alert_fires_on_what_it_is_for_and_rests_otherwise()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "deploy", "prometheus");
        string[] alerts = [.. File.ReadLines(Path.Combine(folder, "alerts.yaml")).Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1])];
        string tests = await File.ReadAllTextAsync(Path.Combine(folder, "alerts.test.yaml"), TestContext.Current.CancellationToken);
        alerts.ShouldNotBeEmpty();
        foreach (string alert in alerts)
            tests.ShouldMatch($"alertname: {alert}\n +exp_alerts:\n");

        (int code, string output) = await RunAsync("promtool", new Dictionary<string, string>(), "test", "rules", Path.Combine(folder, "alerts.test.yaml"));

        code.ShouldBe(0, output);
    }

    [Fact]
    public void Every_file_and_volume_that_a_service_mounts_is_there_and_no_secret_has_a_value()
    {
        int mounted = 0;
        foreach (string service in _compose.Services)
        {
            foreach (string volume in _compose.List(service, "volumes"))
            {
                string source = volume.Split(':')[0];
                mounted++;
                if (source.StartsWith('.'))
                    Path.Exists(Path.Combine(RepositoryPaths.Root, source)).ShouldBeTrue($"{service} mounts {source}");
                else
                    _compose.Volumes.ShouldContain(source, service);
            }

            _compose.DependsOn(service).ShouldBeSubsetOf(_compose.Services);
            foreach (string port in _compose.List(service, "ports"))
                port.ShouldStartWith("127.0.0.1:", Case.Sensitive, $"{service} is published beyond this machine");
            (_compose.Text(service, "image") == "apigov" || _compose.Text(service, "image")!.Contains(':', StringComparison.Ordinal)).ShouldBeTrue($"{service} has no pinned image");
        }

        mounted.ShouldBeGreaterThan(8);
        File.ReadAllText(ComposeFile.Path).ShouldNotMatch("(?m)^\\s*(APIGOV_ADMIN_TOKEN|MSSQL_SA_PASSWORD|GF_SECURITY_ADMIN_PASSWORD): (?!\\$\\{)");
    }

    [Fact]
    public void The_collector_uses_what_it_declares_and_is_found_where_others_look_for_it()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "deploy", "otel-collector.yaml"));
        var collector = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);
        foreach (var pipeline in (Dictionary<object, object>)((Dictionary<object, object>)collector["service"])["pipelines"])
        {
            foreach (var (kind, names) in (Dictionary<object, object>)pipeline.Value)
                ((List<object>)names).ShouldBeSubsetOf(((Dictionary<object, object>)collector[(string)kind]).Keys, $"{pipeline.Key} {kind}");
        }

        text.ShouldContain("\"0.0.0.0:4317\"");
        _compose.Map("gateway-1", "environment")["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://otel-collector:4317");
        text.ShouldContain("endpoint: 0.0.0.0:8889");
        File.ReadAllText(Path.Combine(RepositoryPaths.Root, "deploy", "prometheus", "prometheus.yaml")).ShouldContain("otel-collector:8889");
        File.ReadAllText(Path.Combine(RepositoryPaths.Root, "deploy", "grafana", "provisioning", "datasources", "prometheus.yaml")).ShouldContain("url: http://prometheus:9090");
        string provider = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "deploy", "grafana", "provisioning", "dashboards", "apigov.yaml"));
        _compose.List("grafana", "volumes").ShouldContain(volume => provider.Contains(volume.Split(':')[1], StringComparison.Ordinal));
        foreach (string dashboard in Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "deploy", "grafana", "dashboards"), "*.json"))
            JsonDocument.Parse(File.ReadAllText(dashboard)).RootElement.GetProperty("panels").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_image_copies_what_the_context_has_and_starts_what_the_layout_has()
    {
        string[] docker = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "Dockerfile"));
        string[] ignored = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, ".dockerignore"));
        foreach (string[] copy in docker.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            Path.Exists(Path.Combine(RepositoryPaths.Root, copy[1])).ShouldBeTrue(copy[1]);
            ignored.ShouldNotContain(copy[1]);
        }

        docker.ShouldContain($"RUN dotnet {string.Join(' ', Layout.PublishArguments)} -o /layout");
        docker.ShouldContain("ENTRYPOINT [\"dotnet\", \"/app/apigov.dll\"]");
        // Embedded at build time, so it must be in the context although documentation is not.
        ignored.ShouldContain("!docs/reference/schemas");
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), $"{program} is not installed.");
        ProcessStartInfo start = new($"/usr/bin/{program}", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (string name in Variables.Keys)
            start.Environment.Remove(name);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, $"\n{await output}{await errors}");
    }
}
