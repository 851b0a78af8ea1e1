using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http.Contract;

/// <summary>Calls every operation of the catalog API, rightly and wrongly.</summary>
internal sealed class ContractWalk(HttpClient http, CatalogWorld world)
{
    private const string Yaml = "application/yaml";
    private const string Json = "application/json";
    private const string Version = "apis/orders/versions/v1";

    private static readonly (string Path, string Name, string Text)[] Records =
    [
        ("teams", "sales", Texts.Team("sales")), ("backends", "shop", Texts.Backend("shop", "sales")), ("plans", "standard", Texts.Plan("standard")),
        ("entities", "order", Texts.Entity("order", "sales")), ("apis", "orders", Texts.Api("orders")), ("apis", "intake", Texts.Api("intake", "/sales/intake")),
        ("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront")),
        ("events", "order-created", Envelope("EventContract", "order-created", "{owner: sales, type: order.created.v1, entity: order, schema: order.schema.yaml, orderingKey: data.id, stage: active}")),
        ("waivers", "known", Envelope("Waiver", "known", "{fingerprints: ['0123456789abcdef'], reason: Known., owner: sales, expires: '2027-06-30', api: orders}")),
        ("overlaps", "orders-intake", Envelope("OverlapDecision", "orders-intake", "{apis: [orders, intake], decision: accept, reason: Two doors.}")),
        ("subscriptions", "storefront--intake", Envelope("Subscription", "storefront--intake", "{consumer: storefront, api: intake, granted: {scopes: [orders.read]}}")),
    ];

    private const string Webhook = """{"url":"https://nothing.invalid/hook","owner":"sales","events":["none"]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Puts one record of each kind, twice; reads it, and its list in pages.</summary>
    public async Task RegisterAsync()
    {
        foreach ((string path, string name, string text) in Records)
        {
            await SendAsync("PUT", $"{path}/{name}", Yaml, text);
            await SendAsync("PUT", $"{path}/{name}", Yaml, text);
            string tag = (await SendAsync("GET", $"{path}/{name}")).Headers.ETag!.ToString();
            await SendAsync("GET", $"{path}/{name}", headers: ("If-None-Match", tag));
            await SendAsync("PUT", $"{path}/{name}", Yaml, text, ("If-None-Match", "*"));
            await SendAsync("GET", $"{path}?limit=1");
        }

        foreach (string place in (string[])["entities/order/schema", "events/order-created/schema"])
        {
            await SendAsync("GET", place);
            await SendAsync("PUT", place, Json, """{"type":"object"}""");
            await SendAsync("PUT", place, Yaml, "type: object");
            await SendAsync("PUT", place, Yaml, "type: object", ("If-Match", "\"other\""));
            await SendAsync("GET", place);
            await SendAsync("GET", place, headers: ("Accept", Yaml));
        }

        // A base path or a credential that somebody has, and a record that is named elsewhere.
        await SendAsync("PUT", "apis/thief", Yaml, Texts.Api("thief"));
        await SendAsync("PUT", "consumers/thief", Yaml, Texts.Consumer("thief", "orders", "storefront"));
    }

    /// <summary>Contracts, life cycle, subscriptions, reports.</summary>
    public async Task WorkAsync()
    {
        await SendAsync("GET", $"{Version}/contract");
        await SendAsync("PUT", $"{Version}?stage=preview", Yaml, Texts.Contract);
        await SendAsync("POST", $"{Version}/promote", Json, """{"to":"active"}""", ("If-Match", "\"other\""));
        await SendAsync("POST", $"{Version}/promote", Json, """{"to":"active"}""", ("Idempotency-Key", "walk-1"));
        await SendAsync("PUT", Version, Yaml, Texts.Compatible);
        await SendAsync("POST", "usage", Json, Write(new UsageReport(
            "gw-1", world.Clock.GetUtcNow().AddMinutes(-1), world.Clock.GetUtcNow(),
            [new UsageCount("orders", "v1", "POST /orders", "storefront", 3, 0, world.Clock.GetUtcNow().AddSeconds(-9)), new UsageCount("orders", "v1", "GET /orders", null, 3, 1, world.Clock.GetUtcNow())])
        {
            Answers = [new CheckedAnswers("shop", "orders", 10, 3, world.Clock.GetUtcNow())],
            Marks = [new BusinessMark(BusinessEvent.OrderPlaced, "0123456789abcdef0123456789abcdef", world.Clock.GetUtcNow(), "orders", "edi")],
        }));
        await SendAsync("GET", "backend-conformance?backend=shop");
        await SendAsync("PUT", Version, Yaml, Texts.Breaking);
        await SendAsync("POST", $"{Version}/check", Yaml, Texts.Breaking);
        await SendAsync("PUT", "apis/orders/versions/v2?stage=active", Yaml, Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal));
        foreach (string form in (string[])["contract", "revisions/2/contract", "revisions/2/changelog"])
        {
            await SendAsync("GET", $"{Version}/{form}");
            await SendAsync("GET", $"{Version}/{form}", headers: ("Accept", Json));
            await SendAsync("GET", $"{Version}/{form}", headers: ("Accept", "text/markdown, application/yaml"));
        }

        await FollowAsync();
        await SubscribeAsync();
        await KeysAsync();
        await SendAsync("GET", "search?q=orders&limit=2");
        string revision = (await world.ManifestAsync()).Revision;
        await SendAsync("POST", "snapshots/acknowledgements", Json, Write(new SnapshotAcknowledgement(
            "gw-1", revision, true, [new QuarantinedApi("orders", "v2", "no reason", false)], null, world.Clock.GetUtcNow())));
        await SendAsync("GET", $"snapshots/current?known={revision}");
        await ExplainAsync();
        await SendAsync("GET", $"snapshots/parts/{(await world.ManifestAsync()).Parts[0].Hash}");
        await SendAsync("POST", $"{Version}/deprecate", Json, """{"sunset":"2027-06-30","successor":"v2"}""");
        await SendAsync("POST", $"{Version}/retire");
        world.Clock.Advance(TimeSpan.FromDays(300));
        await SendAsync("POST", "usage", Json, Write(CatalogWorld.ListenedReport(world.Clock.GetUtcNow())));
        await SendAsync("POST", $"{Version}/retire");
        await SendAsync("PUT", Version, Yaml, Texts.Compatible);
        await SendAsync("POST", $"{Version}/check", Yaml, Texts.Compatible);
        await SendAsync("POST", "apis/orders/versions/v2/promote", Json, """{"to":"preview"}""");
        await SendAsync("POST", "apis/orders/versions/v2/deprecate", Json, """{"sunset":"2099-01-01","successor":"v9"}""");
        await SendAsync("POST", "apis/orders/versions/v2/approvals", Json, """{"decision":"approved"}""");
        await SendAsync("POST", "verdicts/1/replay");
        await KeysAsync();
        await SendAsync("GET", "search?q=orders&limit=2");
        await FolderAsync();
        foreach (string address in (string[])
            [Version, $"{Version}/revisions/1", $"{Version}/revisions/2/contract", $"{Version}/revisions/2/changelog", "verdicts/1", $"snapshots/parts/{(await world.ManifestAsync()).Parts[0].Hash}",
                "openapi.json", "openapi.yaml", "docs", "entities/order/schema", "events/order-created/schema", "apis/orders/versions/v2/contract"])
        {
            string tag = (await SendAsync("GET", address)).Headers.ETag!.ToString();
            await SendAsync("GET", address, headers: ("If-None-Match", tag));
        }

        string found = (await SendAsync("GET", "search?q=orders")).Headers.ETag!.ToString();
        await SendAsync("GET", "search?q=orders", headers: ("If-None-Match", found));
    }

    /// <summary>What an operation is told wrongly, as far as it can be: parameter, media type, body, name, precondition, key.</summary>
    public async Task MisuseAsync(ApiOperation operation)
    {
        string there = Address(operation, known: true);
        string type = operation.RequestBody?.Content.Select(content => content.Name).FirstOrDefault() ?? "";
        await SendAsync(operation.Method, $"{there}?nonsense=1", type, type.Length > 0 ? "{}" : null);
        await SendAsync(operation.Method, there, type, type.Length > 0 ? "{}" : null, ("Accept", "image/png"));
        if (operation.Path.Contains('{', StringComparison.Ordinal))
            await SendAsync(operation.Method, Address(operation, known: false), type, type.Length > 0 ? Nothing(operation) : null);
        if (operation.Method == "GET")
        {
            await SendAsync("GET", there);
            await ReadAgainAsync(there);
        }

        if (operation.Parameters.Any(parameter => parameter.Name == "If-Match"))
            await SendAsync(operation.Method, there, type, type.Length > 0 ? Sound(operation) : null, ("If-Match", "\"other\""));
        if (type.Length > 0)
        {
            await SendAsync(operation.Method, there, "text/html", "<p>");
            await SendAsync(operation.Method, there, type, "{\"");
            await SendAsync(operation.Method, there, type, "");
        }

        if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key"))
            await RepeatAsync(operation, there, type);
    }

    /// <summary>Removes what may be removed, and asks for more.</summary>
    public async Task RemoveAsync()
    {
        foreach ((string path, string name, _) in Records)
            await SendAsync("DELETE", $"{path}/{name}", headers: ("If-Match", "\"other\""));
        foreach ((string path, string name, _) in Records)
            await SendAsync("DELETE", $"{path}/{name}");
        foreach ((string path, string name, string text) in ((string, string, string)[])
            [("teams", "spare", Texts.Team("spare")), ("backends", "spare", Texts.Backend("spare", "sales")), ("entities", "spare", Texts.Entity("spare", "sales"))])
        {
            await SendAsync("PUT", $"{path}/{name}", Yaml, text);
            await SendAsync("DELETE", $"{path}/{name}");
        }

        // The second time there is none.
        await SendAsync("DELETE", "webhooks/nobody");
        await SendAsync("DELETE", "webhooks/nobody");
        // It was asked for with a key.
        await SendAsync("DELETE", "subscriptions/storefront--orders");
        foreach ((string path, string name, _) in Records.Reverse())
            await SendAsync("DELETE", $"{path}/{name}");
    }

    /// <summary>Search, the feed and webhooks. Nothing is sent: the webhook asks for events that there are not.</summary>
    private async Task FollowAsync()
    {
        await SendAsync("GET", "search?q=number&limit=1");
        foreach (string address in (string[])["search?q=orders", "feed?limit=3"])
            await SendAsync("GET", address, headers: ("If-None-Match", (await SendAsync("GET", address)).Headers.ETag!.ToString()));
        await SendAsync("PUT", "webhooks/chat", Json, Webhook);
        await SendAsync("PUT", "webhooks/chat", Json, Webhook);
        await SendAsync("PUT", "webhooks/chat", Json, Webhook, ("If-None-Match", "*"));
        await SendAsync("POST", "webhooks/chat/rotate", Json, """{"overlapHours":1}""");
        await SendAsync("POST", "webhooks/chat/test", Json);
    }

    private async Task SubscribeAsync()
    {
        const string ask = """{"api":"intake","scopes":["orders.read"],"reason":"Checkout."}""";
        const string decide = """{"reason":"Done."}""";
        await SendAsync("POST", "consumers/storefront/subscriptions", Json, ask);
        await SendAsync("POST", "consumers/storefront/subscriptions", Json, ask);
        foreach (string verb in (string[])["approve", "revoke", "reject"])
            await SendAsync("POST", $"subscriptions/storefront--intake/{verb}", Json, decide);
        await SendAsync("POST", "subscriptions/storefront--intake/revoke", Json, decide);
        await SendAsync("POST", "consumers/storefront/subscriptions", Json, ask.Replace("orders.read", "orders.write", StringComparison.Ordinal));
        await SendAsync("POST", "subscriptions/storefront--intake/reject", Json, decide);
        // Nothing is granted now, nor asked for.
        await SendAsync("DELETE", "subscriptions/storefront--intake");
        await SendAsync("POST", "consumers/storefront/subscriptions", Json, ask);
        await SendAsync("POST", "subscriptions/storefront--intake/revoke", Json, decide);
        await SendAsync("POST", "subscriptions/storefront--intake/approve", Json, """{"scopes":["orders.admin"]}""");
        await SendAsync("POST", "subscriptions/storefront--intake/approve", Json, "{}");
        await SendAsync("POST", "subscriptions/storefront--intake/reject", Json, decide);
    }

    private async Task KeysAsync()
    {
        const string keys = "consumers/storefront/keys";
        using HttpResponseMessage created = await SendAsync("POST", keys, Json, """{"label":"nightly"}""");
        string id = created.Headers.Location!.ToString().Split('/')[^1];
        await SendAsync("POST", $"{keys}/{id}/rotate", Json, """{"overlapHours":1}""", ("Idempotency-Key", $"walk-{id}"));
        await SendAsync("POST", $"{keys}/{id}/rotate", Json, """{"overlapHours":1}""", ("Idempotency-Key", $"walk-{id}"));
        await SendAsync("GET", keys);
        await SendAsync("DELETE", $"{keys}/{id}");
    }

    private async Task FolderAsync()
    {
        string folder = Write(new FolderRequest([new FolderFile("teams/late.yaml", Texts.Team("late"))]) { Prune = "none" });
        await SendAsync("POST", "plan", Json, folder);
        await SendAsync("POST", "apply", Json, folder);
        await SendAsync("POST", "plan", Json, folder.Replace("sales", "late", StringComparison.Ordinal));
        await SendAsync("POST", "apply", Json, Write(new FolderRequest([new FolderFile("teams/late.yaml", "kind: Team")]) { Prune = "none" }));
        await SendAsync("POST", "apply", Json, Write(new FolderRequest([new FolderFile("teams/late.yaml", Texts.Team("late"))]) { Prune = "none", BasedOn = 0 }));
    }

    private async Task RepeatAsync(ApiOperation operation, string address, string type)
    {
        string key = $"walk-{operation.OperationId}";
        (string, string) header = ("Idempotency-Key", key);
        string? body = type.Length > 0 ? Sound(operation) : null;
        await SendAsync(operation.Method, address, type, body, header);
        await SendAsync(operation.Method, address, type, body, header);
        await SendAsync(operation.Method, address, type.Length > 0 ? type : Json, $"{body} ", header);
        await SendAsync(operation.Method, address, type, type.Length > 0 ? "{}" : null, ("Idempotency-Key", new string('k', 256)));
    }

    /// <summary>Asks with the tag of the answer before, where there is one: once more while a delivery in the background changes what is read.</summary>
    private Task ReadAgainAsync(string address) => Eventually.HoldsAsync(
        async () =>
        {
            using HttpResponseMessage read = await SendAsync("GET", address);
            if (read.Headers.ETag is not { } tag)
                return true;
            using HttpResponseMessage again = await SendAsync("GET", address, headers: ("If-None-Match", tag.ToString()));
            return again.StatusCode == HttpStatusCode.NotModified;
        },
        TimeSpan.FromSeconds(30),
        $"GET {address} has not changed");

    private static string Address(ApiOperation operation, bool known)
    {
        string name = operation.Path.Split('/')[1] switch
        {
            "teams" => "sales",
            "backends" => "shop",
            "plans" => "standard",
            "entities" => "order",
            "consumers" => "storefront",
            "events" => "order-created",
            "waivers" => "known",
            "overlaps" => "orders-intake",
            "subscriptions" => "storefront--intake",
            "webhooks" => "chat",
            _ => "orders",
        };
        return operation.Path[1..]
            .Replace("{name}", known ? name : "nobody", StringComparison.Ordinal)
            .Replace("{version}", known ? "v2" : "v9", StringComparison.Ordinal)
            .Replace("{revision}", known ? "1" : "99", StringComparison.Ordinal)
            .Replace("{id}", known ? "1" : "99999", StringComparison.Ordinal)
            .Replace("{hash}", new string('0', 64), StringComparison.Ordinal);
    }

    /// <summary>A body that could be taken, were the record there.</summary>
    private static string Nothing(ApiOperation operation) => operation.OperationId switch
    {
        "putSubscription" => Envelope("Subscription", "nobody", "{}"),
        "requestSubscription" => """{"api":"orders"}""",
        "createKey" => """{"label":"nightly import"}""",
        "planFolder" or "applyFolder" => Write(new FolderRequest([new FolderFile("teams/late.yaml", Texts.Team("late"))]) { Prune = "none" }),
        "reportUsage" => Write(CatalogWorld.ListenedReport(CatalogWorld.Start)),
        "acknowledgeSnapshot" => Write(new SnapshotAcknowledgement("gw-1", new string('0', 64), false, [], "It was not there.", CatalogWorld.Start)),
        "rotateKey" or "rotateWebhookSecret" => """{"overlapHours":24}""",
        "promoteVersion" => """{"to":"active"}""",
        "deprecateVersion" => """{"sunset":"2099-01-01","successor":"v2"}""",
        "rejectSubscription" or "revokeSubscription" => """{"reason":"No."}""",
        "decideContract" => """{"decision":"approved"}""",
        "submitContract" or "checkContract" => Texts.Contract,
        "putWebhook" => Webhook,
        _ => "{}",
    };

    private static string Sound(ApiOperation operation) => Records.FirstOrDefault(record => $"/{record.Path}/{{name}}" == operation.Path).Text ?? Nothing(operation);

    private static string Envelope(string kind, string name, string spec) => $"apiVersion: apigovernance/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n";

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, ProtocolJson.Options);

    /// <summary>A gateway that is asked about a call twice, and knows it.</summary>
    private async Task ExplainAsync()
    {
        HttpResponseMessage first = await AskedAsync();
        first.IsSuccessStatusCode.ShouldBeTrue();
        await AskedAsync(("If-None-Match", first.Headers.ETag!.ToString()));
        await SendAsync("POST", "gateways/gw-2/decisions", Json, Write(new DecisionAnswer("gw-1", "known", [])));
        foreach (string id in (string[])["one", "other"])
            await SendAsync("POST", "gateways/gw-1/decisions", Json, Write(new DecisionAnswer("gw-1", id, [])), ("Idempotency-Key", "answer-1"));
        await SendAsync("GET", "decisions/known?wait=0");
    }

    /// <summary>A gateway that reports, a change that goes to it in a wave, and people who decide.</summary>
    public async Task RollOutAsync()
    {
        SnapshotRelease release = (await new HttpSnapshotSource(world.Http).WaitForOfferAsync("gw-1", null, TimeSpan.Zero, Cancel)).Release.ShouldNotBeNull();
        foreach (int calls in (int[])[1, 2])
        {
            ReleaseReport report = new("gw-1", new string('0', 64), release.Id, world.Clock.GetUtcNow(), [new VersionFigures("orders", "v2", calls, 0, 0, 0)]);
            await SendAsync("POST", "gateways/gw-1/reports", Json, Write(report), ("Idempotency-Key", "report-1"));
            await SendAsync("POST", "gateways/gw-2/reports", Json, Write(report));
        }

        await SendAsync("PUT", "backends/shop", Yaml, Texts.Backend("shop", "sales").Replace("shop.internal", "other.internal", StringComparison.Ordinal));
        string tag = (await SendAsync("GET", "rollouts")).Headers.ETag!.ToString();
        await SendAsync("GET", "rollouts", headers: ("If-None-Match", tag));
        string revision = (await world.Client.Rollouts().AllAsync(Cancel)).Value![0].Revision;
        await SendAsync("GET", $"snapshots/current?node=gw-1&known={revision}");
        foreach (string verb in (string[])["rollback", "rollback", "promote", "promote"])
            await SendAsync("POST", $"rollouts/{revision}/{verb}");
    }

    private async Task<HttpResponseMessage> AskedAsync(params (string Name, string Value)[] headers)
    {
        await SendAsync("GET", "gateways/gw-1/questions");
        Task<HttpResponseMessage> waiting = SendAsync("GET", "decisions/known?wait=30", headers: headers);
        await Eventually.HoldsAsync(
            async () => (await (await SendAsync("GET", "gateways/gw-1/questions")).Content.ReadAsStringAsync(Cancel)).Contains("known", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30), "the question is there");
        CallDecision call = new(
            "known", "gw-1", DateTimeOffset.UnixEpoch, 1.5, "GET", "/sales/orders/v1/orders", 200, null,
            [new DecisionStep("forward", "passed", "backends/erp", null, "Answered 200.")]);
        await SendAsync("POST", "gateways/gw-1/decisions", Json, Write(new DecisionAnswer("gw-1", "known", [call])));
        return await waiting;
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string? type = null, string? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"api/v1/{address}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, Cancel);
    }
}
