using System.Net.Http.Headers;
using System.Text.Json;
using ApiGovernance.Catalog.Feed;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>What happens is read as a batch and followed as a stream, from any event on.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("teams", "sales", Texts.Team("sales"));
        await _world.PutAsync("teams", "erp", Texts.Team("erp"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_batch_has_cloud_events_in_order()
    {
        using HttpResponseMessage response = await _world.Http.GetAsync("api/v1/feed", Cancel);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/cloudevents-batch+json");
        using JsonDocument batch = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));

        batch.RootElement.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe(["1", "2"]);
        JsonElement first = batch.RootElement[0];
        (string, string)[] expected =
        [
            ("specversion", "1.0"), ("source", "/catalog"), ("type", "dev.apigovernance.team.registered.v1"), ("subject", "Team/sales"),
            ("time", "2026-11-23T12:00:00.0000000Z"), ("datacontenttype", "application/json"),
        ];
        foreach ((string name, string value) in expected)
            first.GetProperty(name).GetString().ShouldBe(value);
        first.GetProperty("data").GetProperty("actor").GetString().ShouldBe("local");
        first.GetProperty("data").TryGetProperty("before", out _).ShouldBeFalse();

        using JsonDocument rest = JsonDocument.Parse(await _world.Http.GetStringAsync("api/v1/feed?after=1&limit=5", Cancel));
        rest.RootElement.EnumerateArray().Select(one => one.GetProperty("subject").GetString()).ShouldBe(["Team/erp"]);
    }

    [Fact]
    public async Task A_stream_goes_on_where_it_broke_off()
    {
        await using SseReader stream = await SseReader.OpenAsync(_world.Http, "api/v1/feed", lastEventId: null);
        await _world.PutAsync("teams", "shop", Texts.Team("shop"));
        SseEvent live = await stream.NextAsync();
        // Without a place to go on from, only what happens from now on.
        (live.Id, live.Type, live.Data.GetProperty("subject").GetString()).ShouldBe(("3", "dev.apigovernance.team.registered.v1", "Team/shop"));

        await using SseReader again = await SseReader.OpenAsync(_world.Http, "api/v1/feed", lastEventId: "1");
        (await again.NextAsync()).Id.ShouldBe("2");
        (await again.NextAsync()).Id.ShouldBe("3");
        await using SseReader whole = await SseReader.OpenAsync(_world.Http, "api/v1/feed?after=0", lastEventId: null);
        (await whole.NextAsync()).Id.ShouldBe("1");
    }

    [Fact]
    public async Task A_silent_stream_says_that_it_is_alive()
    {
        await using SseReader stream = await SseReader.OpenAsync(_world.Http, "api/v1/feed", lastEventId: null);
        Task<string> comment = stream.CommentAsync("nothing new");
        await Until.TrueAsync(
            () =>
            {
                _world.Clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(comment.IsCompleted);
            },
            () => "no comment came");
        (await comment).ShouldBe(": nothing new");
    }

    [Theory]
    [InlineData("after=x", 400)]
    [InlineData("after=-1", 400)]
    [InlineData("limit=0", 400)]
    [InlineData("from=1", 400)]
    public async Task A_place_that_is_none_is_refused(string query, int status) =>
        ((int)(await _world.Http.GetAsync($"api/v1/feed?{query}", Cancel)).StatusCode).ShouldBe(status);

    [Theory]
    [InlineData("Api/orders/v1", "stage-changed", "dev.apigovernance.api-version.stage-changed.v1")]
    [InlineData("Api/orders", "removed", "dev.apigovernance.api.removed.v1")]
    [InlineData("Consumer/shop/keys/k1", "key-created", "dev.apigovernance.api-key.created.v1")]
    [InlineData("Subscription/shop--orders", "subscription-approved", "dev.apigovernance.subscription.approved.v1")]
    [InlineData("CanonicalEntity/order", "schema-changed", "dev.apigovernance.canonical-entity.schema-changed.v1")]
    public void Types_name_the_thing_and_what_was_done(string subject, string action, string type) => GovernanceEvent.TypeOf(subject, action).ShouldBe(type);

    [Theory]
    [InlineData("*", true)]
    [InlineData("dev.apigovernance.api-version.stage-changed.v1", true)]
    [InlineData("dev.apigovernance.api-version.*", true)]
    [InlineData("*.stage-changed.*", true)]
    [InlineData("dev.*.api-version.*.v1", true)]
    [InlineData("dev.apigovernance.api.*", false)]
    [InlineData("*.v2", false)]
    [InlineData("dev.apigovernance.api-version.stage-changed.v1*.v1", false)]
    public void Patterns_take_types(string pattern, bool takes) =>
        EventPattern.Matches(pattern, "dev.apigovernance.api-version.stage-changed.v1").ShouldBe(takes);
}

/// <summary>An event as it came in.</summary>
internal sealed record SseEvent(string Id, string Type, JsonElement Data);

/// <summary>Reads server-sent events from a live response.</summary>
internal sealed class SseReader(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SseReader> OpenAsync(HttpClient http, string address, string? lastEventId)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        SseReader reader = new(response, new StreamReader(await response.Content.ReadAsStreamAsync(Cancel)));
        await reader.CommentAsync("from here on");
        return reader;
    }

    public async Task<SseEvent> NextAsync()
    {
        Dictionary<string, string> fields = [];
        while (true)
        {
            string line = await LineAsync();
            if (line.Length == 0 && fields.Count > 0)
                return new SseEvent(fields["id"], fields["event"], JsonDocument.Parse(fields["data"]).RootElement);
            if (line.Length > 0 && line[0] != ':')
                fields[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
        }
    }

    public async Task<string> CommentAsync(string text)
    {
        while (true)
        {
            string line = await LineAsync();
            if (line == $": {text}")
                return line;
        }
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> LineAsync() =>
        await lines.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(90), Cancel) ?? throw new EndOfStreamException("The stream has ended.");
}
