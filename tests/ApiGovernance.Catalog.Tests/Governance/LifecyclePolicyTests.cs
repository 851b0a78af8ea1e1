using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Life cycles as tables that an organisation writes.</summary>
public sealed class LifecyclePolicyTests : IDisposable
{
    private const string Notice = "noticeDays: {internal: 90, partner: 180, public: 365}";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_of_ones_own_takes_the_place_of_the_standard_one()
    {
        PolicyFiles.Lifecycle(_folder, Notice + """

            quietDays: 7
            transitions:
              - {from: design, to: development, guards: [owner-present]}
              - {from: development, to: active, guards: [gate-passes, approved]}
              - {from: active, to: deprecated, guards: [notice-given]}
              - {from: deprecated, to: retired, guards: [no-traffic]}
            """);

        PolicyLoad load = PolicySet.Load(_folder["policies"]);

        load.Findings.ShouldBeEmpty();
        load.Policies.Lifecycle.QuietDays.ShouldBe(7);
        load.Policies.Lifecycle.Transitions.Select(step => $"{step.From} -> {step.To}: {string.Join(", ", step.Guards.Select(guard => guard.Name))}").ShouldBe(
        [
            "Design -> Development: owner-present",
            "Development -> Active: gate-passes, approved, contract-present",
            "Active -> Deprecated: notice-given, sunset-given, sunset-after-deprecation, sunset-not-earlier",
            "Deprecated -> Retired: no-traffic",
        ]);
    }

    [Fact]
    public async Task A_policy_that_asks_for_no_quiet_days_does_not_ask_whether_anybody_listened()
    {
        PolicyFiles.Lifecycle(_folder, "noticeDays: {internal: 0, partner: 0, public: 0}\nquietDays: 0");
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        DateOnly today = DateOnly.FromDateTime(CatalogWorld.Start.UtcDateTime);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(today, "v2"), cancel);

        (await world.Client.RetireAsync("orders", "v1", cancel)).Value.ShouldNotBeNull().Stage.ShouldBe(ApiStage.Retired);
    }

    [Fact]
    public void The_first_policy_that_is_for_an_api_holds_and_default_for_all_others()
    {
        PolicyFiles.Lifecycle(_folder, Notice);
        PolicyFiles.Lifecycle(_folder, "appliesTo: {domain: [sales], visibility: [partner, public]}\nnoticeDays: {internal: 1, partner: 2, public: 3}", "sales");

        PolicySet policies = PolicySet.Load(_folder["policies"]).Policies;

        policies.LifecycleFor(Api("sales", Visibility.Partner)).Name.ShouldBe("sales");
        policies.LifecycleFor(Api("sales", Visibility.Internal)).Name.ShouldBe("default");
        policies.LifecycleFor(Api("logistics", Visibility.Partner)).Name.ShouldBe("default");
        policies.LifecycleFor(null).Name.ShouldBe("default");
    }

    [Theory]
    [InlineData("- {from: active, to: preview}\n- {from: preview, to: active}\n- {from: active, to: retired}", "The table is cyclic: preview -> active -> preview.", 7)]
    [InlineData("- {from: design, to: development}", "A version that is design can never be retired.", 7)]
    [InlineData("- {from: design, to: retired, guards: [no-trafic]}", "`no-trafic` is no guard.", 7)]
    [InlineData("- {from: draft, to: retired}", "`draft` is no stage.", 7)]
    [InlineData("- {from: design, to: retired}\n- {from: design, to: retired}", "stands twice", 8)]
    [InlineData("- {from: design, to: retired, guard: [owner-present]}", "`guard` is unknown here.", 7)]
    [InlineData("- design", "A step must be an object.", 7)]
    public void A_wrong_table_is_told_with_its_line(string steps, string message, int line)
    {
        PolicyFiles.Lifecycle(_folder, $"{Notice}\ntransitions:\n{steps}");

        Finding finding = PolicySet.Load(_folder["policies"]).Findings.First(found => found.Message.Contains(message, StringComparison.Ordinal));

        finding.Severity.ShouldBe(Severity.Error);
        finding.Source!.Line.ShouldBe(line);
        finding.Fix.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Every_policy_but_default_says_whom_it_is_for()
    {
        PolicyFiles.Lifecycle(_folder, Notice, "sales");
        PolicySet.Load(_folder["policies"]).Findings.ShouldHaveSingleItem().Message.ShouldBe("A life-cycle policy beside `default` says which APIs it is for.");
    }

    [Fact]
    public void Every_guard_has_a_name_and_a_meaning_of_its_own()
    {
        LifecycleGuards.All.Select(guard => guard.Name).ShouldBeUnique();
        LifecycleGuards.All.ShouldAllBe(guard => guard.Meaning.Length > 10);
    }

    private static ApiDescriptor Api(string domain, Visibility visibility) => new()
    {
        Metadata = new DescriptorMetadata("orders"),
        Spec = new ApiSpec
        {
            Owner = "sales",
            Domain = domain,
            Entity = "order",
            Visibility = visibility,
            DataClassification = DataClassification.Internal,
            Backend = "shop",
            BasePath = "/orders",
            Versions = [],
        },
    };
}
