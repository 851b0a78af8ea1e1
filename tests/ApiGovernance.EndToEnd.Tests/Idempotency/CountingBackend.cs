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

    private LoopbackApp? app;

    public ConcurrentDictionary<string, int> Effects { get; } = new();

    public Uri Address => app!.BaseAddress;

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
        await Task.Delay(Moment, TimeProvider.System);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(new { note });
    }
}
