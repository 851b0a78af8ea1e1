using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Suppressions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Suppressions;

public sealed class InlineIgnoreTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    private static readonly Ruleset Rules = Lint.Rules("""
        rules:
          tags: {given: '$.paths[*][*]', severity: error, then: {field: tags, function: truthy}}
          id: {given: '$.paths[*][*]', severity: error, then: {field: operationId, function: truthy}}
        """);

    [Fact]
    public void An_ignore_covers_its_object_and_what_is_below_and_nothing_else()
    {
        SuppressionResult result = Run("""
            openapi: 3.1.0
            paths:
              /a:
                x-apigov-ignore: [tags]
                get: {operationId: a}
                put: {}
              /ab:
                get: {operationId: ab}
            """);

        Told(result).ShouldBe(["tags /a get suppressed", "tags /a put suppressed", "id /a put", "tags /ab get"], ignoreOrder: true);
        result.Findings.ShouldAllBe(finding => finding.Suppression == null || finding.Suppression.Kind == SuppressionKind.Inline);
    }

    [Fact]
    public void A_reason_an_owner_and_an_end_are_told()
    {
        SuppressionResult result = Run(One("{rule: tags, reason: Internal., owner: team-a, expires: 2026-12-05}"));

        Finding tags = result.Findings.Single(finding => finding.RuleId == "tags");
        tags.Suppression.ShouldBe(new Suppression("Internal.", "team-a", new DateOnly(2026, 12, 5)) { Kind = SuppressionKind.Inline });
        result.Notes.Single().ShouldContain("2026-12-05");
    }

    [Fact]
    public void An_ignore_that_has_ended_ignores_nothing_and_is_told()
    {
        SuppressionResult result = Run(One("{rule: tags, reason: Later., expires: 2026-11-27}"));
        result.Findings.Single(finding => finding.RuleId == "tags").Counts.ShouldBeTrue();
        result.Findings.Single(finding => finding.RuleId == "ignore-expired").Severity.ShouldBe(Severity.Warning);
        Run(One("{rule: tags, reason: Later., expires: 2026-11-28}")).Findings.ShouldNotContain(finding => finding.RuleId == "ignore-expired");
    }

    [Fact]
    public void An_ignore_without_a_finding_is_a_hint_at_its_place()
    {
        Finding unused = Run(One("[tags, no-such-rule]")).Findings.Single(finding => finding.RuleId == "ignore-unused");
        unused.Severity.ShouldBe(Severity.Hint);
        unused.Message.ShouldContain("no-such-rule");
        unused.Source!.Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("'*'", "reason")]
    [InlineData("{rule: '*'}", "reason")]
    [InlineData("{rule: tags}", "reason")]
    [InlineData("{rule: tags, reason: x, until: 2027-01-01}", "until")]
    [InlineData("{rule: tags, reason: x, expires: soon}", "soon")]
    [InlineData("{reason: x}", "rule")]
    [InlineData("7", "rule")]
    public void What_is_not_understood_ignores_nothing(string ignore, string named)
    {
        SuppressionResult result = Run(One(ignore));
        result.Findings.ShouldAllBe(finding => finding.Counts);
        result.Findings.Single(finding => finding.RuleId == "ignore-invalid").Message.ShouldContain(named);
    }

    [Fact]
    public void Every_rule_of_style_is_ignored_for_a_reason_and_nothing_else_is()
    {
        DocumentBundle bundle = Bundle(One("{rule: '*', reason: Generated.}"));
        Finding document = new() { Kind = FindingKind.Document, RuleId = "reference-unresolved", Severity = Severity.Error, Message = "m", Pointer = "/paths/~1a/get", Source = new SourceSpan("openapi.yaml", 5, 1, 5, 2) };

        SuppressionResult result = InlineIgnores.Apply([.. Linter.Lint(bundle, Rules), document], bundle, Today);

        result.Findings.Where(finding => finding.Counts).Select(finding => finding.RuleId).ShouldBe(["reference-unresolved"]);
    }

    [Fact]
    public void A_document_in_another_encoding_is_searched_too()
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("openapi.yaml", (byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(One("tags"))]);
        InlineIgnores.Apply(Linter.Lint(bundle, Rules), bundle, Today).Findings.Count(finding => finding.Suppression is not null).ShouldBe(1);
    }

    private static string One(string ignore) => $"openapi: 3.1.0\npaths:\n  /a:\n    x-apigov-ignore: {ignore}\n    get: {{operationId: a}}\n";

    private static DocumentBundle Bundle(string text) => DocumentBundle.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(text));

    private static SuppressionResult Run(string text)
    {
        DocumentBundle bundle = Bundle(text);
        return InlineIgnores.Apply(Linter.Lint(bundle, Rules), bundle, Today);
    }

    private static IEnumerable<string> Told(SuppressionResult result) => result.Findings.Select(finding =>
    {
        string[] way = finding.Pointer.Replace("~1", "/", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return $"{finding.RuleId} /{way[1]} {way[2]}{(finding.Counts ? "" : " suppressed")}";
    });
}
