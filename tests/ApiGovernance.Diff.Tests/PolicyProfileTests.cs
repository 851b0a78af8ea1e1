using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>The policies that come with the product.</summary>
public sealed class PolicyProfileTests
{
    public static TheoryData<string> Names => [.. CompatibilityProfiles.Names];

    [Theory, MemberData(nameof(Names))]
    public void A_profile_is_read_whole(string name)
    {
        CompatibilityProfiles.Read(name).Findings.Select(finding => $"{finding.Source} {finding.Message}").ShouldBeEmpty();
        File.Exists(RepositoryPaths.At($"policies/compatibility/{name}.yaml")).ShouldBeTrue();
        CompatibilityProfiles.Find(name).ShouldNotBeNull().ShouldBeSameAs(CompatibilityProfiles.Find(name));
    }

    [Fact]
    public void There_is_no_other_profile() => CompatibilityProfiles.Find("severe").ShouldBeNull();

    [Fact]
    public void No_change_weighs_less_in_a_stricter_profile()
    {
        ChangeContext context = new(null, DiffOptions.Default);
        foreach (ChangeDefinition change in ChangeCatalog.All)
        {
            int[] weights = [.. CompatibilityProfiles.Names.Select(name => (int)(CompatibilityProfiles.Find(name)!.SeverityOf(change, null, ChangeCompatibility.BreakingProven, [context]) ?? (Severity)9))];
            weights.ShouldBe(weights.Order(), false, change.Id);
        }
    }

    [Theory]
    [InlineData("strict", Severity.Error)]
    [InlineData("default", Severity.Error)]
    [InlineData("lenient", Severity.Warning)]
    public void A_new_value_in_an_answer_is_for_the_profile_to_weigh(string profile, Severity expected) =>
        Only(Compare(profile, Contract("{}", "{enum: [a]}"), Contract("{}", "{enum: [a, b]}")), "response-body-enum-value-added").Severity.ShouldBe(expected);

    [Theory]
    [InlineData("strict", Severity.Error)]
    [InlineData("default", Severity.Warning)]
    [InlineData("lenient", Severity.Warning)]
    public void A_draft_that_breaks_stops_nobody_but_in_the_strict_profile(string profile, Severity expected)
    {
        ApiContract before = Operation("x-stability-level: draft\nparameters: [{name: q, in: query, schema: {type: string}}]");
        ApiContract after = Operation("x-stability-level: draft\nparameters: [{name: q, in: query, schema: {type: integer}}]");
        Compare(profile, before, after).Findings.Min(finding => finding.Severity).ShouldBe(expected);
    }

    [Theory]
    [InlineData("strict", DiffVerdict.Undecided, VersionBump.Major)]
    [InlineData("default", DiffVerdict.Undecided, VersionBump.Major)]
    [InlineData("lenient", DiffVerdict.Undecided, VersionBump.Minor)]
    public void What_could_not_be_compared_is_for_the_profile_to_weigh(string profile, DiffVerdict verdict, VersionBump step)
    {
        DiffResult result = Compare(profile, UndecidedPair.Before, UndecidedPair.After);
        result.Verdict.ShouldBe(verdict);
        result.RequiredBump.ShouldBe(step);
    }

    [Theory]
    [InlineData(ChangeCompatibility.BreakingProven, Severity.Error)]
    [InlineData(ChangeCompatibility.BreakingByRule, Severity.Warning)]
    public void Only_what_was_shown_breaks_in_the_lenient_profile(ChangeCompatibility effect, Severity expected)
    {
        ChangeContext context = new(null, DiffOptions.Default);
        ChangeDefinition change = ChangeCatalog.Get("request-body-type-changed");
        CompatibilityProfiles.Find("lenient")!.SeverityOf(change, null, effect, [context]).ShouldBe(expected);
        CompatibilityProfiles.Find("default")!.SeverityOf(change, null, effect, [context]).ShouldBe(Severity.Error);
    }

    [Theory]
    [InlineData("strict", "partner", "stable", 180, true)]
    [InlineData("strict", "internal", "beta", 90, true)]
    [InlineData("strict", "internal", "draft", null, true)]
    [InlineData("default", "internal", "stable", 90, false)]
    [InlineData("default", null, "stable", 365, false)]
    [InlineData("default", "public", "beta", 30, false)]
    [InlineData("default", "public", "alpha", null, false)]
    [InlineData("lenient", "public", "stable", null, false)]
    public void Notice_is_by_stability_and_visibility_and_the_unknown_caller_is_public(string profile, string? visibility, string stability, int? days, bool required)
    {
        ApiOperation operation = Operation($"x-stability-level: {stability}").Operations[0];
        NoticeRule rule = CompatibilityProfiles.Find(profile)!.NoticeFor(new ChangeContext(operation, new DiffOptions { Visibility = visibility }));
        rule.ShouldBe(new NoticeRule(days, required));
    }

    private static DiffResult Compare(string profile, ApiContract before, ApiContract after) => ContractDiff.Compare(before, after, CompatibilityProfiles.Find(profile)!);
}
