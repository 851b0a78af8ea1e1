using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>A back end on a real socket that answers as a test tells it.</summary>
public sealed class ScriptedBackend : IAsyncDisposable
{
    private LoopbackApp? app;

    public string Address => app!.BaseAddress.ToString().TrimEnd('/');

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<ScriptedBackend> StartAsync(RequestDelegate? answer = null, Action<IServiceCollection>? services = null)
    {
        ScriptedBackend backend = new();
        if (answer is not null)
            backend.Answer = answer;
        backend.app = await LoopbackApp.StartAsync(services ?? (_ => { }), application =>
        {
            application.UseWebSockets();
            application.Run(context => backend.Answer(context));
        });
        return backend;
    }

    /// <summary>Answers with this text and no more.</summary>
    public void Say(int status, string? contentType, string body, params (string Name, string Value)[] headers) => Answer = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
            context.Response.Headers.Append(name, value);
        if (body.Length > 0)
            await context.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => app!.DisposeAsync();
}
