using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>Who is judged by which part of a policy.</summary>
public sealed class PolicyOverrideTests
{
    private const string Narrowed = "request-parameter-max-length-set";

    [Theory]
    [InlineData("api: orders", true)]
    [InlineData("api: [billing, 'ord*']", true)]
    [InlineData("api: order", false)]
    [InlineData("visibility: partner", true)]
    [InlineData("visibility: [internal, public]", false)]
    [InlineData("stability: stable", true)]
    [InlineData("stability: [draft, alpha, beta]", false)]
    [InlineData("method: GET", true)]
    [InlineData("method: post", false)]
    [InlineData("tag: 'Sa*'", true)]
    [InlineData("tag: Purchase", false)]
    [InlineData("path: '/orders/{anything}/lines'", true)]
    [InlineData("path: orders/**", true)]
    [InlineData("path: '/**/lines'", true)]
    [InlineData("path: '/v1/orders/*/lines'", true)]
    [InlineData("path: '/ord*/*/lines'", true)]
    [InlineData("path: '/orders/*'", false)]
    [InlineData("path: '/orders/42/lines'", false)]
    [InlineData("path: '/orders/**', method: get, api: billing", false)]
    [InlineData("path: '/orders/**', method: get, api: orders", true)]
    public void An_override_holds_where_all_that_it_names_fits(string match, bool fits)
    {
        CompatibilityPolicy policy = Policy($"overrides: [{{match: {{{match}}}, severities: {{{Narrowed}: info}}}}]");
        Change("", "", policy).Severity.ShouldBe(fits ? Severity.Info : Severity.Error);
    }

