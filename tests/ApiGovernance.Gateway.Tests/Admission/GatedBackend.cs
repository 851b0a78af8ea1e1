using System.Collections.Concurrent;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>A back end that notes which calls came in which order and answers one each time it is let to.</summary>
public sealed class GatedBackend : IAsyncDisposable
{
    private readonly SemaphoreSlim answers = new(0);
    private LoopbackApp? app;
    private int atOnce;
    private int most;

    public string Address => app!.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Paths in the order in which calls came.</summary>
    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>The most calls that were there at once.</summary>
    public int Most => Volatile.Read(ref most);

    /// <summary>Given on every answer; null for none.</summary>
    public string? RetryAfter { get; set; }

    public int Status { get; set; } = 200;

    public static async Task<GatedBackend> StartAsync()
    {
        GatedBackend backend = new();
        backend.app = await LoopbackApp.StartAsync(application => application.Run(backend.AnswerAsync));
        return backend;
    }

    public void Answer(int calls = 1) => answers.Release(calls);

    public async ValueTask DisposeAsync()
    {
        answers.Release(10_000);
        await app!.DisposeAsync();
        answers.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Seen.Enqueue(context.Request.Path);
        int present = Interlocked.Increment(ref atOnce);
        int known;
        while (present > (known = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, present, known) != known)
        {
        }

        await answers.WaitAsync(context.RequestAborted);
        Interlocked.Decrement(ref atOnce);
        context.Response.StatusCode = Status;
        if (RetryAfter is { } pause)
            context.Response.Headers.RetryAfter = pause;
    }
}
