using System.Diagnostics;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>The disk of a gateway process is full (a small file system of its own), and has room again.</summary>
public sealed class FullDiskTests
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task A_gateway_on_a_full_disk_serves_on_refuses_what_it_could_not_remember_and_mends_itself()
    {
        int effects = 0;
        await using LoopbackApp backend = await LoopbackApp.StartAsync(app => app.Run(async context =>
        {
            if (context.Request.Method == "POST")
                Interlocked.Increment(ref effects);
            await EchoBackend.AnswerAsync(context);
        }));
        using TempFolder folder = new();
        using SmallDisk disk = SmallDisk.Mount(folder["edge"]);
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", backend.BaseAddress)
            .Api("open", "/test/open", "erp", Contracts.Notes, anonymous: true)
            .Api("guarded", "/test/guarded", "erp", Contracts.Notes)
            .With("guarded", "\n  operations:\n    - operation: POST /notes\n      policy:\n        idempotency: {mode: required}");
        await using ServeProcess control = await ServeProcess.StartAsync(["--role", "control-plane", .. files.Arguments]);
        string[] arguments =
        [
            "--role", "gateway", "--node", "edge-1", "--data", folder["edge"], "--gateway", "http://127.0.0.1:0",
            "--control-plane", control.ControlPlane!.ToString(), "--log-level", "Warning",
        ];
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        string token = await TokenClient.GetAsync(control.ControlPlane!, files.Data);
        string revision;
        await using (ServeProcess gateway = await ServeProcess.StartAsync(arguments))
        {
            (await WriteAsync(client, gateway, token, "first")).Status.ShouldBe(200);
            effects.ShouldBe(1);

            disk.Fill();
            await PublishAsync(client, control, "1.1.0", "news");
            await Eventually.HoldsAsync(async () => (await ReadAsync(client, gateway, "news")).Status == 200, ServeProcess.Patience, "the change is served all the same");
            await Eventually.HoldsAsync(() => gateway.Errors.Contains("The snapshot could not be written"), ServeProcess.Patience, "it says that a restart needs the control plane");
            // Without a place for the key, a second call could not be told from the first.
            (await WriteAsync(client, gateway, token, "second")).ShouldBeProblem(503, "idempotency-store-unavailable");
            effects.ShouldBe(1);

            disk.Empty();
            (await WriteAsync(client, gateway, token, "second")).Status.ShouldBe(200);
            Answer again = await WriteAsync(client, gateway, token, "first");
            (again.Status, again.Headers.Contains("Idempotency-Replayed")).ShouldBe((200, true));
            effects.ShouldBe(2);
            await PublishAsync(client, control, "1.2.0", "news", "more");
            await Eventually.HoldsAsync(async () => (await ReadAsync(client, gateway, "more")).Status == 200, ServeProcess.Patience, "the next change is served");
            revision = (await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Gateway!, "readyz")))).Text("revision")!;
            await Eventually.HoldsAsync(
                async () => (await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(control.ControlPlane!, "api/v1/gateways")))).Body.Contains(revision),
                ServeProcess.Patience, "it is acknowledged, which comes after the disk");
            await control.KillAsync();
            await gateway.KillAsync();
        }

        await using ServeProcess restarted = await ServeProcess.StartAsync(arguments);
        (await ReadAsync(client, restarted, "more")).Status.ShouldBe(200);
        (await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(restarted.Gateway!, "readyz")))).Text("revision").ShouldBe(revision);
        Directory.GetFiles(folder["edge"], "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static Task<Answer> ReadAsync(HttpClient client, ServeProcess gateway, string path) =>
        Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Gateway!, $"test/open/v1/{path}")));

    private static Task<Answer> WriteAsync(HttpClient client, ServeProcess gateway, string token, string key) => Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Gateway!, "test/guarded/v1/notes"))
    {
        Headers = { { Key, $"\"{key}\"" }, { "Authorization", $"Bearer {token}" } },
        Content = new StringContent("""{"text":"a"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
    });

    /// <summary>A compatible change: operations more.</summary>
    private static async Task PublishAsync(HttpClient client, ServeProcess control, string version, params string[] paths)
    {
        string more = string.Concat(paths.Select(path => $"  /{path}:\n    get:\n      operationId: {path}\n      responses:\n        \"200\":\n          description: All.\n"));
        string contract = Contracts.Notes.ReplaceLineEndings("\n").Replace("1.0.0", version, StringComparison.Ordinal).Replace("paths:\n", "paths:\n" + more, StringComparison.Ordinal);
        using HttpRequestMessage put = new(HttpMethod.Put, new Uri(control.ControlPlane!, "api/v1/apis/open/versions/v1"))
        {
            Content = new StringContent(contract, new System.Net.Http.Headers.MediaTypeHeaderValue("application/yaml")),
        };
        Answer answer = await Answer.ToAsync(client, put);
        answer.Status.ShouldBe(200, answer.Body);
    }

    /// <summary>A file system of two megabytes. Skips the test where none may be mounted.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _path;

        private SmallDisk(string path) => _path = path;

        private string Filler => Path.Combine(_path, "filler");

        public static SmallDisk Mount(string path)
        {
            Directory.CreateDirectory(path);
            Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path) == 0, "No file system can be mounted here (needs Linux and root).");
            return new SmallDisk(path);
        }

        public void Fill()
        {
            using FileStream file = new(Filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            byte[] page = new byte[4096];
            try
            {
                while (true)
                    file.Write(page);
            }
            catch (IOException)
            {
            }
        }

        public void Empty() => File.Delete(Filler);

        public void Dispose() => Run("umount", "-l", _path);

        private static int Run(string program, params string[] arguments)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return -1;
            }
        }
    }
}
