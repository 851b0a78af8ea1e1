using System.Text.Json;
using ApiGovernance.Catalog.Decisions;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>Gateways that answer questions about calls: each for itself.</summary>
public sealed class GatewayNameTests : IAsyncLifetime
{
    private AccessWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await AccessWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>A credential with the role gateway, of one who is called so.</summary>
    private Task<Answer> PollAsync(string principal, string gateway, int wait = 0) =>
        _world.SendAsync(HttpMethod.Get, $"gateways/{gateway}/questions?wait={wait}", Token(principal));

    private Task<Answer> AnswerAsync(string principal, string gateway, string requestId, params CallDecision[] calls) => _world.SendAsync(
        HttpMethod.Post, $"gateways/{gateway}/decisions", Token(principal), JsonSerializer.Serialize(new DecisionAnswer(gateway, requestId, calls), ProtocolJson.Options));

    private string Token(string principal) => _world.Issuer.Token(principal, "", claims => claims["client_id"] = "gateway-1");

    private static CallDecision Call(string gateway, string requestId) => new(requestId, gateway, DateTimeOffset.UnixEpoch, 1, "GET", "/x", 200, null, []);

    private async Task<Task<Answer>> AskedAsync(string requestId)
    {
        Task<Answer> asking = _world.AsAsync("viewer", HttpMethod.Get, $"decisions/{requestId}?wait=30");
        await Eventually.HoldsAsync(
            async () => (await PollAsync("edge", "gw-1")).Body.Contains(requestId, StringComparison.Ordinal), TimeSpan.FromSeconds(20), "the question has come");
        return asking;
    }

    [Fact]
    public async Task A_name_belongs_to_the_credential_that_came_with_it_first_for_as_long_as_it_comes()
    {
        (await PollAsync("edge", "gw-1")).ShouldBeDone();

        (await PollAsync("other", "gw-1")).ShouldBeProblem(403, "forbidden").GetProperty("detail").GetString()!.ShouldContain("'gw-1'");
        (await PollAsync("edge", "gw-1")).ShouldBeDone();
        (await PollAsync("other", "gw-2")).ShouldBeDone();
        (await PollAsync("edge", "gw-3")).ShouldBeDone("one credential may be several gateways'");
        _world.Clock.Advance(TimeSpan.FromSeconds(91));
        (await PollAsync("other", "gw-1")).ShouldBeDone();
        (await PollAsync("edge", "gw-1")).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Nobody_answers_for_another_gateway_or_of_other_calls()
    {
        (await PollAsync("edge", "gw-1")).ShouldBeDone();
        Task<Answer> asking = await AskedAsync("r-1");

        (await AnswerAsync("other", "gw-1", "r-1", Call("gw-1", "r-1"))).ShouldBeProblem(403, "forbidden");
        (await AnswerAsync("edge", "gw-1", "r-1", Call("gw-1", "r-1") with { Status = 418 }, Call("gw-2", "r-1"), Call("gw-1", "r-2"))).ShouldBeDone();

        JsonElement calls = (await asking).ShouldBeDone().Json.GetProperty("calls");
        calls.GetArrayLength().ShouldBe(1);
        calls[0].GetProperty("status").GetInt32().ShouldBe(418);
    }

    [Fact]
    public async Task Of_one_gateway_twenty_calls_are_told()
    {
        (await PollAsync("edge", "gw-1")).ShouldBeDone();
        Task<Answer> asking = await AskedAsync("r-1");

        (await AnswerAsync("edge", "gw-1", "r-1", [.. Enumerable.Repeat(Call("gw-1", "r-1"), 500)])).ShouldBeDone();

        (await asking).Json.GetProperty("calls").GetArrayLength().ShouldBe(20);
    }

    [Fact]
    public async Task Made_up_names_are_bounded_and_bounded_in_length()
    {
        DecisionBoard board = _world.Catalog.Services.GetRequiredService<DecisionBoard>();
        for (int i = 0; i < 1000; i++)
            await board.WaitForQuestionsAsync($"made-up-{i}", "corp:edge", TimeSpan.Zero, TestContext.Current.CancellationToken);

        (await PollAsync("edge", "gw-1")).ShouldBeProblem(403, "forbidden");
        (await PollAsync("edge", "made-up-7")).ShouldBeDone();
        (await PollAsync("edge", new string('x', 129))).ShouldBeProblem(400, "parameter-invalid");
        (await PollAsync("edge", "a%1Bb")).ShouldBeProblem(400, "parameter-invalid");
        _world.Clock.Advance(TimeSpan.FromSeconds(91));
        (await PollAsync("edge", "gw-1")).ShouldBeDone();
    }
}
