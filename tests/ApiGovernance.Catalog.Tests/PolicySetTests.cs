using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>The policies' folder: read as a whole, every error with its place.</summary>
public sealed class PolicySetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_repositorys_own_policies_are_without_errors()
    {
        PolicyLoad load = PolicySet.Load(RepositoryPaths.At("policies"));

        load.Findings.ShouldBeEmpty();
        load.Policies.ShouldSatisfyAllConditions(
            policies => policies.Rulesets.ShouldHaveSingleItem().RuleIds.ShouldContain("apigov-operation-id"),
            policies => policies.Lifecycle.NoticeDays[Visibility.Partner].ShouldBe(180),
            policies => policies.Lifecycle.MaxLintSeverity.ShouldBe(Severity.Warning),
            policies => policies.Compatibility.Severities.ShouldContainKey("request-property-removed"));
    }

    [Fact]
    public void The_revision_names_the_content_and_not_the_place()
    {
        _folder.Write("one/lifecycle/default.yaml", Lifecycle(90));
        _folder.Write("two/lifecycle/default.yaml", Lifecycle(90));
        _folder.Write("three/lifecycle/default.yaml", Lifecycle(91));

        string one = PolicySet.Load(_folder["one"]).Policies.Revision;
        PolicySet.Load(_folder["two"]).Policies.Revision.ShouldBe(one);
        PolicySet.Load(_folder["three"]).Policies.Revision.ShouldNotBe(one);
        PolicySet.Default.Revision.ShouldNotBe(one);
    }

    [Theory]
    [InlineData("noticeDays: {internal: -1, partner: 180, public: 365}", "`internal` must be a number of days, 0 or more.", 5)]
    [InlineData("noticeDays: {internal: 90, partner: 180}", "`public` is missing.", 5)]
    [InlineData("noticeDays: {internal: 90, partner: 180, public: 365}\n  maxLintSeverity: severe", "`severe` is no severity.", 6)]
    [InlineData("notice: 90", "`notice` is unknown here.", 5)]
    public void A_wrong_life_cycle_policy_is_told_with_its_line(string spec, string message, int line)
    {
        _folder.Write("lifecycle/default.yaml", $"apiVersion: apigovernance/v1\nkind: LifecyclePolicy\nmetadata: {{name: default}}\nspec:\n  {spec}\n");

        PolicyLoad load = PolicySet.Load(_folder.Path);

        load.HasErrors.ShouldBeTrue();
        Finding finding = load.Findings.First(finding => finding.Message == message);
        finding.Source!.Line.ShouldBe(line);
        finding.Source.File.ShouldEndWith("lifecycle/default.yaml");
        finding.Fix.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("kind: Waver", "`kind` is `Waver`, expected `Waiver`.")]
    [InlineData("kind: Waiver", "`owner` is missing.")]
    public void A_waiver_with_an_error_waives_nothing(string kind, string message)
    {
        _folder.Write("waivers/one.yaml", $"apiVersion: apigovernance/v1\n{kind}\nmetadata: {{name: one}}\nspec: {{fingerprints: ['0123456789abcdef'], reason: R., expires: '2027-01-01'}}\n");

        PolicyLoad load = PolicySet.Load(_folder.Path);

        load.Findings.ShouldContain(finding => finding.Message == message);
        load.Policies.Waivers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, Severity.Hint, true)]
    [InlineData("default", Severity.Hint, true)]
    [InlineData("lenient", null, false)]
    [InlineData("strict", Severity.Info, true)]
    [InlineData("house", Severity.Warning, true)]
    [InlineData("FILE", Severity.Error, true)]
    public void The_compatibility_policy_is_the_folders_default_or_the_profile_that_is_named(string? profile, Severity? expected, bool undecidedBreaks)
    {
        _folder.Write("policies/compatibility/default.yaml", Compatibility("hint"));
        _folder.Write("policies/compatibility/strict.yaml", Compatibility("info"));
        _folder.Write("policies/compatibility/house.yaml", Compatibility("warning"));
        _folder.Write("elsewhere/own.yaml", Compatibility("error"));

        PolicyLoad load = PolicySet.Load(_folder["policies"], profile == "FILE" ? _folder["elsewhere/own.yaml"] : profile);

        load.Findings.ShouldBeEmpty();
        load.Policies.Compatibility.Severities.GetValueOrDefault("api-tag-added").ShouldBe(expected, "lenient switches it off");
        load.Policies.Compatibility.UndecidedBreaks.ShouldBe(undecidedBreaks);
    }

    [Fact]
    public void Without_a_file_the_built_in_profile_holds_and_an_unknown_one_is_an_error()
    {
        _folder.Write("lifecycle/default.yaml", Lifecycle(90));
        PolicySet.Load(_folder.Path, "strict").Policies.Compatibility.Severities["optional-response-header-removed"].ShouldBe(Severity.Error);
        PolicySet.Load(_folder.Path).Policies.Compatibility.Severities.ShouldBeEmpty();
        PolicySet.Load(_folder.Path, "strict").Policies.Revision.ShouldNotBe(PolicySet.Load(_folder.Path, "lenient").Policies.Revision);

        Finding finding = PolicySet.Load(_folder.Path, "severe").Findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Severity).ShouldBe(("compatibility-profile-missing", Severity.Error));
        finding.Fix.ShouldNotBeNull().ShouldContain("strict, default, lenient");
    }

    [Fact]
    public void The_gate_judges_an_api_by_its_name_its_callers_and_the_day()
    {
        DocumentBundle old = Bundle("string", "1.0.0"), now = Bundle("integer", "2.0.0");
        Verdict Judge(string spec, string? api, Visibility? visibility, int day)
        {
            _folder.Write("p/compatibility/default.yaml", $"apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {{name: default}}\nspec: {{{spec}}}\n");
            PolicyLoad load = PolicySet.Load(_folder["p"]);
            load.Findings.ShouldBeEmpty();
            return GovernanceGate.Judge(new GateInput
            {
                Api = api,
                Visibility = visibility,
                Stage = ApiStage.Active,
                Baseline = ContractReader.Read(old).Contract,
                Revision = now,
                Policies = load.Policies,
                Today = new DateOnly(2027, 1, day),
            });
        }

        const string Override = "overrides: [{match: {api: orders, visibility: internal}, atMost: warning}]";
        Judge(Override, "orders", Visibility.Internal, 1).Outcome.ShouldBe(VerdictOutcome.Pass);
        Judge(Override, "orders", Visibility.Partner, 1).Outcome.ShouldBe(VerdictOutcome.Blocked);
        Judge(Override, "orders", null, 1).Outcome.ShouldBe(VerdictOutcome.Blocked, "who is not known to be near is far away");
        Judge(Override, "billing", Visibility.Internal, 1).Outcome.ShouldBe(VerdictOutcome.Blocked);
        const string Ignore = "ignore: [{id: '*', reason: R., until: 2027-01-15}]";
        Judge(Ignore, null, null, 15).Outcome.ShouldBe(VerdictOutcome.Pass);
        Judge(Ignore, null, null, 16).Outcome.ShouldBe(VerdictOutcome.Blocked);
    }

    [Fact]
    public void Broken_yaml_and_a_missing_folder_are_errors()
    {
        _folder.Write("compatibility/default.yaml", "apiVersion: [");

        PolicySet.Load(_folder.Path).Findings.ShouldContain(finding => finding.Severity == Severity.Error && finding.Source!.File.EndsWith("compatibility/default.yaml"));
        PolicySet.Load(_folder["nowhere"]).Findings.ShouldHaveSingleItem().RuleId.ShouldBe("policy-folder-missing");
    }

    [Fact]
    public async Task A_host_does_not_start_on_wrong_policies()
    {
        _folder.Write("policies/lifecycle/default.yaml", "apiVersion: [");

        CatalogStartupException error = await Should.ThrowAsync<CatalogStartupException>(() => CatalogWorld.StartAsync(
            new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] }));

        error.Findings.ShouldContain(finding => finding.Source!.File.EndsWith("lifecycle/default.yaml"));
    }

    private static DocumentBundle Bundle(string type, string version) => DocumentBundle.FromBytes("openapi.yaml", CatalogWorld.Bytes("""
        openapi: 3.1.0
        info: {title: T, version: VERSION}
        paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: TYPE}}], responses: {'204': {description: ok}}}}}
        """.Replace("TYPE", type, StringComparison.Ordinal).Replace("VERSION", version, StringComparison.Ordinal)));

    private static string Compatibility(string severity) =>
        $"apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {{name: x}}\nspec:\n  severities: {{api-tag-added: {severity}}}\n";

    private static string Lifecycle(int days) =>
        $"apiVersion: apigovernance/v1\nkind: LifecyclePolicy\nmetadata: {{name: default}}\nspec:\n  noticeDays: {{internal: {days}, partner: 180, public: 365}}\n";
}
