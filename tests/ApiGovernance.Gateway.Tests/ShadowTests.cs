using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Copies of calls go to another back end; callers never notice.</summary>
public sealed class ShadowTests : IAsyncDisposable
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Stock, version: 1.0.0 }
        paths:
          /items:
            get:
              parameters: [{ name: n, in: query, schema: { type: string } }]
              responses:
                '200':
                  description: ok
                  content: { application/json: { schema: { type: object, required: [sku], properties: { sku: { type: string } } } } }
                default: { description: other }
            post:
              requestBody: { required: true, content: { application/json: { schema: { type: object } }, application/octet-stream: {} } }
              responses: { default: { description: other } }
        """;

    private readonly ConcurrentQueue<string> outcomes = [];
    private readonly ConcurrentQueue<string> lines = [];
    private readonly MeterListener listener = new();
    private readonly string api = "stock-" + Guid.NewGuid().ToString("N")[..8];
    private Answering own = null!;
    private Answering shadow = null!;
    private GatewayWorld world = null!;

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await world.DisposeAsync();
        await own.App.DisposeAsync();
        await shadow.App.DisposeAsync();
    }

    private async Task StartAsync(VersionShadow? rules, Action<GatewayWorld>? more = null, bool http2 = false)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "apigov.gateway.shadow.calls")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            Dictionary<string, object?> named = tags.ToArray().ToDictionary();
            if (Equals(named["api"], api))
                outcomes.Enqueue((string)named["outcome"]!);
        });
        listener.Start();
        own = await Answering.StartAsync();
        shadow = await Answering.StartAsync();
        world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Estate.Backend("own", own.Address).Backend("next", shadow.Address + "/base").Api(api, "v1", Contract, part => part with
                {
                    Backend = "own",
                    UpstreamPath = "/up",
                    Shadow = rules,
                });
                more?.Invoke(w);
            },
            services =>
            {
                services.AddLogging(logging => logging.AddProvider(new Lines(lines)));
                if (http2)
                    RawHttp2.Speak(services);
            });
    }

    private static VersionShadow All(params ShadowComparison[] compare) => new("next", 1, compare);

    private Task<HttpResponseMessage> GetAsync(string query = "", params (string Name, string Value)[] headers) =>
        world.GetAsync($"/commerce/{api}/v1/items{query}", null, headers);

    private Task OutcomeAsync(string outcome) =>
        Eventually.HoldsAsync(() => outcomes.Contains(outcome), GatewayWorld.Bound, $"{outcome} is counted; seen: {string.Join(", ", outcomes)}");

    [Fact]
    public async Task A_copy_goes_out_as_the_call_did_and_the_caller_gets_its_own_answer()
    {
        await StartAsync(All(ShadowComparison.Status, ShadowComparison.Schema));
        shadow.Body = """{"sku":"from the shadow"}""";

        HttpResponseMessage answer = await GetAsync("?n=a%2Fb", ("X-Custom", "kept"), ("Authorization", "Bearer " + world.Issuer.Token()));

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"sku":"A"}""");
        await OutcomeAsync("match");
        Seen copy = shadow.Seen.ShouldHaveSingleItem();
        Seen call = own.Seen.ShouldHaveSingleItem();
        (call.Method, call.Target).ShouldBe(("GET", "/up/items?n=a%2Fb"));
        (copy.Method, copy.Target).ShouldBe(("GET", "/base/up/items?n=a%2Fb"));
        copy.Headers["X-Custom"].ShouldBe("kept");
        copy.Headers["X-Shadow"].ShouldBe("true");
        copy.Headers["Host"].ShouldBe(shadow.App.BaseAddress.Authority);
        copy.Headers["X-Correlation-Id"].ShouldBe(call.Headers["X-Correlation-Id"]);
        call.Headers.ContainsKey("X-Shadow").ShouldBeFalse();
        copy.Headers.ContainsKey("Authorization").ShouldBeFalse();
        outcomes.ShouldBe(["match"]);
        lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_status_is_counted_and_logged_without_bodies()
    {
        await StartAsync(All(ShadowComparison.Status, ShadowComparison.Schema));
        (shadow.Status, shadow.Body) = (500, """{"secret":"x"}""");

        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);

        await OutcomeAsync("status-mismatch");
        string line = lines.ShouldHaveSingleItem();
        line.ShouldContain("The shadow next answered GET /items of " + api);
        line.ShouldContain("status 200, shadow 500");
        line.ShouldNotContain("secret");
        line.ShouldNotContain("sku");
    }

    [Fact]
    public async Task A_body_that_breaks_the_contract_on_one_side_is_a_mismatch()
    {
        await StartAsync(All(ShadowComparison.Schema));
        // Statuses are not compared here.
        (shadow.Status, shadow.Body) = (200, """{"name":"no sku"}""");
        await GetAsync();
        await OutcomeAsync("schema-mismatch");

        // Both sides break it: they are the same.
        own.Body = """{"other":1}""";
        await GetAsync();
        await OutcomeAsync("match");
        outcomes.ShouldBe(["schema-mismatch", "match"]);
        lines.ShouldHaveSingleItem().ShouldContain("body as the contract says: True, shadow False");
    }

    [Fact]
    public async Task What_changes_something_is_copied_only_where_that_is_allowed()
    {
        await StartAsync(All(ShadowComparison.Status));
        (await world.PostAsync($"/commerce/{api}/v1/items", """{"n":1}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await GetAsync();
        await OutcomeAsync("match");
        shadow.Seen.Select(seen => seen.Method).ShouldBe(["GET"]);

        world.Estate.Api(api, "v1", Contract, part => part with
        {
            Backend = "own",
            Shadow = All(ShadowComparison.Status) with { Unsafe = true },
        });
        await world.PublishAsync();
        (await world.PostAsync($"/commerce/{api}/v1/items", """{"n":2}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.HoldsAsync(() => shadow.Seen.Count == 2, GatewayWorld.Bound, "the POST is copied");
        Seen post = shadow.Seen.Last();
        (post.Method, post.Target, post.Body).ShouldBe(("POST", "/base/items", """{"n":2}"""));
        post.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");

        // A body that nobody reads as a whole cannot be copied.
        using ByteArrayContent stream = new([1, 2, 3]);
        stream.Headers.ContentType = new("application/octet-stream");
        (await world.Client.PostAsync($"/commerce/{api}/v1/items", stream, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await OutcomeAsync("skipped-streamed");
    }

    [Fact]
    public async Task A_sample_of_none_copies_nothing_and_half_copies_some()
    {
        await StartAsync(All(ShadowComparison.Status) with { Sample = 0 });
        for (int i = 0; i < 20; i++)
            await GetAsync();
        shadow.Seen.ShouldBeEmpty();

        world.Estate.Api(api, "v1", Contract, part => part with { Backend = "own", Shadow = All(ShadowComparison.Status) with { Sample = 0.5 } });
        await world.PublishAsync();
        for (int i = 0; i < 60; i++)
            await GetAsync();
        await OutcomeAsync("match");
        // Outside once in a hundred thousand millions.
        shadow.Seen.Count.ShouldBeInRange(4, 56);
    }

    [Fact]
    public async Task A_shadow_that_hangs_holds_up_nobody_and_copies_are_bounded()
    {
        await StartAsync(All(ShadowComparison.Status) with { TimeoutSeconds = 60 });
        shadow.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        for (int i = 0; i < ShadowTraffic.MostCalls + 6; i++)
            (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);

        outcomes.Count(outcome => outcome == "skipped-busy").ShouldBe(6);
        own.Seen.Count.ShouldBe(ShadowTraffic.MostCalls + 6);
        shadow.Hold.SetResult();
        await Eventually.HoldsAsync(() => outcomes.Count(outcome => outcome == "match") == ShadowTraffic.MostCalls, GatewayWorld.Bound, "the copies end");
        shadow.Hold = null;
        await GetAsync();
        await Eventually.HoldsAsync(() => outcomes.Count(outcome => outcome == "match") == ShadowTraffic.MostCalls + 1, GatewayWorld.Bound, "there is room again");
    }

    [Fact]
    public async Task A_shadow_that_is_slow_or_gone_is_given_up()
    {
        await StartAsync(All(ShadowComparison.Status) with { TimeoutSeconds = 1 });
        shadow.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        await OutcomeAsync("shadow-failed");
        shadow.Hold.SetResult();

        await shadow.App.DisposeAsync();
        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => outcomes.Count(outcome => outcome == "shadow-failed") == 2, GatewayWorld.Bound, "the shadow is gone");
    }

    [Fact]
    public async Task A_call_without_an_answer_of_its_own_is_not_compared()
    {
        await StartAsync(All(ShadowComparison.Status));
        await own.App.DisposeAsync();

        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        await OutcomeAsync("no-answer");
        outcomes.ShouldBe(["no-answer"]);
    }

    private static void Change(GatewayWorld w, Func<ApiVersionPart, ApiVersionPart> change) =>
        w.Estate.Versions[0] = (change(w.Estate.Versions[0].Part), w.Estate.Versions[0].Contract);

    private static void ChangeShadow(GatewayWorld w, Func<SnapshotBackend, SnapshotBackend> change) =>
        w.Estate.Backend(change(w.Estate.Backends.Single(backend => backend.Name == "next")));

    [Fact]
    public async Task Answers_without_a_body_are_compared_too()
    {
        await StartAsync(All(ShadowComparison.Status));
        (own.Status, shadow.Status) = (204, 204);
        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await OutcomeAsync("match");

        shadow.Status = 200;
        await GetAsync();
        await OutcomeAsync("status-mismatch");
        outcomes.ShouldBe(["match", "status-mismatch"]);
    }

    [Fact]
    public async Task The_answer_to_a_call_with_a_key_is_compared_too()
    {
        await StartAsync(All(ShadowComparison.Status) with { Unsafe = true }, w =>
        {
            Change(w, part => part with { AuthenticationRequired = true, Policy = new OperationPolicy { Idempotency = new IdempotencyPolicy { Mode = IdempotencyMode.Required } } });
            w.Estate.Consumer("storefront", subscriptions: Estate.Subscription(api));
        });

        (await world.PostAsync($"/commerce/{api}/v1/items", """{"n":1}""", world.Issuer.Token(), ("Idempotency-Key", "k-1"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await OutcomeAsync("match");
        outcomes.ShouldBe(["match"]);
    }

    [Fact]
    public async Task What_is_given_in_the_place_of_an_answer_is_not_compared()
    {
        await StartAsync(All(ShadowComparison.Status), w => Change(w, part => part with { Policy = Yaml.Policy("{fallback: {body: '{}'}}") }));
        await own.App.DisposeAsync();

        (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);

        await OutcomeAsync("no-answer");
        outcomes.ShouldBe(["no-answer"]);
    }

    [Fact]
    public async Task The_shadow_is_told_and_shown_what_its_own_record_says()
    {
        string variable = $"APIGOV_SECRET_{Guid.NewGuid():N}".ToUpperInvariant();
        Environment.SetEnvironmentVariable(variable, "secret");
        await StartAsync(All(ShadowComparison.Status), w =>
        {
            w.Issuer.Endpoint = context => context.Response.WriteAsJsonAsync(new { access_token = "for-the-shadow", token_type = "Bearer", expires_in = 300 });
            ChangeShadow(w, backend => backend with
            {
                Identity = BackendIdentity.None,
                Credentials = new BackendCredentials { ClientCredentials = new BackendTokenGrant(w.Issuer.Url + "/token", "gateway", "env:" + variable) },
            });
            Change(w, part => part with { AuthenticationRequired = true });
            w.Estate.Consumer("storefront", subscriptions: Estate.Subscription(api));
        });

        (await world.GetAsync($"/commerce/{api}/v1/items", world.Issuer.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        await OutcomeAsync("match");
        Seen copy = shadow.Seen.ShouldHaveSingleItem();
        copy.Headers["Authorization"].ShouldBe("Bearer for-the-shadow");
        copy.Headers.ShouldNotContainKey("X-Consumer-Id");
        own.Seen.Single().Headers["X-Consumer-Id"].ShouldBe("storefront");
        own.Seen.Single().Headers.ShouldNotContainKey("Authorization");

        ChangeShadow(world, backend => backend with { Identity = BackendIdentity.Token, Credentials = null });
        await world.PublishAsync();
        await world.GetAsync($"/commerce/{api}/v1/items", world.Issuer.Token());
        await Eventually.HoldsAsync(() => shadow.Seen.Count == 2, GatewayWorld.Bound, "the second copy has arrived");
        shadow.Seen.Last().Headers["Authorization"].ShouldStartWith("Bearer ey");
        Environment.SetEnvironmentVariable(variable, null);
    }

    [Fact]
    public async Task A_shadow_that_has_no_room_gets_no_copy()
    {
        await StartAsync(All(ShadowComparison.Status), w => ChangeShadow(w, backend => backend with { Limits = new BackendLimits { RequestsPerDay = 5 } }));

        for (int i = 1; i <= 5; i++)
        {
            (await GetAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Eventually.HoldsAsync(() => outcomes.Count == i, GatewayWorld.Bound, "the copy is counted");
        }

        // The last two of five are for what is more than a copy.
        outcomes.ShouldBe(["match", "match", "match", "skipped-busy", "skipped-busy"]);
        shadow.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_body_whose_length_HTTP_2_does_not_tell_is_not_copied_as_none()
    {
        await StartAsync(
            All(ShadowComparison.Status) with { Unsafe = true }, w => Change(w, part => part with { RequestValidation = ValidationMode.Off }), http2: true);

        string answer = await RawHttp2.SendAsync(
            world.Address, RawHttp2.Request("POST", $"/commerce/{api}/v1/items", ("content-type", "application/json")), "{}"u8.ToArray());

        answer.ShouldStartWith("200");
        own.Seen.ShouldHaveSingleItem().Body.ShouldBe("{}");
        await OutcomeAsync("skipped-streamed");
        shadow.Seen.ShouldBeEmpty();
    }

    private sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, string Body);

    private sealed class Answering
    {
        public LoopbackApp App { get; private set; } = null!;

        public string Address => App.BaseAddress.ToString().TrimEnd('/');

        public int Status { get; set; } = 200;

        public string Body { get; set; } = """{"sku":"A"}""";

        public TaskCompletionSource? Hold { get; set; }

        public ConcurrentQueue<Seen> Seen { get; } = [];

        public static async Task<Answering> StartAsync()
        {
            Answering answering = new();
            answering.App = await LoopbackApp.StartAsync(application => application.Run(answering.AnswerAsync));
            return answering;
        }

        private async Task AnswerAsync(HttpContext context)
        {
            using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            Seen.Enqueue(new Seen(
                context.Request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body));
            if (Hold is { } hold)
                await hold.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = Status;
            context.Response.ContentType = "application/json";
            if (Status != 204)
                await context.Response.WriteAsync(Body, context.RequestAborted);
        }
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName.EndsWith(nameof(ShadowTraffic), StringComparison.Ordinal)
            ? this
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                lines.Enqueue(formatter(state, exception));
        }
    }
}
