using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>A back end on a real socket that takes orders, counts how often it took each, and fails as a call's <c>Fault</c> field says.</summary>
public sealed class OrderSystem : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> honoured = new();
    private LoopbackApp? app;
    private int sequence;

    public string Address => app!.BaseAddress.ToString().TrimEnd('/');

    /// <summary>How often an order had its effect.</summary>
    public ConcurrentDictionary<string, int> Effects { get; } = new();

    /// <summary>Requests that arrived, of any kind.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the last look at an order showed to be let in, and whose it was.</summary>
    public (string Authorization, string Consumer) LookedAs { get; private set; }

    /// <summary>While set, calls with the fault <c>hold</c> wait for it before they have their effect.</summary>
    public TaskCompletionSource Hold { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Said with every refusal; null for nothing.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Whether it does a thing once per Idempotency-Key.</summary>
    public bool HonoursKeys { get; set; }

    public static async Task<OrderSystem> StartAsync()
    {
        OrderSystem system = new();
        system.app = await LoopbackApp.StartAsync(application => application.Run(system.AnswerAsync));
        return system;
    }

    public int EffectsOf(string order) => Effects.GetValueOrDefault(order);

    public async ValueTask DisposeAsync()
    {
        Hold.TrySetResult();
        if (app is not null)
            await app.DisposeAsync();
        app = null;
    }

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        return HttpMethods.IsGet(context.Request.Method) ? ShowAsync(context) : TakeAsync(context);
    }

    private Task ShowAsync(HttpContext context)
    {
        string order = context.Request.Path.Value!.Split('/')[^1];
        LookedAs = (context.Request.Headers.Authorization.ToString(), context.Request.Headers["X-Consumer-Id"].ToString());
        if (Effects.ContainsKey(order))
            return context.Response.WriteAsJsonAsync(new { orderNumber = order, state = "taken" });
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private async Task TakeAsync(HttpContext context)
    {
        string fault = context.Request.Headers["Fault"].ToString();
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string order = body.RootElement.GetProperty("orderNumber").ToString();
        if (fault == "hold")
            await Hold.Task;
        if (fault.StartsWith("refuse-", StringComparison.Ordinal))
        {
            context.Response.StatusCode = int.Parse(fault[7..], CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = RetryAfter;
            await context.Response.WriteAsJsonAsync(new { refused = Interlocked.Increment(ref sequence) });
            return;
        }

        if (fault == "drop-before")
        {
            context.Abort();
            return;
        }

        string? key = HonoursKeys ? context.Request.Headers["Idempotency-Key"].ToString() : null;
        string answer = key is null ? Effect(order) : honoured.GetOrAdd(key, _ => Effect(order));
        if (fault == "drop-after")
        {
            context.Abort();
            return;
        }

        if (fault.StartsWith("fail-", StringComparison.Ordinal))
        {
            context.Response.StatusCode = int.Parse(fault[5..], CultureInfo.InvariantCulture);
            await context.Response.WriteAsync("it broke");
            return;
        }

        context.Response.StatusCode = 201;
        context.Response.Headers.Location = $"/orders/{order}";
        context.Response.Headers["X-Order-Id"] = answer;
        context.Response.Headers.SetCookie = "session=secret";
        await context.Response.WriteAsJsonAsync(new { orderNumber = order, id = answer, padding = fault == "large" ? new string('x', 200_000) : "" });
    }

    private string Effect(string order)
    {
        Effects.AddOrUpdate(order, 1, (_, before) => before + 1);
        return string.Create(CultureInfo.InvariantCulture, $"id-{Interlocked.Increment(ref sequence)}");
    }
}
