using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.AsyncApi;

/// <summary>
/// Documents that are good or bad by every rule of `spectral:asyncapi`, against what Spectral itself finds in them (`Cases/spectral.tsv`,
/// recorded by `record.mjs`). Where ours differs, `Cases/differences.tsv` says what and why, by a heading of the rules' documentation.
/// </summary>
public sealed class AsyncApiCasesTests
{
    private static readonly Lazy<Ruleset> All = new(() => Lint.Rules("extends: [[spectral:asyncapi, all]]"));

    public static TheoryData<string> Documents => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Folder => RepositoryPaths.At("tests/ApiGovernance.Linting.Tests/AsyncApi/Cases");

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_has_the_findings_that_Spectral_has(string document)
    {
        HashSet<string> expected = [.. Rows("spectral.tsv").Where(row => row[0] == document && row[1] != "(ends with an error)").Select(Row)];
        foreach (string[] difference in Rows("differences.tsv").Where(row => row[0] == document))
        {
            string row = Row(difference);
            (difference[4] == "ours" ? expected.Add(row) : expected.Remove(row)).ShouldBeTrue($"The difference is none: {row}");
        }

        Findings(document).Select(finding => $"{finding.RuleId} {finding.Source!.Line} {finding.Pointer}").Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_is_broken_by_a_document_and_kept_by_a_good_one()
    {
        IReadOnlyList<string> rules = All.Value.RuleIds;
        rules.Count.ShouldBe(55);
        string[] broken = [.. Documents.SelectMany(row => Findings(row.Data)).Select(finding => finding.RuleId).Distinct()];
        rules.Except(broken).ShouldBeEmpty();
        // What is good in 2.6 and 3.0 is not the newest version.
        string[] inGood = [.. Documents.Select(row => row.Data).Where(name => name.StartsWith("good-", StringComparison.Ordinal)).SelectMany(Findings).Select(finding => finding.RuleId).Distinct()];
        inGood.ShouldBe(["asyncapi-latest-version"]);
        Findings("good-3.1.yaml").ShouldBeEmpty();
    }

    [Fact]
    public void Every_difference_has_its_reason_in_the_documentation()
    {
        string documentation = File.ReadAllText(RepositoryPaths.At("docs/reference/lint-rules-asyncapi.md"));
        foreach (string reason in Rows("differences.tsv").Select(row => row[5]).Distinct())
            documentation.ShouldContain($"| {reason} |");
    }

    [Fact]
    public void Every_rule_has_its_row_in_the_documentation()
    {
        string documentation = File.ReadAllText(RepositoryPaths.At("docs/reference/lint-rules-asyncapi.md"));
        HashSet<string> recommended = [.. Lint.Rules("extends: spectral:asyncapi").RuleIds];
        foreach (LintRule rule in All.Value.Rules)
        {
            string severity = rule.Severity switch { Severity.Error => "error", Severity.Warning => "warn", _ => "info" };
            documentation.ShouldContain($"| `{rule.Id}` | {severity} | {(recommended.Contains(rule.Id) ? "on" : "off")} |");
            documentation.ShouldContain($"| {rule.Description} |\n");
        }
    }

    [Fact]
    public void Rules_have_the_severities_and_defaults_of_Spectral()
    {
        string[] off =
        [
            "asyncapi-info-license-url", "asyncapi-parameter-description", "asyncapi-server-not-example-com", "asyncapi-3-server-not-example-com",
            "asyncapi-tag-description", "asyncapi-3-tag-description", "asyncapi-tags-alphabetical", "asyncapi-3-tags-alphabetical",
        ];
        Ruleset recommended = Lint.Rules("extends: spectral:asyncapi");
        All.Value.RuleIds.Except(recommended.RuleIds).Order(StringComparer.Ordinal).ShouldBe(off.Order(StringComparer.Ordinal));
        recommended.Rules.CountBy(rule => rule.Severity).ShouldBe(
            [new(Severity.Error, 23), new(Severity.Warning, 21), new(Severity.Info, 3)], ignoreOrder: true);
    }

    private static IReadOnlyList<Finding> Findings(string document) => Linter.Lint(DocumentBundle.FromFile(Path.Combine(Folder, document)), All.Value);

    private static string[][] Rows(string file) => [.. File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => line.Split('\t'))];

    private static string Row(string[] columns) => $"{columns[1]} {columns[2]} {columns[3]}";
}
