using System.Text.Json;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>A back end on a real socket that tells what reached it.</summary>
public sealed class EchoBackend : IAsyncDisposable
{
    private LoopbackApp? app;
    private int calls;

    public string Address => app!.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Requests that arrived.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>While set, calls are held until it completes.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public static async Task<EchoBackend> StartAsync()
    {
        EchoBackend backend = new();
        backend.app = await LoopbackApp.StartAsync(application => application.Run(backend.AnswerAsync));
        return backend;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref calls);
        MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        if (Hold is { } hold)
            await hold.Task.WaitAsync(context.RequestAborted);
        context.Response.Headers["X-Powered-By"] = "echo";
        context.Response.Headers["RateLimit"] = "\"upstream\";r=1";
        if (context.Request.Headers.TryGetValue("Echo-Status", out var status))
            context.Response.StatusCode = int.Parse(status!, System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new Echo(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            Convert.ToBase64String(body.ToArray())));
    }
}

/// <summary>What a back end saw; header names in lower case, the body in base64.</summary>
public sealed record Echo(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<Echo> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<Echo>(text, JsonSerializerOptions.Web)!;
    }
}
