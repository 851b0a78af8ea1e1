using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Named paths: lists, targets by format, aliases of aliases, and whose aliases a rule sees.</summary>
public sealed class AliasTests
{
    private const string OpenApi = """
        openapi: 3.1.0
        info: {title: t}
        paths:
          /a:
            get: {operationId: one}
            post: {operationId: two}
        """;

    private const string Swagger = """
        swagger: "2.0"
        info: {title: s}
        paths:
          /a:
            get: {operationId: three}
        """;

    [Theory]
    [InlineData("{Item: ['$.paths[*]'], Op: ['#Item[get]', '#Item.post']}", "'#Op.operationId'", "one two")]
    [InlineData("{Item: '$.paths[*]'}", "['#Item.get.operationId', '$.info.title']", "t one")]
    [InlineData("{Ver_1-x: [$.info]}", "'#Ver_1-x.title'", "t")]
    [InlineData("{A: {targets: [{formats: [oas2], given: [$.paths]}, {formats: [oas3.1], given: [$.info.title]}]}}", "'#A'", "t")]
    // The last target that holds counts.
    [InlineData("{A: {description: Any., targets: [{formats: [oas3], given: [$.paths]}, {formats: [oas3_1], given: [$.info.title]}]}}", "'#A'", "t")]
    [InlineData("{A: {targets: [{formats: [oas2], given: [$.info.title]}]}}", "'#A'", "")]
    [InlineData("{A: {targets: [{formats: [oas3], given: ['#B.title']}]}, B: [$.info]}", "'#A'", "t")]
    public void A_path_begins_with_an_alias(string aliases, string given, string values)
    {
        Ruleset ruleset = Lint.Rules($"aliases: {aliases}\nrules: {{x: {{message: '{{{{value}}}}', given: {given}, then: {{function: falsy}}}}}}");
        string.Join(" ", Lint.Run(ruleset, OpenApi).Select(finding => finding.Message)).ShouldBe(values);
    }

    [Fact]
    public void A_target_is_chosen_for_each_document_anew()
    {
        Ruleset ruleset = Lint.Rules("""
            aliases:
              Names:
                targets:
                  - {formats: [oas2], given: [$.info.title]}
                  - {formats: [oas3], given: ["$.paths[*][*].operationId"]}
            rules: {x: {message: '{{value}}', given: '#Names', then: {function: falsy}}}
            """);
        Lint.Run(ruleset, OpenApi).Select(finding => finding.Message).ShouldBe(["one", "two"]);
        Lint.Run(ruleset, Swagger).Select(finding => finding.Message).ShouldBe(["s"]);
        Lint.Run(ruleset, OpenApi).Select(finding => finding.Message).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void A_rule_sees_the_aliases_of_the_ruleset_that_wrote_its_path()
    {
        const string Base = "aliases: {A: [$.info.title]}\nrules: {x: {message: '{{value}}', given: '#A', then: {function: falsy}}}\n";
        string[] Values(string rules) => [.. Lint.Run(Lint.Read(rules, ("base.yaml", Base)).Ruleset, OpenApi).Select(finding => $"{finding.Severity.ToString()[0]}:{finding.Message}")];

        Values("extends: base.yaml\naliases: {A: ['$.paths[*].get.operationId']}\nrules: {x: error}").ShouldBe(["E:t"]);
        Values("extends: base.yaml\naliases: {A: ['$.paths[*].get.operationId']}\nrules: {x: {severity: info}}").ShouldBe(["I:t"]);
        Values("extends: base.yaml\naliases: {A: ['$.paths[*].get.operationId']}\nrules: {x: {given: '#A'}}").ShouldBe(["W:one"]);
        // They are not inherited.
        Lint.Read("extends: base.yaml\nrules: {y: {given: '#A', then: {function: truthy}}}", ("base.yaml", Base))
            .Findings.ShouldHaveSingleItem().Message.ShouldContain("no alias `A`");
    }

    [Theory]
    [InlineData("{A: ['#B'], B: ['#A.x']}", "'#A'", "circular (A -> B -> A)")]
    [InlineData("{A: ['#A']}", "'#A'", "circular (A -> A)")]
    [InlineData("{A: [$], B: [$]}", "'#C.x'", "no alias `C` (known: A, B)")]
    [InlineData("{A: [$]}", "'#.x'", "uses no alias")]
    // What another target would bring is looked at too.
    [InlineData("{A: {targets: [{formats: [oas2], given: ['#Gone']}, {formats: [oas3], given: [$]}]}}", "'#A'", "no alias `Gone`")]
    [InlineData("{A: ['$.x[']}", "'#A'", "a `]` is missing")]
    public void An_alias_that_cannot_be_used_disables_the_rule(string aliases, string given, string message)
    {
        RulesetReadResult read = Lint.Read($"aliases: {aliases}\nrules:\n  x:\n    given: {given}\n    then: {{function: falsy}}\n  y: {{given: $, then: {{function: falsy}}}}\n");
        Finding finding = read.Findings.ShouldHaveSingleItem();
        finding.Message.ShouldContain(message);
        finding.Source!.Line.ShouldBe(4);
        read.Ruleset.RuleIds.ShouldBe(["y"]);
    }
}
