using System.Collections.Concurrent;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>From the catalog's YAML to sockets: what a running gateway does with canary, shadow, kept answers, hedging and a back end's calendar.</summary>
public sealed class TrafficPoliciesTests
{
    [Fact]
    public async Task Policies_written_in_the_catalog_steer_the_calls_of_a_running_gateway()
    {
        ConcurrentQueue<string> copies = new();
        await using LoopbackApp erp = await EchoBackend.StartAsync();
        await using LoopbackApp next = await LoopbackApp.StartAsync(app => app.Run(context =>
        {
            if (context.Request.Headers["X-Shadow"] == "true")
                copies.Enqueue(context.Request.Path.Value!);
            return EchoBackend.AnswerAsync(context);
        }));
        await using FaultyBackend wms = FaultyBackend.Start(call => call.AnswerAsync(200, "[\"kept\"]"));
        await using FaultyBackend slow = FaultyBackend.Start(call => call.Number == 0 ? call.HangAsync() : call.AnswerAsync(200, "[\"hedged\"]"));
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", erp.BaseAddress)
            .Backend("erp-next", next.BaseAddress)
            .Backend("wms", new Uri(wms.Address))
            .Backend("slow", new Uri(slow.Address))
            .Backend("ledger", erp.BaseAddress, """

                  calendar:
                    - name: always-closed
                      days: [mon, tue, wed, thu, fri, sat, sun]
                      from: "00:00"
                      to: "24:00"
                      timeZone: Etc/UTC
                      effect: {closed: true}
                """)
            .Api("tried", "/test/tried", "erp", Contracts.Notes).With("tried", $"\n      canary: {{backend: erp-next, weight: 0, consumers: [{CatalogFiles.Consumer}]}}")
            .Api("copied", "/test/copied", "erp", Contracts.Notes, anonymous: true).With("copied", "\n      shadow: {backend: erp-next, sample: 1, compare: [status]}")
            .Api("kept", "/test/kept", "wms", Contracts.Notes, anonymous: true).With("kept", "\n  policy:\n    cache: {staleSeconds: 600}")
            .Api("hedged", "/test/hedged", "slow", Contracts.Notes, anonymous: true)
            .With("hedged", "\n  operations:\n    - operation: GET /notes\n      policy:\n        hedge: {afterMilliseconds: 100}")
            .Api("books", "/test/books", "ledger", Contracts.Notes, anonymous: true)
            .Subscriber("careful", "unlimited", "tried");
        await using ServeProcess serve = await ServeProcess.StartAsync([.. files.Arguments, "--log-level", "Warning"]);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };

        // Canary: the consumer that is named goes to the new back end, the other one does not.
        string trying = await TokenClient.GetAsync(serve.ControlPlane!, files.Data);
        string careful = await TokenClient.GetAsync(serve.ControlPlane!, files.Data, "careful");
        (await CallAsync(client, serve, "tried", trying)).Echo.Headers["Host"].ShouldBe(next.BaseAddress.Authority);
        (await CallAsync(client, serve, "tried", careful)).Echo.Headers["Host"].ShouldBe(erp.BaseAddress.Authority);

        // Shadow: the caller has its own back end's answer, the copy arrives at the other one.
        (await CallAsync(client, serve, "copied")).Echo.Headers["Host"].ShouldBe(erp.BaseAddress.Authority);
        await Eventually.HoldsAsync(() => copies.Contains("/notes"), ServeProcess.Patience, "the copy has arrived");

        // Kept answer: as it was, with its age, while the back end fails.
        (await CallAsync(client, serve, "kept")).Body.ShouldBe("[\"kept\"]");
        wms.Behave = call => call.AnswerAsync(503);
        Answer stale = await CallAsync(client, serve, "kept");
        (stale.Status, stale.Body).ShouldBe((200, "[\"kept\"]"));
        stale.Headers.GetValues("Cache-Status").ShouldBe(["apigov; hit; detail=stale"]);
        stale.Headers.Age.ShouldNotBeNull();

        // Hedging: the first try hangs for good, the second is answered.
        (await CallAsync(client, serve, "hedged")).Body.ShouldBe("[\"hedged\"]");
        slow.Calls.Count.ShouldBe(2);

        // Calendar: closed, and until when.
        Answer closed = await CallAsync(client, serve, "books");
        (closed.Status, closed.Text("type")).ShouldBe((503, "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity"));
        closed.Text("detail")!.ShouldContain("always-closed");
        closed.Headers.RetryAfter!.Delta.ShouldNotBeNull();
    }

    private static Task<Answer> CallAsync(HttpClient client, ServeProcess serve, string api, string? token = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(serve.Gateway!, $"test/{api}/v1/notes"));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return Answer.ToAsync(client, request);
    }
}
