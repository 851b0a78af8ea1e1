using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>The machine's clock is set while the process runs (by libfaketime; time that only passes is left alone).</summary>
public sealed class ClockJumpTests
{
    private static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    ];

    [Fact]
    public async Task A_clock_that_is_set_forward_and_back_changes_what_is_expired_and_nothing_else()
    {
        string? library = Array.Find(Places, File.Exists);
        Assert.SkipWhen(library is null, "faketime is not installed.");
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        string clock = folder.Write("clock", "+0s\n");
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", backend.BaseAddress)
            .Api("notes", "/test/notes", "erp", Contracts.Notes)
            .Plan("few", 5, 600).Subscriber("limited", "few", "notes");
        await using ServeProcess serve = await ServeProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = library!,
                ["FAKETIME_TIMESTAMP_FILE"] = clock,
                ["FAKETIME_NO_CACHE"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
                ["DONT_FAKE_MONOTONIC"] = "1",
            },
            files.Arguments);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        string today = await TokenClient.GetAsync(serve.ControlPlane!, files.Data);
        string limited = await TokenClient.GetAsync(serve.ControlPlane!, files.Data, "limited");
        (await CallAsync(client, serve, today)).Status.ShouldBe(200);
        for (int i = 0; i < 5; i++)
            (await CallAsync(client, serve, limited)).Status.ShouldBe(200);
        (await CallAsync(client, serve, limited)).Status.ShouldBe(429);

        // Ahead by a day: the token is past its time, a new one is good.
        await File.WriteAllTextAsync(clock, "+1d\n", TestContext.Current.CancellationToken);
        (await CallAsync(client, serve, today)).Status.ShouldBe(401);
        string tomorrow = await TokenClient.GetAsync(serve.ControlPlane!, files.Data);
        (await CallAsync(client, serve, tomorrow)).Status.ShouldBe(200);

        // And back: what was good is good again, and what is not yet good is not.
        await File.WriteAllTextAsync(clock, "+0s\n", TestContext.Current.CancellationToken);
        (await CallAsync(client, serve, today)).Status.ShouldBe(200);
        Answer early = await CallAsync(client, serve, tomorrow);
        early.Status.ShouldBe(401, early.Body);
        // A bucket is filled by time that passes, not by a clock that is set.
        (await CallAsync(client, serve, limited)).Status.ShouldBe(429);

        // Back by an hour, as after a wrong battery: served on, and ready.
        await File.WriteAllTextAsync(clock, "-1h\n", TestContext.Current.CancellationToken);
        string earlier = await TokenClient.GetAsync(serve.ControlPlane!, files.Data);
        (await CallAsync(client, serve, earlier)).Status.ShouldBe(200);
        using HttpResponseMessage ready = await client.GetAsync(new Uri(serve.Gateway!, "readyz"), TestContext.Current.CancellationToken);
        ready.IsSuccessStatusCode.ShouldBeTrue();
        serve.HasExited.ShouldBeFalse();
    }

    private static Task<Answer> CallAsync(HttpClient client, ServeProcess serve, string token) => Answer.ToAsync(
        client, new HttpRequestMessage(HttpMethod.Get, new Uri(serve.Gateway!, "test/notes/v1/notes")) { Headers = { Authorization = new("Bearer", token) } });
}
