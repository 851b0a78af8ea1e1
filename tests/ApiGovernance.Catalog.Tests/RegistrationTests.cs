using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>Descriptors over HTTP: what is taken, and how what is wrong is told.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_read_may_be_put_back()
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        foreach ((string collection, string name) in ((string, string)[])[("teams", "sales"), ("backends", "shop"), ("plans", "standard"), ("entities", "order"), ("apis", "orders")])
            await RoundTripAsync(collection, name);
    }

    [Fact]
    public async Task An_unknown_owner_is_told_with_its_place_and_the_teams_that_there_are()
    {
        CatalogProblem problem = (await PutAsync("apis", "orders", Texts.Api("orders", owner: "seles"))).Problem.ShouldNotBeNull();

        problem.Status.ShouldBe(422);
        CatalogFinding error = problem.Errors.ShouldHaveSingleItem();
        error.ShouldSatisfyAllConditions(
            () => error.Message.ShouldContain("seles"), () => error.Fix!.ShouldContain("sales"), () => error.Pointer.ShouldBe("/spec/owner"),
            () => error.Line.ShouldBe(5), () => error.File.ShouldBe("request-body"));
        (await _world.Client.Apis().AllAsync(Cancel)).Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_error_of_a_descriptor_is_told_at_once()
    {
        CatalogProblem problem = (await PutAsync(
            "backends", "shop", "apiVersion: apigovernance/v1\nkind: Backend\nmetadata: {name: shop}\nspec: {ovner: sales, system: commerce, address: ftp://x, timeoutSeconds: 0}\n")).Problem!;

        problem.Status.ShouldBe(422);
        problem.Errors.Count.ShouldBeGreaterThanOrEqualTo(4);
        problem.Errors.ShouldAllBe(error => error.Line == 4 && error.Pointer.StartsWith("/spec"));
    }

    [Theory]
    [InlineData("/sales/orders")]
    [InlineData("/sales/orders/archive")]
    [InlineData("/sales")]
    public async Task Two_apis_on_one_path_conflict_and_the_other_and_its_owner_are_named(string path)
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));

        CatalogProblem problem = (await PutAsync("apis", "other", Texts.Api("other", path))).Problem.ShouldNotBeNull();

        problem.Status.ShouldBe(409);
        problem.Type.ShouldEndWith("/base-path-taken");
        problem.Detail.ShouldBe($"`{path}` overlaps with `/sales/orders` of the API orders, owned by sales.");
        problem.Errors.ShouldHaveSingleItem().Line.ShouldBe(5);
    }

    [Fact]
    public async Task A_path_that_only_begins_with_the_same_letters_is_another()
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("apis", "other", Texts.Api("other", "/sales/orders-archive"));
    }

    [Fact]
    public async Task Two_consumers_with_one_credential_conflict()
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("consumers", "one", Texts.Consumer("one", "orders", "same"));

        CatalogProblem problem = (await PutAsync("consumers", "two", Texts.Consumer("two", "orders", "same"))).Problem.ShouldNotBeNull();

        problem.Type.ShouldEndWith("/credential-taken");
        problem.Errors.ShouldHaveSingleItem().Message.ShouldContain("one");
    }

    [Fact]
    public async Task Consumers_are_in_the_snapshot_at_once()
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("consumers", "app", Texts.Consumer("app", "orders", "app-client"));

        var consumer = (await _world.TrafficAsync()).Consumers.ShouldHaveSingleItem();
        consumer.Credentials.ShouldBe([new ConsumerCredential("embedded", "app-client")]);
        consumer.Subscriptions.ShouldHaveSingleItem().Api.ShouldBe("orders");
    }

    [Fact]
    public async Task Two_writers_do_not_overwrite_each_other()
    {
        string first = (await _world.Client.GetDescriptorAsync("teams", "sales", Cancel)).ETag.ShouldNotBeNull();
        byte[] body = CatalogWorld.Bytes(Texts.Team("sales").Replace("@example.com", "@example.org", StringComparison.Ordinal));

        (await _world.Client.PutDescriptorAsync("teams", "sales", body, first, Cancel)).Status.ShouldBe(200);
        CatalogAnswer<JsonDocument> second = await _world.Client.PutDescriptorAsync("teams", "sales", body, first, Cancel);

        second.Status.ShouldBe(412);
        second.Problem!.Type.ShouldEndWith("/changed-meanwhile");
        (await _world.Client.PutDescriptorAsync("teams", "late", CatalogWorld.Bytes(Texts.Team("late")), "\"x\"", Cancel)).Status.ShouldBe(412);
    }

    [Fact]
    public async Task Only_new_ones_when_asked_so()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "api/v1/teams/sales") { Content = new StringContent(Texts.Team("sales")) };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);

        ((int)response.StatusCode).ShouldBe(412);
    }

    [Fact]
    public async Task Address_and_body_agree()
    {
        (await PutAsync("teams", "other", Texts.Team("sales"))).Problem!.Errors.ShouldHaveSingleItem().RuleId.ShouldBe("descriptor-name");
        (await PutAsync("teams", "shop", Texts.Backend("shop", "sales"))).Problem!.Errors.ShouldHaveSingleItem().RuleId.ShouldBe("descriptor-kind");
    }

    [Fact]
    public async Task A_descriptor_does_not_move_a_version()
    {
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "preview");
        string moved = Texts.Api("orders", versions: "[{name: v1, stage: active, contract: v1/openapi.yaml}, {name: v2, stage: active, contract: v2/openapi.yaml}]");

        CatalogProblem problem = (await PutAsync("apis", "orders", moved)).Problem.ShouldNotBeNull();

        problem.Errors.Select(error => (error.RuleId, error.Pointer)).ShouldBe(
            [("descriptor-lifecycle", "/spec/versions/0/stage"), ("descriptor-lifecycle", "/spec/versions/1/stage")]);

        string reached = Texts.Api("orders", versions: "[{name: v1, stage: preview, contract: v1/openapi.yaml, upstreamPath: /v1}]");
        await _world.PutAsync("apis", "orders", reached);
        (await _world.PublishedAsync("orders", "v1"))!.UpstreamPath.ShouldBe("/v1");
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        (await _world.PublishedAsync("orders", "v1")).ShouldNotBeNull("versions that are not named stay");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "api/v1/teams/sales") { Content = new ByteArrayContent(new byte[20 * 1024 * 1024 + 1]) };
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);

        ((int)response.StatusCode).ShouldBe(413);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("body-too-large");
    }

    [Fact]
    public async Task With_an_admin_token_every_call_needs_it()
    {
        const string token = "a-token-of-at-least-thirty-two-characters";
        await using CatalogWorld guarded = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["guarded"], AdminToken = token });

        foreach (string? given in (string?[])[null, "wrong", token + "x", token[..^1]])
        {
            guarded.Http.DefaultRequestHeaders.Authorization = given is null ? null : new("Bearer", given);
            CatalogAnswer<IReadOnlyList<ApiSummary>> refused = await guarded.Client.Apis().AllAsync(Cancel);
            refused.Status.ShouldBe(401);
            refused.Problem!.Type.ShouldEndWith("/unauthorized");
            (await guarded.Http.GetAsync("api/v1/nothing", Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        }

        guarded.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await guarded.Client.Apis().AllAsync(Cancel)).Status.ShouldBe(200);
        await guarded.PutAsync("teams", "sales", Texts.Team("sales"));
        (await guarded.Client.Audit().AllAsync(Cancel)).Value![0].Actor.ShouldBe("admin");
    }

    [Theory]
    [InlineData("api/v1/usage?days=none")]
    [InlineData("api/v1/audit?limit=0")]
    public async Task A_wrong_parameter_is_named(string path)
    {
        using HttpResponseMessage response = await _world.Http.GetAsync(path, Cancel);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("must be a number from 1 to");
    }

    [Theory]
    [InlineData("{}", "lacks 'to'")]
    [InlineData("""{"to":"nonsense"}""", "value at $.to")]
    public async Task A_wrong_body_is_told_in_the_callers_words(string body, string expected)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _world.Http.PostAsync("api/v1/apis/orders/versions/v1/promote", content, Cancel);

        ((int)response.StatusCode).ShouldBe(400);
        string answer = await response.Content.ReadAsStringAsync(Cancel);
        answer.ShouldContain(expected);
        answer.ShouldNotContain("ApiGovernance.Protocol");
    }

    private Task<CatalogAnswer<JsonDocument>> PutAsync(string collection, string name, string yaml) =>
        _world.Client.PutDescriptorAsync(collection, name, CatalogWorld.Bytes(yaml), null, Cancel);

    private async Task RoundTripAsync(string collection, string name)
    {
        CatalogAnswer<JsonDocument> read = await _world.Client.GetDescriptorAsync(collection, name, Cancel);
        CatalogAnswer<JsonDocument> put = await PutAsync(collection, name, read.Value!.RootElement.GetRawText());

        put.Status.ShouldBe(200, $"{collection}/{name}: {put.Problem?.Detail}");
        put.ETag.ShouldBe(read.ETag);
        put.Value!.RootElement.GetRawText().ShouldBe(read.Value.RootElement.GetRawText());
    }
}
