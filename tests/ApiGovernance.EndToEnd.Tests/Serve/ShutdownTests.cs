using System.Diagnostics;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>A stop signal ends the process, but no request that was already under way.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task A_stop_signal_lets_requests_in_flight_finish_and_takes_no_new_ones()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackApp backend = await LoopbackApp.StartAsync(app => app.Run(async context =>
        {
            arrived.TrySetResult();
            await mayAnswer.Task;
            await EchoBackend.AnswerAsync(context);
        }));
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("slow", backend.BaseAddress)
            .Api("notes", "/test/notes", "slow", Contracts.Notes, anonymous: true);
        await using ServeProcess serve = await ServeProcess.StartAsync(files.Arguments);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        Uri notes = new(serve.Gateway!, "test/notes/v1/notes");

        Task<Answer> inFlight = Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, notes));
        await arrived.Task.WaitAsync(ServeProcess.Patience, TestContext.Current.CancellationToken);
        serve.Terminate();
        await Eventually.HoldsAsync(
            () => serve.Errors.Contains("Stopping", StringComparison.Ordinal), ServeProcess.Patience, "it has heard the signal");
        await Eventually.HoldsAsync(() => RefusesAsync(notes), ServeProcess.Patience, "it takes no new connections");
        // Longer than the command line's library would have waited.
        Stopwatch sinceSignal = Stopwatch.StartNew();
        await Eventually.HoldsAsync(() => serve.HasExited || sinceSignal.Elapsed > TimeSpan.FromSeconds(3), ServeProcess.Patience, "three seconds have passed");
        serve.HasExited.ShouldBeFalse();
        inFlight.IsCompleted.ShouldBeFalse();
        mayAnswer.SetResult();

        Answer answer = await inFlight;
        answer.Status.ShouldBe(200, answer.Body);
        answer.Echo.Path.ShouldBe("/notes");
        (await serve.WaitForExitAsync()).ShouldBe(0, serve.Errors);
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(address, "/healthz"));
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
