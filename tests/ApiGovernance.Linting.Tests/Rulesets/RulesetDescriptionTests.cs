using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>What people are told of rules, and how parser options weigh what the reader finds.</summary>
public sealed class RulesetDescriptionTests
{
    [Fact]
    public void Every_rule_is_described_on_or_off()
    {
        RulesetReadResult read = RulesetCase.Read("""
            extends: ./base.yaml
            documentationUrl: https://example.com/mine
            aliases: {Op: ["$.paths[*][*]"]}
            rules:
              a: off
              b: {severity: hint}
              own:
                message: "{{property}}"
                given: ["#Op.summary", $.info]
                then: [{function: truthy}, {function: length, functionOptions: {max: 10}}]
                formats: [oas3.1]
                tags: [naming]
                type: style
                resolved: false
              broken: {given: $, then: {function: gone}}
            """);
        IReadOnlyList<RuleDescription> rules = read.Ruleset.Describe();
        rules.Select(rule => $"{rule.Id} {rule.Enabled} {rule.Severity} {rule.Recommended} {rule.DefinedIn}:{rule.Source.File}:{rule.Source.Line}").ShouldBe(
        [
            "a False Error True base.yaml:base.yaml:3",
            "b True Hint True base.yaml:rules.yaml:6",
            "r False Warning False base.yaml:base.yaml:5",
            "own True Warning True rules.yaml:rules.yaml:7",
            "broken False Warning True rules.yaml:rules.yaml:15",
        ]);
        RuleDescription own = rules[3];
        own.Given.ShouldBe(["#Op.summary", "$.info"]);
        own.Functions.ShouldBe(["truthy", "length"]);
        (own.Message, own.HelpUri, own.Type, own.Resolved, own.Description).ShouldBe(("{{property}}", "https://example.com/mine#own", "style", false, null));
        own.Tags.ShouldBe(["naming"]);
        own.Formats.ShouldBe(["oas3_1"]);
        rules[1].Formats.ShouldBe(["oas3"]);
        rules[1].Description.ShouldBe("B.");
        read.DisabledRules.ShouldBe(["broken"]);
    }

    [Theory]
    [InlineData("parserOptions: {duplicateKeys: warn}", "openapi.yaml", "W:document-duplicate-key W:document-yaml-not-json")]
    [InlineData("parserOptions: {duplicateKeys: off, incompatibleValues: error}", "openapi.yaml", "E:document-yaml-not-json")]
    [InlineData("parserOptions: {duplicateKeys: 3, incompatibleValues: -1}", "openapi.yaml", "H:document-duplicate-key")]
    [InlineData("", "openapi.yaml", "E:document-duplicate-key W:document-yaml-not-json")]
    [InlineData("extends: parser.yaml", "openapi.yaml", "E:document-duplicate-key W:document-yaml-not-json")]
    [InlineData("overrides: [{files: ['v1/*'], rules: {}, parserOptions: {duplicateKeys: info}}]", "v1/openapi.yaml", "I:document-duplicate-key W:document-yaml-not-json")]
    [InlineData("overrides: [{files: ['v1/*'], rules: {}, parserOptions: {duplicateKeys: info}}]", "openapi.yaml", "E:document-duplicate-key W:document-yaml-not-json")]
    public void Parser_options_weigh_what_the_reader_finds(string rules, string path, string expected)
    {
        Ruleset ruleset = RulesetCase.Read("rules: {}\n" + rules, ("parser.yaml", "rules: {}\nparserOptions: {duplicateKeys: off}")).Ruleset;
        DocumentBundle bundle = DocumentBundle.FromBytes(path, Encoding.UTF8.GetBytes("openapi: 3.1.0\ninfo: {a: 1, a: 2}\nx: .nan\n"));
        string.Join(" ", ruleset.ApplyParserOptions(path, bundle.Findings).Select(RulesetCase.Short)).ShouldBe(expected);
    }
}
