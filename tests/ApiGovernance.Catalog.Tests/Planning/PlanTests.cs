using System.Net.Http.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Planning;

/// <summary>A folder is looked at and applied as a whole.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"], PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_repositorys_catalog_is_planned_applied_and_then_there_is_nothing_to_do()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);
        FolderRequest folder = Repository();

        CatalogPlan plan = await SendAsync(world, "plan", folder, 200);
        plan.Findings.Where(finding => finding.Severity == Severity.Error).ShouldBeEmpty();
        plan.ShouldSatisfyAllConditions(
            () => plan.CanApply.ShouldBeTrue(), () => plan.Applied.ShouldBeFalse(), () => plan.Changes.ShouldAllBe(change => change.Action == "create"),
            () => plan.Changes.ShouldContain(change => change.Kind == "Api" && change.Name == "order-intake"),
            () => plan.Changes.ShouldContain(change => change.Kind == "ApiVersion" && change.Name == "order-intake/v2" && change.Reason == "it is not registered: active, contract 2.0.0"));
        (await world.Client.Apis().AllAsync(Cancel)).Value!.ShouldBeEmpty("a plan changes nothing");

        (await SendAsync(world, "apply", folder with { BasedOn = plan.BasedOn, Why = "First import." }, 200)).Applied.ShouldBeTrue();
        (await world.PublishedAsync("order-intake", "v2"))!.Stage.ShouldBe(ApiStage.Active);
        (await world.Client.Audit().AllAsync(Cancel)).Value!.ShouldAllBe(entry => entry.Why == "First import." && entry.Actor == "local");

        (await SendAsync(world, "plan", folder, 200)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_calls_of_a_version_go_is_applied_once()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);
        (await SendAsync(world, "apply", Repository(), 200)).Applied.ShouldBeTrue();
        const string Last = "      contract: v2/openapi.yaml\n";
        FolderRequest folder = Repository();
        folder = folder with
        {
            Files =
            [
                .. folder.Files.Select(file => file.Path == "apis/order-intake/api.yaml"
                    ? file with
                    {
                        Text = file.Text
                            .Replace(Last, Last + "      releasedOn: 2026-06-01\n      canary: {backend: erp, weight: 5, consumers: [storefront]}\n      shadow: {backend: erp, sample: 0.1}\n", StringComparison.Ordinal)
                            .Replace("      sunset: 2027-06-30\n", "      sunset: 2027-06-30\n      brownOuts: [{from: 2027-06-01T09:00:00Z, to: 2027-06-01T09:30:00Z}]\n", StringComparison.Ordinal),
                    }
                    : file),
            ],
        };

        (await SendAsync(world, "plan", folder, 200)).Changes.Select(change => $"{change.Kind}/{change.Name}").ShouldBe(["ApiVersion/order-intake/v1", "ApiVersion/order-intake/v2"]);
        (await SendAsync(world, "apply", folder, 200)).Applied.ShouldBeTrue();

        ApiVersionPart v2 = (await world.PublishedAsync("order-intake", "v2")).ShouldNotBeNull();
        (v2.ReleasedOn, v2.Canary!.Consumers.Single(), v2.Shadow!.Sample).ShouldBe((new DateOnly(2026, 6, 1), "storefront", 0.1));
        (await world.PublishedAsync("order-intake", "v1"))!.BrownOuts.ShouldHaveSingleItem().To.ShouldBe(new DateTimeOffset(2027, 6, 1, 9, 30, 0, TimeSpan.Zero));
        (await SendAsync(world, "plan", folder, 200)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_differs_is_told_member_by_member_and_what_is_gone_goes()
    {
        await using CatalogWorld world = await WithFolderAsync();
        FolderRequest changed = Small() with
        {
            Files =
            [
                .. Small().Files.Where(file => file.Path != "plans/trial.yaml")
                    .Select(file => file.Path == "backends/shop.yaml" ? file with { Text = file.Text.Replace("8000", "9000", StringComparison.Ordinal) } : file),
            ],
        };

        CatalogPlan plan = await SendAsync(world, "plan", changed, 200);

        plan.Changes.Select(change => $"{change.Action} {change.Kind}/{change.Name}: {change.Reason}").ShouldBe(
        [
            "update Backend/shop: /spec/address differs",
            "delete Plan/trial: it came from a folder, and this one does not have it any more",
        ]);
        plan.Changes[0].Fields.ShouldBe([new PlannedField("/spec/address", "\"http://shop.internal:8000\"", "\"http://shop.internal:9000\"")]);
        (await SendAsync(world, "plan", changed with { Prune = "none" }, 200)).Changes.ShouldHaveSingleItem().Action.ShouldBe("update");
        await SendAsync(world, "apply", changed, 200);
        (await world.TrafficAsync()).ShouldSatisfyAllConditions(
            traffic => traffic.Backends.ShouldHaveSingleItem().Address.ShouldBe("http://shop.internal:9000"), traffic => traffic.Plans.Select(one => one.Name).ShouldBe(["standard"]));
    }

    [Fact]
    public async Task What_was_registered_one_by_one_stays_and_may_be_named()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        FolderRequest folder = new([new FolderFile("apis/orders/api.yaml", Api), new FolderFile("apis/orders/v1/openapi.yaml", Texts.Contract)]);

        CatalogPlan plan = await SendAsync(world, "apply", folder, 200);

        plan.Changes.Select(change => $"{change.Action} {change.Kind}/{change.Name}").ShouldBe(["create Api/orders", "create ApiVersion/orders/v1"]);
        (await world.Client.Apis().AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Owner.ShouldBe("sales");
    }

    [Fact]
    public async Task A_version_that_the_folder_no_longer_names_stays_and_that_is_told()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v0", Texts.Contract, "preview");
        FolderRequest folder = new([new FolderFile("apis/orders/api.yaml", Api), new FolderFile("apis/orders/v1/openapi.yaml", Texts.Contract)]) { Prune = "none" };

        CatalogPlan plan = await SendAsync(world, "apply", folder, 200);

        plan.Findings.Single(finding => finding.RuleId == "plan-version-stays").ShouldSatisfyAllConditions(
            finding => finding.Severity.ShouldBe(Severity.Warning),
            finding => finding.Message.ShouldBe("orders/v0 is registered as preview and the folder does not name it. It stays as it is."),
            finding => finding.File.ShouldBe("apis/orders/api.yaml"));
        (await world.PublishedAsync("orders", "v0"))!.Stage.ShouldBe(ApiStage.Preview);
    }

    [Fact]
    public async Task With_one_error_anywhere_nothing_is_applied_and_everything_is_told()
    {
        await using CatalogWorld world = await WithFolderAsync();
        string revision = (await world.ManifestAsync()).Revision;
        FolderRequest broken = Small() with
        {
            Files =
            [
                .. Small().Files.Select(file => file.Path switch
                {
                    "apis/orders/v1/openapi.yaml" => file with { Text = Texts.Breaking },
                    "backends/shop.yaml" => file with { Text = file.Text.Replace("owner: sales", "owner: nobody", StringComparison.Ordinal) },
                    _ => file,
                }),
                new FolderFile("teams/logistics.yaml", Texts.Team("logistics")),
            ],
        };

        CatalogPlan plan = await SendAsync(world, "apply", broken, 409);

        plan.Applied.ShouldBeFalse();
        CatalogFinding[] errors = [.. plan.Findings.Where(finding => finding.Severity == Severity.Error)];
        errors.ShouldContain(finding => finding.RuleId == "descriptor-unknown-team" && finding.File == "backends/shop.yaml" && finding.Line == 5);
        errors.ShouldContain(finding => finding.RuleId == "request-property-enum-value-removed" && finding.File == "apis/orders/v1/openapi.yaml");
        (await world.ManifestAsync()).Revision.ShouldBe(revision);
        (await world.Client.GetDescriptorAsync("teams", "logistics", Cancel)).Status.ShouldBe(404);

        CatalogProblem problem = (await world.Client.ApplyAsync(broken, Cancel)).Problem.ShouldNotBeNull();
        problem.ShouldSatisfyAllConditions(
            () => problem.Type.ShouldBe("https://apigovernance.dev/problems/catalog/plan-refused"),
            () => problem.Title.ShouldBe("The folder cannot be applied"),
            () => problem.Status.ShouldBe(409),
            () => problem.Instance.ShouldBe("/api/v1/apply"),
            () => problem.Errors.Select(error => error.Fingerprint).ShouldBe(errors.Select(error => error.Fingerprint)),
            () => problem.Detail.ShouldStartWith($"Nothing was applied: {errors.Length} errors stand in the way. {errors[0].Message} ({errors[0].File}:{errors[0].Line})"),
            () => problem.Plan!.Changes.ShouldContain(change => change.Action == "create" && change.Name == "logistics"),
            () => problem.Plan!.Applied.ShouldBeFalse(),
            () => problem.Plan!.CanApply.ShouldBeFalse());
    }

    [Fact]
    public async Task A_schema_that_is_none_stands_in_the_way_and_what_is_not_compared_is_told()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);
        FolderRequest With(string schema, string descriptor = "schema: order.schema.yaml") => Small() with
        {
            Files =
            [
                .. Small().Files.Select(file => file.Path switch
                {
                    "canonical/order.schema.yaml" => file with { Text = schema },
                    "canonical/order.yaml" => file with { Text = file.Text.Replace("schema: order.schema.yaml", descriptor, StringComparison.Ordinal) },
                    _ => file,
                }),
            ],
        };

        CatalogFinding error = (await SendAsync(world, "apply", With("type: object\nproperties: {number: {type: strng}}\n"), 409)).Findings.Single(finding => finding.Severity == Severity.Error);
        (error.RuleId, error.File, error.Line, error.Pointer).ShouldBe(("schema-invalid", "canonical/order.schema.yaml", 2, "/properties/number/type"));

        CatalogPlan plan = await SendAsync(world, "apply", With("type: object\nproperties: {number: {type: string}}\n", "schema: order.schema.yaml, identifiers: [nummer]"), 200);
        CatalogFinding warning = plan.Findings.Single(finding => finding.RuleId == "canonical-schema-field");
        (warning.Severity, warning.File).ShouldBe((Severity.Warning, "canonical/order.schema.yaml"));
        warning.Message.ShouldBe("`spec.identifiers` of the canonical entity `order` names `nummer`, which its schema does not have.");
    }

    [Fact]
    public async Task A_plan_that_is_out_of_date_is_not_applied()
    {
        await using CatalogWorld world = await WithFolderAsync();
        CatalogPlan plan = await SendAsync(world, "plan", Small(), 200);
        await world.PutAsync("teams", "logistics", Texts.Team("logistics"));

        using HttpResponseMessage answer = await PostAsync(world, "apply", Small() with { BasedOn = plan.BasedOn });

        ((int)answer.StatusCode).ShouldBe(412);
    }

    [Theory]
    [InlineData("../etc/passwd.yaml")]
    [InlineData("/etc/passwd.yaml")]
    [InlineData("teams/../../x.yaml")]
    [InlineData("teams//x.yaml")]
    [InlineData("teams\\x.yaml")]
    [InlineData("C:/x.yaml")]
    [InlineData("teams/x.sh")]
    public async Task A_path_that_leads_out_of_the_folder_is_refused(string path)
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);

        using HttpResponseMessage answer = await PostAsync(world, "apply", new FolderRequest([new FolderFile(path, "kind: Team")]));

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("is no path of a YAML or JSON file inside the folder");
    }

    [Fact]
    public async Task An_api_that_callers_depend_on_is_not_removed()
    {
        await using CatalogWorld world = await WithFolderAsync();
        FolderRequest without = Small() with { Files = [.. Small().Files.Where(file => !file.Path.StartsWith("apis/", StringComparison.Ordinal))] };

        CatalogPlan plan = await SendAsync(world, "apply", without, 409);

        plan.Findings.ShouldContain(finding => finding.RuleId == "plan-still-published" && finding.Message.Contains("v1 is active"));
        (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull();
    }

    private const string Api = """
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: orders}
        spec:
          {owner: sales, domain: sales, entity: order, visibility: internal, dataClassification: internal, backend: shop, basePath: /sales/orders, versions: [{name: v1, stage: active, contract: v1/openapi.yaml}]}
        """;

    private static FolderRequest Small() => new(
    [
        new FolderFile("teams/sales.yaml", Texts.Team("sales")), new FolderFile("backends/shop.yaml", Texts.Backend("shop", "sales")),
        new FolderFile("plans/standard.yaml", Texts.Plan("standard")), new FolderFile("plans/trial.yaml", Texts.Plan("trial")),
        new FolderFile("canonical/order.yaml", Texts.Entity("order", "sales")),
        new FolderFile("canonical/order.schema.yaml", "type: object\nrequired: [number]\nproperties: {number: {type: string}}\n"),
        new FolderFile("apis/orders/api.yaml", Api), new FolderFile("apis/orders/v1/openapi.yaml", Texts.Contract),
    ]);

    private static FolderRequest Repository()
    {
        string root = RepositoryPaths.At("catalog");
        return new FolderRequest(
        [
            .. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
                .Select(file => new FolderFile(Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file))),
        ]);
    }

    private static async Task<CatalogPlan> SendAsync(CatalogWorld world, string action, FolderRequest folder, int status)
    {
        using HttpResponseMessage answer = await PostAsync(world, action, folder);
        string body = await answer.Content.ReadAsStringAsync(Cancel);
        ((int)answer.StatusCode).ShouldBe(status, body);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(status == 200 ? "application/json" : "application/problem+json");
        if (status != 200)
            return System.Text.Json.JsonSerializer.Deserialize<CatalogProblem>(body, ProtocolJson.Options).ShouldNotBeNull().Plan.ShouldNotBeNull();
        return System.Text.Json.JsonSerializer.Deserialize<CatalogPlan>(body, ProtocolJson.Options).ShouldNotBeNull();
    }

    private static Task<HttpResponseMessage> PostAsync(CatalogWorld world, string action, FolderRequest folder) =>
        world.Http.PostAsync($"api/v1/{action}", JsonContent.Create(folder, options: ProtocolJson.Options), Cancel);

    private async Task<CatalogWorld> WithFolderAsync()
    {
        CatalogWorld world = await CatalogWorld.StartAsync(Options);
        await SendAsync(world, "apply", Small(), 200);
        return world;
    }
}