    [Fact]
    public void Of_two_overrides_that_match_the_later_wins_and_ignore_wins_over_both()
    {
        const string Two = $"""
            severities: {Narrowed}: hint#
            overrides:
              - match: path: '/orders/**'#
                severities: {Narrowed}: warning#
              - match: method: get, path: '/orders/**'#
                severities: {Narrowed}: info#
            """;
        string two = Two.Replace("severities: ", "severities: {", StringComparison.Ordinal).Replace("match: ", "match: {", StringComparison.Ordinal).Replace('#', '}');
        Change("", "", Policy(two)).Severity.ShouldBe(Severity.Info);
        Compare("", "", Policy(two + $"\nignore: [{{id: '{Narrowed[..9]}*-set', match: {{api: orders}}, reason: R.}}]")).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_ignored_until_a_day_counts_after_it()
    {
        CompatibilityPolicy policy = Policy($"ignore: [{{id: {Narrowed}, reason: R., until: 2027-03-31}}]");
        Compare("", "", policy, new DateOnly(2027, 3, 31)).RequiredBump.ShouldBe(VersionBump.Patch);
        Compare("", "", policy, new DateOnly(2027, 4, 1)).RequiredBump.ShouldBe(VersionBump.Major);
        Compare("", "", policy).Findings.ShouldBeEmpty("no day is known, so none has passed");
    }

    [Theory]
    [InlineData("x-stability-level: draft", "x-stability-level: draft", Severity.Warning)]
    [InlineData("x-stability-level: alpha", "x-stability-level: stable", Severity.Error)]
    [InlineData("x-stability-level: beta", "x-stability-level: draft", Severity.Error)]
    [InlineData("", "x-stability-level: draft", Severity.Error)]
    [InlineData("x-stability-level: drafty", "x-stability-level: drafty", Severity.Error)]
    public void A_promise_is_judged_by_the_firmer_side(string before, string after, Severity expected) =>
        Change(before, after, Policy("overrides: [{match: {stability: [draft, alpha]}, atMost: warning}]")).Severity.ShouldBe(expected);

    [Fact]
    public void A_limit_lowers_what_is_heavier_and_raises_nothing()
    {
        CompatibilityPolicy policy = Policy("atMost: warning");
        ApiContract before = Operation("tags: [a]\nparameters: [{name: q, in: query, schema: {type: string}}]");
        ApiContract after = Operation("tags: [b]\nparameters: [{name: q, in: query, schema: {type: string, maxLength: 3}}]");
        DiffResult result = ContractDiff.Compare(before, after, policy);
        Ids(result).Order().ShouldBe(["I:api-tag-added", "I:api-tag-removed", "W:" + Narrowed]);
        result.Verdict.ShouldBe(DiffVerdict.Compatible);
    }

    [Fact]
    public void A_limit_can_be_lifted_by_a_later_override_and_what_is_named_beside_it_is_as_named()
    {
        Change("", "", Policy("atMost: warning\noverrides: [{match: {method: get}, atMost: error}]")).Severity.ShouldBe(Severity.Error);
        Change("", "", Policy($"atMost: warning\nseverities: {{{Narrowed}: error}}")).Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void Undecided_is_weighed_by_the_operation_and_the_version_step_follows()
    {
        CompatibilityPolicy policy = Policy("undecided: breaking\noverrides: [{match: {path: '/orders/*'}, undecided: warning}]");
        DiffResult result = ContractDiff.Compare(UndecidedPair.Before, UndecidedPair.After, policy);
        result.NotCompared.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        result.RequiredBump.ShouldBe(VersionBump.Minor);

        DiffResult elsewhere = ContractDiff.Compare(UndecidedPair.Before, UndecidedPair.After, Policy("overrides: [{match: {path: /baskets}, undecided: warning}]"));
        elsewhere.NotCompared.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
        elsewhere.RequiredBump.ShouldBe(VersionBump.Major);
    }

    [Fact]
    public void What_belongs_to_no_operation_is_for_no_override_that_names_one()
    {
        ChangeContext context = new(null, new DiffOptions { Api = "orders" });
        ChangeDefinition webhook = ChangeCatalog.Get("webhook-removed");
        Policy("overrides: [{match: {path: '**'}, severities: {webhook-removed: info}}]").SeverityOf(webhook, null, ChangeCompatibility.BreakingProven, [context]).ShouldBe(Severity.Error);
        Policy("overrides: [{match: {stability: stable}, severities: {webhook-removed: info}}]").SeverityOf(webhook, null, ChangeCompatibility.BreakingProven, [context]).ShouldBe(Severity.Error);
        Policy("overrides: [{match: {api: orders}, severities: {webhook-removed: info}}]").SeverityOf(webhook, null, ChangeCompatibility.BreakingProven, [context]).ShouldBe(Severity.Info);
    }

    [Fact]
    public void A_part_that_operations_share_weighs_what_it_weighs_for_the_worst_of_them()
    {
        CompatibilityPolicy policy = Policy($"overrides: [{{match: {{path: /a}}, severities: {{{Narrowed}: info}}}}, {{match: {{path: /b}}, severities: {{{Narrowed}: \"off\"}}}}]");
        IReadOnlyList<ApiOperation> operations = Read("""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths: {/a: {get: {responses: {'204': {description: ok}}}}, /b: {get: {responses: {'204': {description: ok}}}}, /c: {get: {responses: {'204': {description: ok}}}}}
            """).Operations;
        Severity? Of(params IReadOnlyList<ApiOperation> shared) => policy.SeverityOf(ChangeCatalog.Get(Narrowed), null, ChangeCompatibility.BreakingProven, shared.Select(operation => new ChangeContext(operation, DiffOptions.Default)));
        Of(operations[0], operations[1]).ShouldBe(Severity.Info);
        Of(operations[1]).ShouldBeNull();
        Of(operations[0], operations[1], operations[2]).ShouldBe(Severity.Error);
    }

    /// <summary>A shorter parameter of GET /orders/{id}/lines of the partner API orders, under /v1.</summary>
    private static DiffResult Compare(string before, string after, CompatibilityPolicy policy, DateOnly? today = null)
    {
        const string Text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            servers: [{url: 'https://example.test/v1'}]
            paths:
              /orders/{id}/lines:
                get:
                  LEVEL
                  tags: [Sales]
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string}}
                    - {name: q, in: query, schema: {type: string}}
                  responses: {'204': {description: ok}}
            """;
        ApiContract old = Read(Text.Replace("LEVEL", before, StringComparison.Ordinal));
        ApiContract now = Read(Text.Replace("LEVEL", after, StringComparison.Ordinal).Replace("in: query, schema: {type: string}", "in: query, schema: {type: string, maxLength: 3}", StringComparison.Ordinal));
        return ContractDiff.Compare(old, now, policy, new DiffOptions { Api = "orders", Visibility = "partner", Today = today });
    }

    private static Finding Change(string before, string after, CompatibilityPolicy policy) => Only(Compare(before, after, policy), Narrowed);

    private static CompatibilityPolicy Policy(string spec)
    {
        CompatibilityPolicyReadResult read = CompatibilityPolicy.Read(DocumentReader.Read("p.yaml", Encoding.UTF8.GetBytes(
            $"apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {{name: x}}\nspec:\n  {spec.ReplaceLineEndings("\n  ")}\n")));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        return read.Policy;
    }
}
