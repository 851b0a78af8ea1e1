using System.Collections.Concurrent;
using System.Text.Json;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.EndToEnd.Tests.Idempotency;

/// <summary>A back end that counts how often each note had its effect. It takes a moment before and after it, so that a kill finds calls in both.</summary>
internal sealed class CountingBackend : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(8);

    private readonly ConcurrentDictionary<string, int> toHold = new();
    private LoopbackApp? app;
    private int held;

    public ConcurrentDictionary<string, int> Effects { get; } = new();

    public Uri Address => app!.BaseAddress;

    /// <summary>Calls that have had their effect and get no answer.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>So many more calls whose note begins so get no answer, until their connection ends.</summary>
    public void Hold(string kind, int calls) => toHold.AddOrUpdate(kind, calls, (_, before) => before + calls);

    public static async Task<CountingBackend> StartAsync()
    {
        CountingBackend backend = new();
        backend.app = await LoopbackApp.StartAsync(application => application.Run(backend.TakeAsync));
        return backend;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string note = body.RootElement.GetProperty("text").GetString()!;
        await Task.Delay(Moment, TimeProvider.System);
        Effects.AddOrUpdate(note, 1, (_, before) => before + 1);
        if (IsHeld(note.Split('-')[0]))
        {
            Interlocked.Increment(ref held);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await Task.Delay(Moment, TimeProvider.System);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(new { note });
    }

    private bool IsHeld(string kind)
    {
        while (toHold.TryGetValue(kind, out int left) && left > 0)
        {
            if (toHold.TryUpdate(kind, left - 1, left))
                return true;
        }

        return false;
    }
}
