using System.Collections.Concurrent;
using System.Globalization;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Idempotency;

/// <summary>
/// A real gateway is killed while it writes, again and again (<c>APIGOV_TEST_KILLS</c> times), and its clients send again what they
/// have no answer to. Nothing has its effect twice, no answer that a client was given is lost, and what nobody knows is told.
/// </summary>
public sealed class KilledGatewayTests
{
    private const int Clients = 16;
    private const string Policy = "\n  operations:\n    - operation: POST /notes\n      policy:\n        idempotency: {mode: required}";

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("APIGOV_TEST_KILLS") ?? "2", CultureInfo.InvariantCulture);

    private readonly ConcurrentDictionary<string, bool> answered = new();
    private readonly Random random = new(7);
    private int number;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_runs_twice_and_no_answer_is_lost()
    {
        await using CountingBackend backend = await CountingBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", backend.Address)
            .Api("guarded", "/test/guarded", "erp", Contracts.Notes)
            .Api("plain", "/test/plain", "erp", Contracts.Notes);
        folder.Write("catalog/apis/guarded/api.yaml", CatalogFiles.Descriptor("Api", "guarded", CatalogFiles.ApiSpec("/test/guarded", "erp") + Policy));
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
        ServeProcess gateway = await ServeProcess.StartAsync(files.Arguments);
        try
        {
            for (int kill = 0; kill < Kills; kill++)
            {
                await WriteUntilKilledAsync(backend, gateway, files, client);
                await gateway.DisposeAsync();
                gateway = await ServeProcess.StartAsync(files.Arguments);
            }

            string token = await TokenClient.GetAsync(gateway.ControlPlane!, files.Data);
            List<string> unknown = [];
            int replayed = 0;
            foreach ((string note, bool hasAnswer) in answered)
            {
                Answer again = await SendAsync(client, gateway, token, note);
                if (note.StartsWith("plain", StringComparison.Ordinal))
                    continue;
                if (hasAnswer || again.Status != 409)
                {
                    again.Status.ShouldBe(201, $"{note}: {again.Body}");
                    if (hasAnswer)
                        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue(note);
                    replayed += hasAnswer ? 1 : 0;
                }
                else
                {
                    again.ShouldBeProblem(409, "idempotency-outcome-unknown");
                    unknown.Add(note);
                }
            }

            string[] guarded = [.. answered.Keys.Where(note => note.StartsWith("guarded", StringComparison.Ordinal))];
            string[] plain = [.. answered.Where(note => note.Key.StartsWith("plain", StringComparison.Ordinal) && !note.Value).Select(note => note.Key)];
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Kills} kills, {guarded.Length} keys: {guarded.Count(note => backend.Effects.GetValueOrDefault(note) > 1)} had their effect twice, "
                + $"{replayed} answers were kept, {unknown.Count} outcomes are unknown; without a key {plain.Count(note => backend.Effects[note] > 1)} of {plain.Length} unanswered ran twice");
            guarded.ShouldAllBe(note => backend.Effects.GetValueOrDefault(note) <= 1);
            replayed.ShouldBeGreaterThan(20);
            unknown.Count.ShouldBeGreaterThanOrEqualTo(3 * Kills, "those that the back end held");
            // The control: the same clients, the same kills, without the policy.
            plain.ShouldContain(note => backend.Effects[note] > 1);

            await PersonDecidesAsync(backend, files, client, gateway, token, unknown);
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    /// <summary>An operator lists what is unknown, beside the running gateway, and says how it ended.</summary>
    private static async Task PersonDecidesAsync(CountingBackend backend, CatalogFiles files, HttpClient client, ServeProcess gateway, string token, List<string> unknown)
    {
        string[] at = ["--data", files.Data];
        (int code, string list) = await ServeProcess.RunAsync(["idempotency", "list", "--output", "json", .. at]);
        code.ShouldBe(0, list);
        foreach (string note in unknown)
            list.ShouldContain($"\"{note}\"");

        string first = unknown[0];
        (code, string told) = await ServeProcess.RunAsync(["idempotency", "resolve", first, "--outcome", "succeeded", "--by", "ann", "--note", "seen in the ERP", .. at]);
        code.ShouldBe(0, told);
        Answer after = await SendAsync(client, gateway, token, first);
        after.ShouldBeProblem(409, "idempotency-response-not-kept");
        after.Text("outcome").ShouldBe("succeeded");

        if (unknown.Count > 1)
        {
            string second = unknown[1];
            int before = backend.Effects.GetValueOrDefault(second);
            (code, told) = await ServeProcess.RunAsync(["idempotency", "resolve", second, "--outcome", "retry", .. at]);
            code.ShouldBe(0, told);
            (await SendAsync(client, gateway, token, second)).Status.ShouldBe(201);
            backend.Effects[second].ShouldBe(before + 1);
        }

        (code, told) = await ServeProcess.RunAsync(["idempotency", "resolve", "no-such-key", "--outcome", "retry", .. at]);
        code.ShouldBe(3, told);
        told.ShouldContain("apigov idempotency list");
    }

    private async Task WriteUntilKilledAsync(CountingBackend backend, ServeProcess gateway, CatalogFiles files, HttpClient client)
    {
        string token = await TokenClient.GetAsync(gateway.ControlPlane!, files.Data);
        int answers = 0;
        int enough = random.Next(60, 200);
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(i => Task.Run(
            async () =>
            {
                while (!gateway.HasExited)
                {
                    string note = $"{(i % 4 == 0 ? "plain" : "guarded")}-{Interlocked.Increment(ref number)}";
                    answered[note] = false;
                    try
                    {
                        Answer answer = await SendAsync(client, gateway, token, note);
                        answer.Status.ShouldBe(201, answer.Body);
                        answered[note] = true;
                        Interlocked.Increment(ref answers);
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }
                }
            },
            Cancel))];
        await Eventually.HoldsAsync(() => Volatile.Read(ref answers) >= enough || clients.Any(one => one.IsFaulted), ServeProcess.Patience, "the clients are at work");
        // Whatever else is under way in that moment: these were carried out and not answered.
        int held = backend.Held + 4;
        backend.Hold("guarded", 3);
        backend.Hold("plain", 1);
        await Eventually.HoldsAsync(() => backend.Held >= held || clients.Any(one => one.IsFaulted), ServeProcess.Patience, "calls wait for their answers");
        await gateway.KillAsync();
        await Task.WhenAll(clients);
    }

    private static Task<Answer> SendAsync(HttpClient client, ServeProcess gateway, string token, string note)
    {
        string api = note.Split('-')[0];
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(gateway.Gateway!, $"test/{api}/v1/notes")) { Content = NotesWorld.Json($$"""{"text":"{{note}}"}""") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (api == "guarded")
            request.Headers.TryAddWithoutValidation("Idempotency-Key", note);
        return Answer.ToAsync(client, request);
    }
}
