using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>What came in, as it was received.</summary>
internal sealed record Received(string Id, long Timestamp, string Signature, string ContentType, string Body)
{
    public JsonElement Event => JsonDocument.Parse(Body).RootElement;

    public string Type => Event.GetProperty("type").GetString()!;

    public string Subject => Event.GetProperty("subject").GetString()!;

    /// <summary>Holds the signature against the text of https://www.standardwebhooks.com, on its own: nothing of the product is used.</summary>
    public bool IsSignedWith(string secret)
    {
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        string content = Id + "." + Timestamp.ToString(CultureInfo.InvariantCulture) + "." + Body;
        using HMACSHA256 hmac = new(key);
        string expected = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(content)));
        return Signature.Split(' ').Contains("v1," + expected);
    }
}

/// <summary>A receiver of webhooks on a real socket, which answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly LoopbackApp _app;
    private readonly ConcurrentQueue<Received> _received;

    private Receiver(LoopbackApp app, ConcurrentQueue<Received> received, Func<HttpContext, Task<int>>[] answer) => (_app, _received, Answers) = (app, received, answer);

    public static IPNetwork Loopback { get; } = IPNetwork.Parse("127.0.0.0/8");

    public Uri Address => new(_app.BaseAddress, "hook");

    public IReadOnlyList<Received> All => [.. _received];

    private Func<HttpContext, Task<int>>[] Answers { get; }

    public static async Task<Receiver> StartAsync()
    {
        ConcurrentQueue<Received> received = [];
        Func<HttpContext, Task<int>>[] answer = [_ => Task.FromResult(204)];
        LoopbackApp app = await LoopbackApp.StartAsync(web => web.MapPost("/{**path}", async (HttpContext http) =>
        {
            using StreamReader reader = new(http.Request.Body);
            string body = await reader.ReadToEndAsync();
            received.Enqueue(new Received(
                http.Request.Headers["webhook-id"].ToString(), long.Parse(http.Request.Headers["webhook-timestamp"].ToString(), CultureInfo.InvariantCulture),
                http.Request.Headers["webhook-signature"].ToString(), http.Request.ContentType ?? "", body));
            http.Response.StatusCode = await answer[0](http);
        }));
        return new Receiver(app, received, answer);
    }

    public void AnswerWith(int status) => Answers[0] = _ => Task.FromResult(status);

    public void AnswerWith(Func<HttpContext, int> answer) => Answers[0] = http => Task.FromResult(answer(http));

    /// <summary>Lets its callers wait.</summary>
    public void AnswerAfter(Task moment, int status) => Answers[0] = async http =>
    {
        await moment.WaitAsync(http.RequestAborted);
        return status;
    };

    /// <summary>Waits until so many have come in.</summary>
    public Task<IReadOnlyList<Received>> WaitAsync(int count) => WaitAsync(all => all.Count >= count);

    public async Task<IReadOnlyList<Received>> WaitAsync(Func<IReadOnlyList<Received>, bool> enough)
    {
        await Until.TrueAsync(() => Task.FromResult(enough(All)), () => string.Join('\n', All.Select(one => $"{one.Id} {one.Type} {one.Subject}")));
        return All;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>Waits on a condition, for a bounded time.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> state)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"It did not come about. There is:\n{state()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
