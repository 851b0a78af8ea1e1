using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Tests.Idempotency;

public class IdempotencyTests
{
    private static readonly IdempotencyPolicy Required = new() { Mode = IdempotencyMode.Required };

    [Fact]
    public async Task A_repeated_call_gets_the_first_answer_and_the_back_end_sees_it_once()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required with { ResponseHeaders = ["X-Order-Id"] });

        HttpResponseMessage first = await world.PostAsync("A1", "k-1");
        HttpResponseMessage again = await world.PostAsync("A1", "\"k-1\"");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        first.IsReplay().ShouldBeFalse();
        first.Headers.Contains("Set-Cookie").ShouldBeTrue();
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.IsReplay().ShouldBeTrue();
        (await again.TextAsync()).ShouldBe(await first.TextAsync());
        again.Content.Headers.ContentType!.ToString().ShouldBe(first.Content.Headers.ContentType!.ToString());
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.GetValues("X-Order-Id").ShouldBe(first.Headers.GetValues("X-Order-Id"));
        again.Headers.Contains("Set-Cookie").ShouldBeFalse("a cookie is not given twice");
        // Each answer has an id of its own.
        again.Headers.GetValues("X-Correlation-Id").ShouldNotBe(first.Headers.GetValues("X-Correlation-Id"));
        world.System.EffectsOf("A1").ShouldBe(1);
        // The control: without the policy's key the same call has its effect again.
        (await world.PostAsync("A1", "k-2")).IsReplay().ShouldBeFalse();
        world.System.EffectsOf("A1").ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_to_be_kept_is_not_replayed_with_foreign_fields()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        await world.PostAsync("A1", "k-1");
        HttpResponseMessage again = await world.PostAsync("A1", "k-1");

        again.IsReplay().ShouldBeTrue();
        again.Headers.Contains("X-Order-Id").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "idempotency-key-missing")]
    [InlineData("\"open", "idempotency-key-malformed")]
    [InlineData("\"a\"b", "idempotency-key-malformed")]
    [InlineData("\"\"", "idempotency-key-malformed")]
    [InlineData("a, b", "idempotency-key-malformed")]
    [InlineData("with space", "idempotency-key-malformed")]
    [InlineData("long", "idempotency-key-malformed")]
    public async Task A_call_without_a_usable_key_is_not_carried_out(string? key, string problem)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        HttpResponseMessage answer = await world.PostAsync("A1", key == "long" ? new string('k', 256) : key);

        JsonElement told = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, problem);
        told.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
        world.System.Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_optional_key_protects_those_who_send_one()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Optional });

        (await world.PostAsync("A1", null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.PostAsync("A1", null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        world.System.EffectsOf("A1").ShouldBe(2);
        await world.PostAsync("B1", "k-1");
        (await world.PostAsync("B1", "k-1")).IsReplay().ShouldBeTrue();
        world.System.EffectsOf("B1").ShouldBe(1);
    }

    [Theory]
    [InlineData("/orderNumber")]
    [InlineData("header:Purchase-Order")]
    public async Task A_natural_key_is_taken_from_the_request(string place)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Natural, Key = place });
        Task<HttpResponseMessage> Send(string json) => world.Gateway.PostAsync(IdempotencyWorld.Path, json, world.Token, ("Purchase-Order", "PO-7"));

        (await Send("""{"orderNumber":"PO-7"}""")).IsReplay().ShouldBeFalse();
        (await Send("""{"orderNumber":"PO-7"}""")).IsReplay().ShouldBeTrue();
        await (await Send("""{"orderNumber":"PO-7","note":"another"}""")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        world.System.EffectsOf("PO-7").ShouldBe(1);
    }

    [Fact]
    public async Task A_natural_key_that_is_not_there_is_missing_and_a_number_is_one()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Natural, Key = "/note" });

        JsonElement told = await (await world.SendAsync("""{"orderNumber":"A1"}""", "k-1")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency-key-missing");
        told.GetProperty("detail").GetString()!.ShouldContain("'/note'");

        await using IdempotencyWorld numbers = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Natural, Key = "/orderNumber" }, system: world.System);
        await numbers.SendAsync("""{"orderNumber":42}""", null);
        (await numbers.SendAsync("""{"orderNumber":42}""", null)).IsReplay().ShouldBeTrue();
        world.System.EffectsOf("42").ShouldBe(1);
    }

    [Fact]
    public async Task A_key_means_one_request_of_one_consumer()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        await world.PostAsync("A1", "k-1");
        HttpResponseMessage other = await world.PostAsync("A2", "k-1");
        HttpResponseMessage foreign = await world.PostAsync("A1", "k-1", token: world.Gateway.Issuer.Token("other"));

        JsonElement told = await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        told.GetRawText().ShouldNotContain("k-1");
        foreign.StatusCode.ShouldBe(HttpStatusCode.Created);
        foreign.IsReplay().ShouldBeFalse("another consumer's key is another key");
        world.System.EffectsOf("A1").ShouldBe(2);
        world.System.EffectsOf("A2").ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_no_longer_call_gets_no_replay()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        await world.PostAsync("A1", "k-1");

        world.Gateway.Estate.Consumer("app");
        await world.Gateway.PublishAsync();

        await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "subscription-required");
    }

    [Fact]
    public async Task While_a_call_is_under_way_its_repetition_is_told_to_wait()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        Task<HttpResponseMessage> slow = world.PostAsync("A1", "k-1", "hold");
        await Eventually.HoldsAsync(() => !world.System.Requests.IsEmpty, GatewayWorld.Bound, "the call has arrived");

        HttpResponseMessage meanwhile = await world.PostAsync("A1", "k-1");
        await meanwhile.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-key-in-flight");
        meanwhile.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 10);

        world.System.Hold.SetResult();
        (await slow).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.PostAsync("A1", "k-1")).IsReplay().ShouldBeTrue();
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_goes_away_finds_its_answer_when_it_comes_again()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        using CancellationTokenSource gone = new();
        using HttpRequestMessage request = new(HttpMethod.Post, IdempotencyWorld.Path) { Content = new StringContent(IdempotencyWorld.Order("A1"), null, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {world.Token}");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "k-1");
        request.Headers.TryAddWithoutValidation("Fault", "hold");
        Task<HttpResponseMessage> call = world.Gateway.Client.SendAsync(request, gone.Token);
        await Eventually.HoldsAsync(() => !world.System.Requests.IsEmpty, GatewayWorld.Bound, "the call has arrived");

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        world.System.Hold.SetResult();

        HttpResponseMessage? again = null;
        await Eventually.HoldsAsync(
            async () => (again = await world.PostAsync("A1", "k-1")).StatusCode == HttpStatusCode.Created, GatewayWorld.Bound, "the answer is there");
        again!.IsReplay().ShouldBeTrue();
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task What_the_back_end_refuses_for_good_is_replayed(int status)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        HttpResponseMessage first = await world.PostAsync("A1", "k-1", $"refuse-{status}");
        HttpResponseMessage again = await world.PostAsync("A1", "k-1");

        ((int)again.StatusCode).ShouldBe(status);
        again.IsReplay().ShouldBeTrue();
        (await again.TextAsync()).ShouldBe(await first.TextAsync());
        world.System.EffectsOf("A1").ShouldBe(0);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_the_back_end_turns_away_may_be_sent_again(int status)
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);

        HttpResponseMessage first = await world.PostAsync("A1", "k-1", $"refuse-{status}");
        HttpResponseMessage again = await world.PostAsync("A1", "k-1");

        ((int)first.StatusCode).ShouldBe(status);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.IsReplay().ShouldBeFalse();
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Fact]
    public async Task What_the_gateway_refuses_leaves_no_trace()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required, gateway =>
        {
            gateway.Estate.Plans.Add(new SnapshotPlan("two", [new PlanLimit("burst", 2, 3600)]));
            gateway.Estate.Consumer("few", "two", subscriptions: Estate.Subscription("orders"));
        });
        string few = world.Gateway.Issuer.Token("few");

        await (await world.SendAsync("{}", "k-1")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation");
        (await world.PostAsync("A1", "k-1")).StatusCode.ShouldBe(HttpStatusCode.Created, "the key is still free");
        await world.PostAsync("B1", "k-1", token: few);
        await world.PostAsync("B2", "k-2", token: few);
        await (await world.PostAsync("B1", "k-1", token: few)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        world.System.EffectsOf("B1").ShouldBe(1);
    }

    [Fact]
    public async Task A_back_end_without_room_is_not_called_and_the_key_stays_free()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required, gateway => gateway.Estate.Backends[0] = gateway.Estate.Backends[0] with { MaxConcurrency = 1 });
        Task<HttpResponseMessage> slow = world.PostAsync("A1", "k-1", "hold");
        await Eventually.HoldsAsync(() => !world.System.Requests.IsEmpty, GatewayWorld.Bound, "the call has arrived");

        await (await world.PostAsync("A2", "k-2")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        world.System.Hold.SetResult();
        await slow;

        // A replay needs no room.
        (await world.PostAsync("A1", "k-1")).IsReplay().ShouldBeTrue();
        (await world.PostAsync("A2", "k-2")).StatusCode.ShouldBe(HttpStatusCode.Created);
        world.System.EffectsOf("A2").ShouldBe(1);
    }

    [Fact]
    public async Task A_back_end_that_cannot_be_reached_was_not_called()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        string address = world.System.Address;
        world.Gateway.Estate.Backend("erp", "http://127.0.0.1:1");
        await world.Gateway.PublishAsync();

        await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        world.Gateway.Estate.Backend("erp", address, timeoutSeconds: 99);
        await world.Gateway.PublishAsync();

        (await world.PostAsync("A1", "k-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Fact]
    public async Task A_large_answer_reaches_its_caller_and_its_repetition_is_told_that_it_was_carried_out()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required with { MaxResponseBytes = 10_000 });

        HttpResponseMessage first = await world.PostAsync("A1", "k-1", "large");
        (await first.TextAsync()).Length.ShouldBeGreaterThan(200_000);
        JsonElement told = await (await world.PostAsync("A1", "k-1")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-response-not-kept");

        told.GetProperty("outcome").GetString().ShouldBe("answered");
        world.System.EffectsOf("A1").ShouldBe(1);
    }

    [Fact]
    public async Task Answers_survive_a_restart_and_are_forgotten_after_their_time()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required with { RetentionHours = 2 }, fakeClock: true);
        string first = await (await world.PostAsync("A1", "k-1")).TextAsync();

        await world.Gateway.StopGatewayAsync();
        await world.Gateway.StartGatewayAsync();
        await world.Gateway.PublishAsync();
        await Eventually.HoldsAsync(async () => (await world.PostAsync("A1", "k-1")).IsReplay(), GatewayWorld.Bound, "the answer was kept");
        (await (await world.PostAsync("A1", "k-1")).TextAsync()).ShouldBe(first);

        world.Clock.Advance(TimeSpan.FromHours(1.9));
        string token = world.Gateway.Issuer.Token("app", payload: claims => claims["exp"] = world.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds());
        (await world.PostAsync("A1", "k-1", token: token)).IsReplay().ShouldBeTrue();
        world.Clock.Advance(TimeSpan.FromHours(0.2));
        (await world.PostAsync("A1", "k-1", token: token)).IsReplay().ShouldBeFalse();
        world.System.EffectsOf("A1").ShouldBe(2);
    }

    [Fact]
    public async Task Without_its_store_nothing_is_carried_out_unprotected()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required, gateway =>
            gateway.Options = options => options with { Idempotency = "sqlite=/dev/null/keys.db" });

        HttpResponseMessage answer = await world.PostAsync("A1", "k-1");

        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "idempotency-store-unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        world.System.Effects.ShouldBeEmpty();
        // What needs no key goes on.
        (await world.Gateway.GetAsync(IdempotencyWorld.Path + "/A1", world.Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_store_that_hangs_is_not_waited_for()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required);
        await world.PostAsync("A1", "k-1");
        await using SqliteConnection other = new($"Data Source={Path.Combine(world.Gateway.StateFolder, "idempotency.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (SqliteCommand grab = other.CreateCommand())
        {
            grab.CommandText = "BEGIN IMMEDIATE";
            await grab.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        long asked = TimeProvider.System.GetTimestamp();
        await (await world.PostAsync("A2", "k-2")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "idempotency-store-unavailable");
        TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(8));

        await other.CloseAsync();
        await Eventually.HoldsAsync(
            async () => (await world.PostAsync("A2", "k-2")).StatusCode == HttpStatusCode.Created, GatewayWorld.Bound, "the store is back");
        world.System.EffectsOf("A2").ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_nobody_validates_is_told_from_another_too()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(Required, gateway => gateway.Estate.Versions[0] =
            (gateway.Estate.Versions[0].Part with { RequestValidation = ValidationMode.Off }, gateway.Estate.Versions[0].Contract));

        await world.PostAsync("A1", "k-1");
        (await world.PostAsync("A1", "k-1")).IsReplay().ShouldBeTrue();
        await (await world.PostAsync("A2", "k-1")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_body_that_is_not_framed_as_HTTP_says_is_400_and_leaves_no_key()
    {
        await using IdempotencyWorld world = await IdempotencyWorld.StartAsync(new IdempotencyPolicy { Mode = IdempotencyMode.Required }, gateway =>
        {
            var (part, contract) = gateway.Estate.Versions.Single();
            gateway.Estate.Versions[0] = (part with { RequestValidation = ValidationMode.Off }, contract);
        });

        // No number of 64 bits: the server's reader throws another exception than for its other faults.
        string answer = await RawHttp.SendAsync(
            world.Gateway.Address,
            $"POST {IdempotencyWorld.Path} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {world.Token}\r\nIdempotency-Key: k-1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nfffffffff\r\n{{}}\r\n0\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("malformed-request");
        (await world.PostAsync("A1", "k-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }
}
