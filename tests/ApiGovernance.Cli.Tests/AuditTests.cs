using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Cli.Tests;

/// <summary>`apigov audit` against a catalog's answers; the chain is made here once more, by its description.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_sound_audit_is_told_with_its_head()
    {
        List<AuditEntry> entries = Chain(450);
        await using LoopbackApp catalog = await ServeAsync(entries);

        Ran ran = await _world.RunAsync("audit", "verify", "--catalog-url", catalog.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ReplaceLineEndings("\n").ShouldBe($"450 entries fit together\nhead 450:{entries[^1].Hash}\n");
    }

    [Fact]
    public async Task A_list_is_a_page_of_the_api_for_scripts()
    {
        List<AuditEntry> entries = Chain(9);
        await using LoopbackApp catalog = await ServeAsync(entries);

        Ran ran = await _world.RunAsync("audit", "list", "-o", "json", "--limit", "2", "--catalog-url", catalog.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(0, ran.ToString());
        JsonSerializer.Deserialize<CatalogPage<AuditEntry>>(ran.Output, ProtocolJson.Options)!.Items.Select(entry => entry.Sequence).ShouldBe([9, 8]);
    }

    [Fact]
    public async Task What_was_changed_is_named_and_ends_with_1()
    {
        List<AuditEntry> entries = Chain(9);
        entries[4] = entries[4] with { Actor = "somebody else" };
        await using LoopbackApp catalog = await ServeAsync(entries);

        Ran ran = await _world.RunAsync("audit", "verify", "--catalog-url", catalog.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("entry 5 was changed after it was written");
        ran.Output.ShouldNotContain("head");
    }

    [Fact]
    public async Task An_export_is_verified_like_the_catalog_and_against_a_remembered_head()
    {
        List<AuditEntry> entries = Chain(9);
        await using LoopbackApp catalog = await ServeAsync(entries);
        Ran export = await _world.RunAsync("audit", "export", "--catalog-url", catalog.BaseAddress.ToString());
        export.ExitCode.ShouldBe(0, export.ToString());
        _world.Write("audit.jsonl", export.Output);
        _world.Write("cut.jsonl", string.Join('\n', export.Output.Split('\n').Take(6)) + "\n");
        string head = $"9:{entries[^1].Hash}";

        (await _world.RunAsync("audit", "verify", "--file", "audit.jsonl", "--head", head)).ExitCode.ShouldBe(0);
        (await _world.RunAsync("audit", "verify", "--file", "cut.jsonl")).ExitCode.ShouldBe(0, "a cut end leaves a chain");
        Ran cut = await _world.RunAsync("audit", "verify", "--file", "cut.jsonl", "--head", head);
        cut.ExitCode.ShouldBe(1, cut.ToString());
        cut.Output.ShouldContain("entry 7 and all up to 9 are missing at the end");
    }

    [Fact]
    public async Task The_newest_entries_are_listed_for_people()
    {
        await using LoopbackApp catalog = await ServeAsync(Chain(9));

        Ran ran = await _world.RunAsync("audit", "list", "--limit", "1", "--catalog-url", catalog.BaseAddress.ToString());

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ReplaceLineEndings("\n").ShouldBe(
            "     9  2026-11-23 12:00:09Z  changed            Team/sales  by corp:alice from 10.0.0.9\n        reason: CHG-9\n");
    }

    [Theory]
    [InlineData(2, "is no head", "audit", "verify", "--head", "12")]
    [InlineData(2, "each name a source", "audit", "verify", "--data", "data", "--file", "audit.jsonl")]
    [InlineData(2, "--limit", "audit", "list", "--limit", "0")]
    [InlineData(2, "--since `yesterday` is no point in time", "audit", "list", "--since", "yesterday")]
    [InlineData(2, "--until `2026-13-01` is no point in time", "audit", "list", "--until", "2026-13-01")]
    [InlineData(2, "--since is after --until", "audit", "list", "--since", "2026-11-29", "--until", "2026-11-28")]
    [InlineData(3, "cannot be read", "audit", "verify", "--file", "nothing.jsonl")]
    [InlineData(3, "wrong.jsonl:1 is no audit entry", "audit", "verify", "--file", "wrong.jsonl")]
    [InlineData(5, "cannot be reached", "audit", "verify", "--catalog-url", "http://127.0.0.1:9")]
    public async Task What_cannot_be_verified_is_not_sound(int exitCode, string what, params string[] arguments)
    {
        _world.Write("wrong.jsonl", "{}\n");

        Ran ran = await _world.RunAsync(arguments);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Errors.ShouldContain(what);
        ran.Output.ShouldBeEmpty();
    }

    private static Task<LoopbackApp> ServeAsync(List<AuditEntry> entries) => LoopbackApp.StartAsync(app => app.MapGet("/api/v1/audit", (HttpRequest request) =>
    {
        IEnumerable<AuditEntry> list = request.Query["order"] == "oldest" ? entries : entries.AsEnumerable().Reverse();
        int from = request.Query["cursor"] is [{ } cursor] ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        int limit = int.Parse(request.Query["limit"].ToString(), CultureInfo.InvariantCulture);
        string? next = from + limit < entries.Count ? (from + limit).ToString(CultureInfo.InvariantCulture) : null;
        return Results.Json(new CatalogPage<AuditEntry>([.. list.Skip(from).Take(limit)]) { Next = next }, ProtocolJson.Options);
    }));

    private static List<AuditEntry> Chain(int count)
    {
        List<AuditEntry> entries = [];
        string previous = "";
        for (int i = 1; i <= count; i++)
        {
            DateTimeOffset at = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddSeconds(i);
            AuditEntry entry = new(i, at, "corp:alice", "changed", "Team/sales", "") { Origin = "10.0.0.9", Why = $"CHG-{i}", After = "{}", PreviousHash = previous };
            previous = Hash(entry);
            entries.Add(entry with { Hash = previous });
        }

        return entries;
    }

    private static string Hash(AuditEntry entry)
    {
        using MemoryStream bytes = new();
        foreach (string? text in new[]
        {
            entry.PreviousHash, entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture), entry.Actor, entry.Origin, entry.Action, entry.Object, entry.Why,
            entry.Detail, entry.Before, entry.After,
        })
        {
            byte[] length = new byte[4];
            byte[] content = text is null ? [] : Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : content.Length);
            bytes.Write(length);
            bytes.Write(content);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}
