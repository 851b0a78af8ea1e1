using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Policies;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

public sealed class LifecycleTests
{
    [Theory]
    [InlineData("tags: [x]", "deprecated: true", "I:endpoint-deprecated", "I:endpoint-reactivated")]
    [InlineData("tags: [x]", "deprecated: true\nx-sunset: '2027-06-30'", "I:endpoint-deprecated-with-sunset", "I:endpoint-reactivated")]
    [InlineData("tags: [x]", "deprecated: true\nx-sunset: 2027-06-30", "I:endpoint-deprecated-with-sunset", "I:endpoint-reactivated")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: '2027-03-31'", "E:api-sunset-date-changed-too-small", "I:extension-changed")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: '2027-06-30T12:00:00Z'", "I:extension-changed", "I:extension-changed")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true", "E:sunset-deleted", "I:extension-changed")]
    [InlineData("deprecated: true\nx-sunset: '2027-06-30'", "deprecated: true\nx-sunset: soon", "E:api-deprecated-sunset-parse", "I:extension-changed")]
    [InlineData("tags: [x]", "deprecated: true\nx-sunset: soon", "I:endpoint-deprecated E:api-deprecated-sunset-parse", "I:endpoint-reactivated")]
    [InlineData("tags: [x]", "x-stability-level: beta", "E:api-stability-decreased", "I:api-stability-increased")]
    [InlineData("x-stability-level: stable", "tags: [x]", "", "")]
    [InlineData("x-stability-level: beta", "x-stability-level: alpha", "E:api-stability-decreased", "I:api-stability-increased")]
    [InlineData("x-stability-level: draft", "x-stability-level: experimental", "E:api-invalid-stability-level", "")]
    public void An_operation_says_how_long_it_lasts(string before, string after, string forward, string backward) =>
        Expect.Changes(Plain(before), Plain(after), forward, backward);

    [Theory]
    [InlineData("", "deprecated: true, x-sunset: '2027-06-30'", "I:request-parameter-deprecated", "I:request-parameter-reactivated")]
    [InlineData("deprecated: true, x-sunset: '2027-06-30'", "deprecated: true, x-sunset: '2027-03-31'", "E:request-parameter-sunset-date-changed-too-small", "I:extension-changed")]
    [InlineData("deprecated: true, x-sunset: '2027-06-30'", "deprecated: true", "E:request-parameter-sunset-deleted", "I:extension-changed")]
    [InlineData("deprecated: true, x-sunset: '2027-06-30'", "deprecated: true, x-sunset: soon", "E:request-parameter-sunset-parse", "I:extension-changed")]
    public void A_parameter_says_so_too(string before, string after, string forward, string backward) => Expect.Changes(WithParameter(before), WithParameter(after), forward, backward);

    [Theory]
    [InlineData("", null, "E:request-parameter-removed")]
    [InlineData("deprecated: true", null, "E:request-parameter-removed-without-sunset")]
    [InlineData("deprecated: true, x-sunset: soon", null, "E:request-parameter-sunset-parse")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31'", "2026-12-30", "E:request-parameter-removed-before-sunset")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31'", null, "E:request-parameter-removed-before-sunset")]
    [InlineData("deprecated: true, x-sunset: '2026-12-31'", "2026-12-31", "I:request-parameter-removed-with-deprecation")]
    public void A_parameter_that_is_gone_is_judged_by_what_callers_were_told(string announced, string? today, string id)
    {
        DiffOptions options = new() { Today = today is null ? null : DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture) };
        DiffResult result = ContractDiff.Compare(WithParameter(announced), Operation("parameters: []"), CompatibilityPolicy.Default, options);
        Finding finding = result.Findings.First(finding => finding.Operation == "GET /orders");
        $"{finding.Severity.ToString()[0]}:{finding.RuleId}".ShouldBe(id);
        (finding.Witness is not null).ShouldBe(id[0] == 'E');
    }

    [Theory]
    // What policy demands of a day, when it demands any: today is 2026-11-28.
    [InlineData("tags: [x]", "deprecated: true", 30, "api-deprecated-sunset-missing")]
    [InlineData("tags: [x]", "deprecated: true", 0, "endpoint-deprecated")]
    [InlineData("tags: [x]", "deprecated: true\nx-sunset: '2026-12-27'", 30, "endpoint-deprecated-with-sunset api-sunset-date-too-small")]
    [InlineData("tags: [x]", "deprecated: true\nx-sunset: '2026-12-28'", 30, "endpoint-deprecated-with-sunset")]
    [InlineData("deprecated: true\nx-sunset: '2026-12-01'", "deprecated: true\nx-sunset: '2026-12-02'", 30, "extension-changed api-sunset-date-too-small")]
    // The notice was given in time, and time has passed.
    [InlineData("deprecated: true\nx-sunset: '2026-12-01'", "deprecated: true\nx-sunset: '2026-12-01'", 30, "")]
    public void Notice_must_be_as_long_as_policy_demands(string before, string after, int days, string ids)
    {
        Check(LifecycleIds.Operation, days).ShouldBe(ids);
        Check(LifecycleIds.Parameter, days).ShouldBe(ids.Replace("endpoint-deprecated-with-sunset", "request-parameter-deprecated", StringComparison.Ordinal)
            .Replace("endpoint-", "request-parameter-", StringComparison.Ordinal).Replace("api-", "request-parameter-", StringComparison.Ordinal));

        string Check(LifecycleIds kind, int notice)
        {
            ApiOperation old = Operation(before).Operations[0], now = Operation(after).Operations[0];
            LifecycleRule rule = new(kind, "", "x", new DateOnly(2026, 11, 28), new NoticeRule(notice, notice > 0));
            Change[] changes = [.. rule.Check(new LifecycleSide(old, old.Deprecated), new LifecycleSide(now, now.Deprecated))];
            changes.ShouldAllBe(change => ChangeCatalog.Knows(change.Id));
            return string.Join(' ', changes.Select(change => change.Id));
        }
    }

    // Only what is said of the end shall differ.
    private static ApiContract Plain(string members) => Operation(members.Replace("tags: [x]", "summary: x", StringComparison.Ordinal));

    private static ApiContract WithParameter(string members) => Operation($"parameters: [{{name: q, in: query{(members.Length == 0 ? "" : ", ")}{members}}}]");
}
