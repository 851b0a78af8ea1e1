using System.Text;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>docs/reference/conformance-rules.md is written from the rules; a stale one fails here (`./test.sh --accept` rewrites it).</summary>
public sealed class RuleReferenceTests
{
    [Fact]
    public void The_page_says_what_the_rules_say()
    {
        string file = RepositoryPaths.At("docs/reference/conformance-rules.md");
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, Page());

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(Page());
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append("# Conformance rules\n\n");
        page.Append("What the comparison with the canonical model reports ([how it works](../canonical-conformance.md)). The severity is that for a schema which says\n");
        page.Append("that it carries the entity; where it was only recognised, an error is a warning. The credit is what a field that breaks the rule still counts in\n");
        page.Append("the score; rules without one say nothing of a field. Each rule has a case under `tests/ApiGovernance.Catalog.Tests/Canonical/Conformance/Cases`.\n\n");
        page.Append("This page is generated from the rules.\n\n");
        page.Append("| rule | severity | credit | meaning | how to mend it |\n|---|---|---|---|---|\n");
        foreach (ConformanceRule rule in ConformanceRules.All)
        {
            string credit = rule == ConformanceRules.UnknownEntity || rule == ConformanceRules.ForeignIdentifier || rule == ConformanceRules.ExtraField ? "" : $"{rule.Credit} %";
            page.Append($"| <a id=\"{rule.Id}\"></a>`{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {credit} | {rule.Meaning} | {rule.Fix} |\n");
        }

        return page.ToString();
    }
}
