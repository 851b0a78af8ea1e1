using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;

namespace ApiGovernance.EndToEnd.Tests.BadInput;

/// <summary>What clients send wrongly, and back ends that are not there.</summary>
[Collection(NotesCollection.Name)]
public sealed class RequestTests(NotesWorld world)
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("{\"text\": \"half a note", 1)]
    [InlineData("text=a+form", 1)]
    [InlineData("{\n  \"text\": 'quoted otherwise'\n}", 2)]
    [InlineData("{\"text\": \"twice\",\n \"text\": \"the same\"}", 2)]
    public async Task A_body_that_is_not_JSON_is_refused_with_line_and_column(string body, int line)
    {
        Answer answer = await world.CallAsync(HttpMethod.Post, "notes/v1/notes", NotesWorld.Json(body));

        JsonElement problem = answer.ShouldBeProblem(400, "malformed-body");
        problem.GetProperty("line").GetInt32().ShouldBe(line);
        problem.GetProperty("column").GetInt32().ShouldBeGreaterThan(0);
        problem.GetProperty("api").GetString().ShouldBe("notes");
        problem.GetProperty("operation").GetString().ShouldBe("POST /notes");
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task A_body_of_50_MB_is_refused_and_not_kept_in_memory()
    {
        await world.ShouldStillServeAsync();
        long before = world.Serve.PeakMemory;
        using ByteArrayContent body = new(new byte[50 * Megabyte]);
        body.Headers.ContentType = new("application/json");

        Answer answer = await world.CallAsync(HttpMethod.Post, "notes/v1/notes", body);

        JsonElement problem = answer.ShouldBeProblem(413, "body-too-large");
        problem.GetProperty("maxBodyBytes").GetInt32().ShouldBe(MaxBodyBytes);
        problem.GetProperty("detail").GetString()!.ShouldContain("1048576 bytes");
        await world.ShouldStillServeAsync();
        (world.Serve.PeakMemory - before).ShouldBeLessThan(40L * Megabyte);
    }

    [Fact]
    public async Task A_body_of_50_MB_that_does_not_say_so_is_refused_where_it_becomes_too_long()
    {
        await world.ShouldStillServeAsync();
        long before = world.Serve.PeakMemory;

        (string answer, long sent) = await RawUpload.SendAsync(
            new Uri(world.Serve.Gateway!, "test/notes/v1/notes"), world.Token, 50L * Megabyte);

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("body-too-large");
        answer.ShouldContain("Connection: close");
        sent.ShouldBeLessThan(50L * Megabyte);
        await world.ShouldStillServeAsync();
        (world.Serve.PeakMemory - before).ShouldBeLessThan(40L * Megabyte);
    }

    [Fact]
    public async Task An_expired_token_is_told_apart_from_one_that_is_wrong()
    {
        string expired = ForgedToken.Signed(world.Token, world.Files.Data, claims =>
        {
            claims["iat"] = 1_600_000_000;
            claims["nbf"] = 1_600_000_000;
            claims["exp"] = 1_600_003_600;
        });
        // The forgery is good but for the time: with the time unchanged it is taken.
        string good = ForgedToken.Signed(world.Token, world.Files.Data, _ => { });

        Answer answer = await world.CallAsync(HttpMethod.Get, "notes/v1/notes", token: expired);

        answer.ShouldBeProblem(401, "token-expired").GetProperty("detail").GetString()!.ShouldContain("expired");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        (await world.CallAsync(HttpMethod.Get, "notes/v1/notes", token: good)).Status.ShouldBe(200);
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task A_malformed_or_tampered_token_is_refused_without_a_hint_why()
    {
        string[] tokens =
        [
            "no-token",
            "a.b.c",
            world.Token[..^20],
            world.Token + "AAAA",
            $"{world.Token} {world.Token}",
            new string('x', 8000),
            ForgedToken.Tampered(world.Token, claims => claims["client_id"] = "somebody-else"),
            ForgedToken.Signed(world.Token, world.Files.Data, claims => claims["aud"] = "another-gateway"),
            ForgedToken.Signed(world.Token, world.Files.Data, claims => claims.Remove("exp")),
        ];

        foreach (string token in tokens)
        {
            Answer answer = await world.CallAsync(HttpMethod.Get, "notes/v1/notes", token: token);
            answer.ShouldBeProblem(401, "token-not-acceptable").GetProperty("detail").GetString()
                .ShouldBe("The access token is not acceptable.", token);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        }

        (await world.CallAsync(HttpMethod.Get, "notes/v1/notes", token: "")).ShouldBeProblem(401, "token-missing");
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task A_back_end_that_cannot_be_reached_is_a_502_of_its_API_only()
    {
        Answer answer = await world.CallAsync(HttpMethod.Get, "lost/v1/notes");

        JsonElement problem = answer.ShouldBeProblem(502, "backend-unreachable");
        problem.GetProperty("detail").GetString()!.ShouldContain("'gone'");
        problem.GetProperty("api").GetString().ShouldBe("lost");
        problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe(CatalogFiles.Team);
        problem.GetProperty("correlationId").GetString().ShouldNotBeNullOrEmpty();
        await world.ShouldStillServeAsync();
    }
}
