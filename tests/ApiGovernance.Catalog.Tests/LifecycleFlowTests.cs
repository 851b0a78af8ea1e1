using System.Net.Http.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>An API's whole life over HTTP, and what gateways are told after each step.</summary>
public sealed class LifecycleFlowTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder.Path, PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_version_is_registered_submitted_promoted_deprecated_and_retired()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        (await world.PublishedAsync("orders", "v1")).ShouldBeNull();

        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Texts.Contract);
        verdict.ShouldSatisfyAllConditions(
            () => verdict.Outcome.ShouldBe("pass"), () => verdict.Applied.ShouldBeTrue(), () => verdict.Revision.ShouldBe(1),
            () => verdict.Stage.ShouldBe(ApiStage.Development), () => verdict.Evidence.DeclaredVersion.ShouldBe("1.0.0"));
        (await world.PublishedAsync("orders", "v1")).ShouldBeNull("development is not routed");

        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Preview), Cancel)).Value!.Stage.ShouldBe(ApiStage.Preview);
        ApiVersionPart preview = (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull();
        preview.ShouldSatisfyAllConditions(
            () => preview.Stage.ShouldBe(ApiStage.Preview), () => preview.BasePath.ShouldBe("/sales/orders"), () => preview.Backend.ShouldBe("shop"),
            () => preview.Owner.ShouldBe(new SnapshotOwner("sales", "sales@example.com", null)), () => preview.ContractVersion.ShouldBe("1.0.0"),
            () => preview.ContractHash.ShouldBe(verdict.Evidence.DocumentHash));
        string beforeActive = (await world.ManifestAsync()).Revision;

        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel)).Value!.Stage.ShouldBe(ApiStage.Active);
        (await world.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Active);
        (await world.ManifestAsync()).Revision.ShouldNotBe(beforeActive);

        await world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        (await world.PublishedAsync("orders", "v2"))!.Stage.ShouldBe(ApiStage.Active);

        DeprecateRequest deprecation = new(new DateOnly(2027, 3, 1), "v2") { Documentation = "https://developer.example.com/orders" };
        (await world.Client.DeprecateAsync("orders", "v1", deprecation, Cancel)).Value!.Sunset.ShouldBe(new DateOnly(2027, 3, 1));
        ApiVersionPart deprecated = (await world.PublishedAsync("orders", "v1"))!;
        deprecated.ShouldSatisfyAllConditions(
            () => deprecated.Stage.ShouldBe(ApiStage.Deprecated), () => deprecated.DeprecatedOn.ShouldBe(new DateOnly(2026, 11, 23)),
            () => deprecated.Sunset.ShouldBe(new DateOnly(2027, 3, 1)), () => deprecated.Successor.ShouldBe("v2"),
            () => deprecated.Documentation.ShouldBe("https://developer.example.com/orders"));

        world.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 2, 0, 0, 1, TimeSpan.Zero));
        await world.ListenedAsync();
        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value!.Stage.ShouldBe(ApiStage.Retired);
        ApiVersionPart retired = (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull("the gateway answers 410 for it");
        retired.ShouldSatisfyAllConditions(
            () => retired.Stage.ShouldBe(ApiStage.Retired), () => retired.Sunset.ShouldBe(new DateOnly(2027, 3, 1)), () => retired.Successor.ShouldBe("v2"));

        (await world.Client.Audit().AllAsync(Cancel)).Value!.Select(entry => $"{entry.Action} {entry.Object} {entry.Detail}").Take(3).ShouldBe(
        [
            "stage-changed Api/orders/v1 deprecated -> retired",
            "stage-changed Api/orders/v1 active -> deprecated, sunset 2027-03-01, successor v2",
            "contract-accepted Api/orders/v2 Passed: orders v2: there is no contract in force to compare with; 0 warnings.",
        ]);
        (await world.SubmitAsync("orders", "v1", Texts.Contract)).Problem!.Type.ShouldEndWith("/version-retired");
    }

    [Fact]
    public async Task Too_little_notice_names_the_earliest_day_and_an_announced_sunset_never_comes_earlier()
    {
        await using CatalogWorld world = await WithTwoActiveVersionsAsync("partner");

        CatalogProblem early = (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 1, 1), "v2"), Cancel)).Problem!;
        early.Status.ShouldBe(409);
        early.Errors.ShouldHaveSingleItem().Fix.ShouldBe("The earliest sunset is 2027-05-22.");

        // Dating the deprecation back does not shorten the notice.
        DeprecateRequest dated = new(new DateOnly(2027, 1, 1), "v2") { DeprecatedOn = new DateOnly(2026, 1, 1) };
        (await world.Client.DeprecateAsync("orders", "v1", dated, Cancel)).Problem!.Errors[0].Fix.ShouldBe("The earliest sunset is 2027-05-22.");

        (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 5, 22), "v2"), Cancel)).Value.ShouldNotBeNull();
        CatalogProblem sooner = (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 5, 21), "v2"), Cancel)).Problem!;
        sooner.Errors[0].RuleId.ShouldBe("lifecycle-sunset-earlier");
        (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 9, 1), "v2"), Cancel)).Value!.Sunset
            .ShouldBe(new DateOnly(2027, 9, 1));
    }

    [Fact]
    public async Task A_deprecation_needs_a_successor_that_serves()
    {
        await using CatalogWorld world = await WithTwoActiveVersionsAsync("internal");

        foreach (string successor in (string[])["v1", "v9"])
        {
            CatalogProblem problem = (await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2028, 1, 1), successor), Cancel)).Problem!;
            problem.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                error => error.RuleId.ShouldBe("lifecycle-successor"), error => error.Fix.ShouldBe("Candidates: v2."));
        }
    }

    [Fact]
    public async Task Retiring_names_who_still_calls_and_is_fine_when_nobody_does()
    {
        await using CatalogWorld world = await WithTwoActiveVersionsAsync("internal");
        await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 6, 1), "v2"), Cancel);
        await world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));
        await world.ReportAsync("orders", "v1", "GET /orders", "storefront", 7);
        // Was refused each time: nobody is stranded who was never served.
        await world.ReportAsync("orders", "v1", "GET /orders", "crawler", 3, failures: 3);
        await world.ListenedAsync();

        CatalogProblem problem = (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem!;
        problem.Errors.Select(error => error.RuleId).ShouldBe(["lifecycle-before-sunset", "lifecycle-still-called"]);
        problem.Errors[1].Message.ShouldBe(
            "storefront (sales) would be stranded: 7 calls of orders v1 were answered in the last 30 days, the last at 2026-11-23 11:59Z. Its sunset is 2027-06-01.");

        world.Clock.SetUtcNow(new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero));
        await world.ListenedAsync();
        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value!.Sunset.ShouldBe(new DateOnly(2027, 6, 1));
    }

    [Fact]
    public async Task A_version_that_nobody_calls_answers_until_the_day_that_was_announced_all_the_same()
    {
        await using CatalogWorld world = await WithTwoActiveVersionsAsync("public");
        await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 11, 23), "v2"), Cancel);
        await world.ListenedAsync();

        CatalogFinding early = (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem!.Errors.ShouldHaveSingleItem();
        early.Message.ShouldBe("Callers of orders v1 were told that it answers until 2027-11-23; it cannot be retired before.");
        (await world.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Deprecated);

        await world.PutAsync("waivers", "agreed", Waiver(early.Fingerprint));
        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value!.Sunset.ShouldBe(new DateOnly(2026, 11, 23));
    }

    private static string Waiver(params string[] fingerprints) => $$"""
        apiVersion: apigovernance/v1
        kind: Waiver
        metadata: {name: agreed}
        spec: {fingerprints: [{{string.Join(", ", fingerprints.Select(one => $"'{one}'"))}}], reason: Everybody has moved., owner: sales, expires: 2027-01-31}
        """;

    [Fact]
    public async Task Silence_that_no_gateway_listened_to_is_no_silence_and_a_waiver_covers_it()
    {
        await using CatalogWorld world = await WithTwoActiveVersionsAsync("internal");
        await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 6, 1), "v2"), Cancel);

        world.Clock.SetUtcNow(new DateTimeOffset(2027, 6, 1, 12, 0, 0, TimeSpan.Zero));
        (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem!.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.RuleId.ShouldBe("lifecycle-traffic-unknown"),
            error => error.Message.ShouldBe("Whether anybody still calls orders v1 is not known: no gateway reported a call of any API in the last 30 days."));

        await world.ReportAsync("orders", "v2", "GET /orders", "storefront", 1);
        CatalogFinding later = (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem!.Errors.ShouldHaveSingleItem();
        later.Message.ShouldEndWith("gateways report calls since 2027-06-01 only, and the policy asks for 30 days without any.");
        await world.PutAsync("waivers", "silence", $$"""
            apiVersion: apigovernance/v1
            kind: Waiver
            metadata: {name: silence}
            spec: {fingerprints: ['{{later.Fingerprint}}'], reason: The gateway is new., owner: sales, expires: 2027-07-31}
            """);

        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value!.Stage.ShouldBe(ApiStage.Retired);
    }

    [Fact]
    public async Task A_step_that_is_not_in_the_table_tells_the_ones_that_are()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract);

        CatalogProblem problem = (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel)).Problem!;

        problem.Status.ShouldBe(409);
        problem.Detail.ShouldBe("A version that is development cannot become active.");
        problem.Errors[0].Fix.ShouldBe("From development it can become: preview, retired.");
    }

    [Fact]
    public async Task A_stage_that_is_none_is_told_the_stages()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));

        using StringContent body = new("""{"to":"activ"}""", null, "application/json");
        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/apis/orders/versions/v1/promote", body, Cancel);

        (await answer.Content.ReadFromJsonAsync<CatalogProblem>(ProtocolJson.Options, Cancel))!.Detail.ShouldBe(
            "The value at $.to is not one that this operation takes. It takes one of: design, development, preview, active, deprecated, retired.");
    }

    [Fact]
    public async Task A_contract_that_breaks_rules_stays_in_development_until_it_is_mended()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        string nameless = Texts.Contract.Replace("operationId: listOrders", "deprecated: false", StringComparison.Ordinal);
        await world.AcceptAsync("orders", "v1", nameless);

        CatalogProblem problem = (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Preview), Cancel)).Problem!;
        problem.Type.ShouldEndWith("/transition-refused");
        problem.Errors.Select(error => error.RuleId).ShouldBe(["lifecycle-gate", "apigov-operation-id"]);
        (await world.PublishedAsync("orders", "v1")).ShouldBeNull();

        await world.AcceptAsync("orders", "v1", Texts.Contract);
        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Preview), Cancel)).Value.ShouldNotBeNull();
    }

    private async Task<CatalogWorld> WithTwoActiveVersionsAsync(string visibility)
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders", visibility: visibility));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        return world;
    }
}
