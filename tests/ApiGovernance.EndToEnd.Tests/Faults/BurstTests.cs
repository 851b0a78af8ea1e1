using System.Collections.Concurrent;
using System.Diagnostics;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>One consumer sends ten times what its plan allows. What others feel of it in time is measured by <c>bench/gateway-hanging.sh</c>.</summary>
public sealed class BurstTests(ITestOutputHelper output)
{
    private const int Limit = 20;

    [Fact]
    public async Task Ten_times_a_plan_reaches_no_back_end_and_costs_nobody_else_a_call()
    {
        ConcurrentDictionary<string, int> arrived = new();
        await using LoopbackApp backend = await LoopbackApp.StartAsync(app => app.Run(context =>
        {
            arrived.AddOrUpdate(context.Request.Headers["X-Consumer-Id"].ToString(), 1, (_, before) => before + 1);
            return Task.CompletedTask;
        }));
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", backend.BaseAddress)
            .Api("notes", "/test/notes", "erp", Contracts.Notes)
            .Plan("small", Limit, 1).Subscriber("greedy", "small", "notes").Subscriber("quiet", "unlimited", "notes");
        await using ServeProcess serve = await ServeProcess.StartAsync([.. files.Arguments, "--log-level", "Warning"]);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        string greedy = await TokenClient.GetAsync(serve.ControlPlane!, files.Data, "greedy");
        string quiet = await TokenClient.GetAsync(serve.ControlPlane!, files.Data, "quiet");
        Uri notes = new(serve.Gateway!, "test/notes/v1/notes");

        List<double> before = await QuietlyAsync(client, notes, quiet, () => false, 100);
        int admitted = 0, refused = 0, withoutWait = 0;
        bool over = false;
        Stopwatch burst = Stopwatch.StartNew();
        Task[] senders =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!Volatile.Read(ref over))
                {
                    Answer answer = await CallAsync(client, notes, greedy);
                    answer.Status.ShouldBeOneOf(200, 429);
                    if (answer.Status == 200)
                        Interlocked.Increment(ref admitted);
                    else if (answer.Headers.RetryAfter is null)
                        Interlocked.Increment(ref withoutWait);
                    else
                        Interlocked.Increment(ref refused);
                }
            })),
        ];
        // As long as it takes until there was ten times too much.
        List<double> during = await QuietlyAsync(
            client, notes, quiet, () => Volatile.Read(ref refused) < 10 * Limit * Math.Max(3, burst.Elapsed.TotalSeconds) && burst.Elapsed < TimeSpan.FromSeconds(30), 100);
        Volatile.Write(ref over, true);
        await Task.WhenAll(senders);
        double seconds = burst.Elapsed.TotalSeconds;

        refused.ShouldBeGreaterThan(10 * Limit);
        withoutWait.ShouldBe(0);
        // A full bucket, and what flows in.
        admitted.ShouldBeInRange(Limit, (int)(Limit + (Limit * seconds) + 1));
        arrived["greedy"].ShouldBe(admitted);
        arrived["quiet"].ShouldBe(before.Count + during.Count);
        serve.HasExited.ShouldBeFalse();
        output.WriteLine(
            $"In {seconds:0.0} s {admitted} of {admitted + refused} calls of the greedy consumer let through (plan: {Limit} a second); quiet one: {during.Count} calls, "
            + $"none refused, median {Median(before):0.0} ms before and {Median(during):0.0} ms meanwhile.");
    }

    private static async Task<List<double>> QuietlyAsync(HttpClient client, Uri notes, string token, Func<bool> goOn, int atLeast)
    {
        List<double> took = [];
        while (took.Count < atLeast || goOn())
        {
            Stopwatch watch = Stopwatch.StartNew();
            Answer answer = await CallAsync(client, notes, token);
            answer.Status.ShouldBe(200, answer.Body);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        return took;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Task<Answer> CallAsync(HttpClient client, Uri address, string token) => Answer.ToAsync(
        client, new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new("Bearer", token) } });
}
