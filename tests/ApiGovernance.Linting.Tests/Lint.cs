using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests;

internal static class Lint
{
    /// <summary>A ruleset without a mistake.</summary>
    public static Ruleset Rules(string text)
    {
        RulesetReadResult read = Read(text);
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        return read.Ruleset;
    }

    /// <param name="others">Name and text of files beside it.</param>
    public static RulesetReadResult Read(string text, params (string Name, string Text)[] others) => RulesetReader.Read(
        DocumentReader.Read("rules.yaml", Encoding.UTF8.GetBytes(text)),
        new RulesetReadOptions { Open = Files(others) });

    /// <summary>Files that are nowhere but here.</summary>
    public static Func<string, ReadOnlyMemory<byte>?> Files(params (string Name, string Text)[] files) =>
        path => files.Where(file => file.Name == path).Select(file => (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(file.Text)).FirstOrDefault();

    public static IReadOnlyList<Finding> Run(Ruleset ruleset, string contract)
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(contract));
        IReadOnlyList<Finding> findings = Linter.Lint(bundle, ruleset);
        Linter.Lint(bundle, ruleset).Select(finding => finding.ToString()).ShouldBe(findings.Select(finding => finding.ToString()));
        return findings;
    }
}
