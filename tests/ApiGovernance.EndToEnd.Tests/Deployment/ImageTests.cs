using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>
/// The image is built by the instructions of the Dockerfile from a <c>dotnet publish</c> layout, and started as a container, without an engine: buildah builds
/// it, umoci unpacks it, runc runs it. Only what it stands on is not the registry's.
/// </summary>
public sealed class ImageTests(Layout layout) : IClassFixture<Layout>, IDisposable
{
    private static readonly string[] Programs = ["/usr/bin/buildah", "/usr/bin/umoci", "/usr/sbin/runc"];

    private readonly TempFolder _folder = new();
    private readonly ComposeFile _compose = ComposeFile.Load(new Dictionary<string, string> { ["APIGOV_ADMIN_TOKEN"] = new('a', 64), ["MSSQL_SA_PASSWORD"] = "unused" });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_image_is_built_runs_without_rights_and_is_healthy_as_compose_asks()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Images are built and started by root on Linux here.");
            return;
        }

        foreach (string program in Programs)
            Assert.SkipUnless(File.Exists(program), $"{Path.GetFileName(program)} is not installed.");
        await using (ContainerProcess probe = ContainerProcess.Start("/usr/bin/unshare", ["--mount", "--pid", "--net", "--fork", "true"]))
            Assert.SkipUnless(await probe.WaitForExitAsync() == 0, "Nobody may make namespaces here.");

        await BuildAsync();
        JsonElement config = Json(await BuildahAsync("inspect", "--type", "image", "apigov")).GetProperty("OCIv1").GetProperty("config");
        config.GetProperty("User").GetString().ShouldNotBeOneOf("", "0", "root");
        config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()).ShouldBe(["dotnet", "/app/apigov.dll"]);
        config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name).ShouldBe(["8080/tcp", "8081/tcp"], ignoreOrder: true);
        config.GetProperty("Volumes").EnumerateObject().Select(volume => volume.Name).ShouldBe(["/data"]);
        config.GetProperty("WorkingDir").GetString().ShouldBe("/data");
        config.GetProperty("Labels").GetProperty("org.opencontainers.image.title").GetString().ShouldBe("apigov");

        string bundle = await UnpackAsync(["serve", "--catalog=/etc/apigov/catalog", "--policies=/etc/apigov/policies", "--data=/data"]);
        await using ContainerProcess container = Runc("run", "--bundle", bundle, Name);
        await Eventually.HoldsAsync(() => container.HasExited || container.Said.Contains("ApiGovernance is up.", StringComparison.Ordinal), ServeProcess.Patience, "it is up");
        container.HasExited.ShouldBeFalse(container.Said);
        foreach (string service in (string[])["control-plane", "gateway-1"])
            await Eventually.HoldsAsync(async () => await CheckHealthAsync(service) == 0, ServeProcess.Patience, $"the health check of {service} is content");
        string status = await File.ReadAllTextAsync($"/proc/{await PidAsync()}/status", TestContext.Current.CancellationToken);
        status.ShouldMatch(@"\nUid:\t1654\t1654\t1654\t1654\n");
        status.ShouldMatch(@"\nNoNewPrivs:\t1\n");

        await using ContainerProcess stop = Runc("kill", Name, "TERM");
        (await stop.WaitForExitAsync()).ShouldBe(0, stop.Said);
        (await container.WaitForExitAsync()).ShouldBe(0, container.Said);
        container.Said.ShouldContain("Stopping: requests in flight are finished first.");
    }

    private string Name => Path.GetFileName(_folder.Path);

    /// <summary>Where the base stands for the registry's, and the layout for the first two stages, which the Dockerfile allows.</summary>
    [SupportedOSPlatform("linux")]
    private async Task BuildAsync()
    {
        await BaseImage.WriteAsync(_folder["base"]);
        await BuildahAsync("bud", "--tag", "mcr.microsoft.com/dotnet/aspnet:10.0", "--file", _folder.Write("Base", BaseImage.Instructions), _folder["base"]);
        await BuildahAsync(
            "bud", "--pull-never", "--isolation", "chroot", "--build-context", $"layout={Path.GetDirectoryName(layout.Program)}", "--tag", "apigov",
            "--file", Path.Combine(RepositoryPaths.Root, "Dockerfile"), RepositoryPaths.Root);
    }

    /// <summary>A container of the image as umoci makes it of the image's own configuration, with other arguments behind its entrypoint.</summary>
    private async Task<string> UnpackAsync(string[] arguments)
    {
        await BuildahAsync("push", "--quiet", "apigov", $"oci:{_folder["oci"]}:apigov");
        string bundle = _folder["bundle"];
        await using ContainerProcess unpack = ContainerProcess.Start("/usr/bin/umoci", ["unpack", "--image", $"{_folder["oci"]}:apigov", bundle]);
        (await unpack.WaitForExitAsync()).ShouldBe(0, unpack.Said);
        string path = Path.Combine(bundle, "config.json");
        JsonObject config = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsObject();
        JsonObject process = config["process"]!.AsObject();
        process["terminal"] = false;
        process["args"] = new JsonArray([.. new[] { "dotnet", "/app/apigov.dll" }.Concat(arguments).Select(word => (JsonNode)word)]);
        // Control groups are the machine's. A volume takes over the owner of the folder that it hides, as that folder itself does.
        JsonArray mounts = config["mounts"]!.AsArray();
        foreach (JsonNode mount in mounts.Where(mount => (string)mount!["destination"]! is "/data" or "/sys/fs/cgroup").ToArray()!)
            mounts.Remove(mount);
        await File.WriteAllTextAsync(path, config.ToJsonString(), TestContext.Current.CancellationToken);
        return bundle;
    }

    /// <summary>What compose would run in the container; both planes are in this one.</summary>
    private async Task<int> CheckHealthAsync(string service)
    {
        IReadOnlyList<string> test = _compose.Healthcheck(service);
        test[0].ShouldBe("CMD");
        await using ContainerProcess check = Runc(["exec", Name, .. test.Skip(1)]);
        return await check.WaitForExitAsync();
    }

    private async Task<int> PidAsync()
    {
        await using ContainerProcess state = Runc("state", Name);
        (await state.WaitForExitAsync()).ShouldBe(0, state.Said);
        return Json(state.Said).GetProperty("pid").GetInt32();
    }

    /// <summary>Without what was said on standard error beside it.</summary>
    private static JsonElement Json(string said) => JsonDocument.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..(said.LastIndexOf('}') + 1)]).RootElement;

    private ContainerProcess Runc(params string[] arguments) => ContainerProcess.Start("/usr/sbin/runc", ["--root", _folder["runc"], .. arguments]);

    private async Task<string> BuildahAsync(params string[] arguments)
    {
        await using ContainerProcess buildah = ContainerProcess.Start(
            "/usr/bin/buildah", ["--root", _folder["storage"], "--runroot", _folder["run"], "--storage-driver", "vfs", .. arguments]);
        (await buildah.WaitForExitAsync()).ShouldBe(0, $"buildah {string.Join(' ', arguments)}: {buildah.Said}");
        return buildah.Said;
    }
}
