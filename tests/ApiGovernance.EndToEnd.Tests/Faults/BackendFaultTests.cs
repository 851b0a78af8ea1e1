using System.Diagnostics;
using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>
/// A back end of a real gateway process does one thing after the other that no back end should. Each time its callers are told in time whose
/// failure it is, the other API goes on, and in the end nothing is left of it. What each fault is called: Gateway.Tests, <c>FaultTests</c>.
/// </summary>
public sealed class BackendFaultTests(ITestOutputHelper output)
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const int AtOnce = 20;

    private static readonly (string Name, int Status, string Problem, Func<FaultyCall, Task> Does)[] Faults =
    [
        ("hangs", 504, "backend-timeout", call => call.HangAsync()),
        ("resets", 502, "backend-unreachable", call =>
        {
            call.Reset();
            return Task.CompletedTask;
        }),
        ("trickles", 504, "backend-timeout", async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nX: ");
            await call.TrickleAsync("x");
        }),
        ("ends early", 502, "backend-unreachable", async call =>
        {
            await call.WriteAsync(Head + "Content-Length: 100\r\n\r\n");
            call.Close();
        }),
        ("sends garbage", 502, "backend-answer-malformed", async call =>
        {
            await call.WriteAsync("\0\u0001 SSH-2.0-OpenSSH_9.2\r\n\r\n");
            call.Close();
        }),
    ];

    [Fact]
    public async Task Whatever_a_back_end_does_its_owner_is_named_and_nobody_else_notices()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using LoopbackApp sound = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("wms", new Uri(faulty.Address))
            .Backend("erp", sound.BaseAddress)
            .Api("stock", "/test/stock", "wms", Contracts.Notes, anonymous: true).With("stock", "\n  policy:\n    timeout: {totalMilliseconds: 2000}")
            .Api("notes", "/test/notes", "erp", Contracts.Notes, anonymous: true);
        await using ServeProcess serve = await ServeProcess.StartAsync([.. files.Arguments, "--log-level", "Warning"]);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        Uri stock = new(serve.Gateway!, "test/stock/v1/notes");
        Uri notes = new(serve.Gateway!, "test/notes/v1/notes");
        (await CallAsync(client, stock)).Status.ShouldBe(200);

        foreach (var (name, status, problem, does) in Faults)
        {
            faulty.Behave = does;
            Task<Answer>[] failing = [.. Enumerable.Range(0, AtOnce).Select(_ => CallAsync(client, stock))];
            List<double> took = [];
            do
            {
                Stopwatch watch = Stopwatch.StartNew();
                Answer other = await CallAsync(client, notes);
                other.Status.ShouldBe(200, $"while {name}: {other.Body}");
                took.Add(watch.Elapsed.TotalMilliseconds);
            }
            while (took.Count < 20 || !failing.All(call => call.IsCompleted));

            foreach (Answer answer in await Task.WhenAll(failing))
            {
                JsonElement told = answer.ShouldBeProblem(status, problem);
                told.GetProperty("side").GetString().ShouldBe("back-end", name);
                told.GetProperty("owner").GetProperty("team").GetString().ShouldBe(CatalogFiles.Team, name);
                told.GetProperty("retrySafe").GetBoolean().ShouldBeTrue($"{name}: it was a GET");
            }

            output.WriteLine($"{name}: {AtOnce} calls at once, all {status} {problem}; {took.Count} calls of the other API meanwhile, slowest {took.Max():0} ms");
        }

        faulty.Behave = call => call.AnswerAsync(200, "[]");
        (await CallAsync(client, stock)).Body.ShouldBe("[]");
        serve.HasExited.ShouldBeFalse();
    }

    private static Task<Answer> CallAsync(HttpClient client, Uri address) => Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, address));
}
