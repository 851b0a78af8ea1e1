using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>Writes docs/reference/lint-rules.md from the ruleset itself.</summary>
internal static class LintRuleReference
{
    public static string Write()
    {
        const string Path = "policies/lint/governance.yaml";
        SourceDocument ruleset = DocumentReader.Read(Path, File.ReadAllBytes(RepositoryPaths.At(Path)));
        StringBuilder page = new();
        page.Append("# Lint rules\n\n");
        page.Append($"The rules of [`{Path}`](../../{Path}), a ruleset in Spectral's format: change it, or put others beside it.\n");
        page.Append("A version whose findings are worse than `maxLintSeverity` of the lifecycle policy is not published.\n\n");
        page.Append("This page is generated from the ruleset.\n\n");
        page.Append("| rule | severity | what it asks for |\n|---|---|---|\n");
        foreach (DocumentMember rule in ruleset.Root["rules"]!.Members)
        {
            string severity = rule.Value["severity"]?.Text ?? "warn";
            string text = (rule.Value["description"]?.AsString ?? rule.Value["message"]?.AsString ?? "").ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
            page.Append($"| `{rule.Name}` | {severity} | {text} |\n");
        }

        return page.ToString();
    }
}
