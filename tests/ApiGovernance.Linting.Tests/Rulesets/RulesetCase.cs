using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Rulesets in files that are nowhere but here, and what they find.</summary>
internal static class RulesetCase
{
    /// <summary>Three rules: `a` error, `b` warning, `r` not recommended. All find something in <see cref="Contract"/>.</summary>
    public const string Base = """
        formats: [oas3]
        rules:
          a: {description: A., given: $.info, severity: error, then: {field: title, function: truthy}}
          b: {description: B., given: $.info, then: {field: license, function: truthy}}
          r: {description: R., recommended: false, given: $.info, then: {field: contact, function: truthy}}
        """;

    public const string Contract = "openapi: 3.1.0\ninfo: {version: '1'}\npaths: {}\n";

    public static RulesetReadResult Read(string path, RulesetReadOptions options, params (string Name, string Text)[] files) =>
        RulesetReader.ReadFile(path, options with { Open = Lint.Files([("base.yaml", Base), .. files]) });

    public static RulesetReadResult Read(string rules, params (string Name, string Text)[] files) =>
        Read("rules.yaml", RulesetReadOptions.Default, [("rules.yaml", rules), .. files]);

    /// <summary>`E:a W:b`: the first letter of the severity, and the rule.</summary>
    public static string Findings(string rules, string path = "openapi.yaml", string contract = Contract, params (string Name, string Text)[] files)
    {
        RulesetReadResult read = Read(rules, files);
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        return Findings(read.Ruleset, path, contract);
    }

    public static string Findings(Ruleset ruleset, string path = "openapi.yaml", string contract = Contract) =>
        string.Join(" ", Linter.Lint(DocumentBundle.FromBytes(path, Encoding.UTF8.GetBytes(contract)), ruleset).Select(Short));

    public static string Short(Finding finding) => $"{finding.Severity.ToString()[0]}:{finding.RuleId}";

    /// <summary>What is said of a ruleset: severity, place and words.</summary>
    public static void ShouldBe(Finding finding, string id, int line, string pointer, string message, Severity severity = Severity.Error)
    {
        finding.Message.ShouldContain(message);
        (finding.RuleId, finding.Source!.Line, finding.Pointer, finding.Severity).ShouldBe((id, line, pointer, severity));
        finding.Fix.ShouldNotBeNullOrEmpty();
    }
}
