using System.Text.RegularExpressions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.Owasp;

/// <summary>The documentation of `apigov:owasp` holds for every rule: its examples are run, and its words are those of the ruleset.</summary>
public sealed partial class OwaspDocumentationTests
{
    private static readonly Lazy<Ruleset> All = new(() => Lint.Rules("extends: [[apigov:owasp, all]]"));

    private static readonly Lazy<Dictionary<string, string>> Sections = new(() =>
        RuleHeading().Split(File.ReadAllText(RepositoryPaths.At("docs/reference/lint-rules-owasp.md"))).Skip(1).Chunk(2).ToDictionary(part => part[0], part => part[1]));

    public static TheoryData<string> Rules => [.. All.Value.RuleIds];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_bad_example_breaks_the_rule_and_the_good_one_does_not(string rule)
    {
        string section = Sections.Value.GetValueOrDefault(rule).ShouldNotBeNull($"`{rule}` is not documented.");
        Broken(rule, Example(section, "Bad")).ShouldBeGreaterThan(0, "The bad example is good.");
        Broken(rule, Example(section, "Good")).ShouldBe(0, "The good example is bad.");
    }

    [Fact]
    public void Description_severity_and_default_are_those_of_the_ruleset()
    {
        HashSet<string> recommended = [.. Lint.Rules("extends: apigov:owasp").RuleIds];
        Sections.Value.Keys.ShouldBe(All.Value.RuleIds);
        foreach (RuleDescription rule in All.Value.Describe())
        {
            string severity = rule.Severity switch { Severity.Error => "error", Severity.Warning => "warn", _ => "info" };
            Sections.Value[rule.Id].ShouldContain($"**{rule.Description}** ({severity}{(recommended.Contains(rule.Id) ? "" : ", off by default")})");
        }
    }

    [Fact]
    public void Every_rule_of_the_public_ruleset_has_a_counterpart()
    {
        string documentation = File.ReadAllText(RepositoryPaths.At("docs/reference/lint-rules-owasp.md"));
        MatchCollection rows = CoverageRow().Matches(documentation);
        rows.Select(row => row.Groups[1].Value).Distinct().Count().ShouldBe(32);
        rows.SelectMany(row => row.Groups[2].Value.Split(", ")).Select(name => "owasp-" + name.Trim('`')).Except(All.Value.RuleIds).ShouldBeEmpty();
    }

    private static int Broken(string rule, string example)
    {
        string document = example.StartsWith("openapi:", StringComparison.Ordinal) || example.StartsWith("swagger:", StringComparison.Ordinal)
            ? example
            : "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + example;
        return Lint.Run(All.Value, document).Count(finding => finding.RuleId == rule);
    }

    private static string Example(string section, string heading)
    {
        Match match = Regex.Match(section, $@"^{heading}:\n\n```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        match.Success.ShouldBeTrue($"There is no example under `{heading}:`.");
        return match.Groups[1].Value;
    }

    [GeneratedRegex(@"^\| `(api\d+:2023-[^`]+)` \| ([^|]+) \| \d+ \| \d+ \| \d+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex CoverageRow();

    [GeneratedRegex("^### `([^`]+)`$", RegexOptions.Multiline)]
    private static partial Regex RuleHeading();
}
