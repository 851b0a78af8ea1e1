using System.Globalization;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.OpenApiRules;

/// <summary>
/// Documents of all versions, each fault of each rule in them, against what Spectral 6.16 says of them (<c>NAME.spectral.tsv</c>: rule,
/// line, pointer). Where ours is meant to differ, <c>NAME.differences.tsv</c> says where and why. <c>bench/lint-compare.sh --record</c>
/// asks Spectral again.
/// </summary>
public sealed class SpectralCaseTests
{
    private static readonly Ruleset All = Lint.Rules("extends: [[spectral:oas, all]]");

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Folder => RepositoryPaths.At("tests/ApiGovernance.Linting.Tests/OpenApiRules/cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_places_are_told_as_by_Spectral_but_for_what_is_meant_to_differ(string name)
    {
        List<string> expected = [.. Lines(name + ".spectral.tsv").Where(line => !line.StartsWith("invalid-ref\t", StringComparison.Ordinal))];
        foreach (string difference in Lines(name + ".differences.tsv"))
        {
            string[] cells = difference.Split('\t');
            cells.Length.ShouldBe(5, difference);
            string place = string.Join('\t', cells[1..4]);
            if (cells[0] == "+")
                expected.Add(place);
            else
                expected.Remove(place).ShouldBeTrue($"Spectral does not say {place}");
        }

        List<string> told = Told(name);
        List<string> wrong = [.. Without(told, expected).Select(place => "+\t" + place), .. Without(expected, told).Select(place => "-\t" + place)];
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_is_broken_by_some_case()
    {
        IEnumerable<string> told = Cases().SelectMany(row => Told(row.Data)).Select(line => line.Split('\t')[0]);
        All.RuleIds.Except(told).ShouldBeEmpty();
    }

    private static List<string> Without(List<string> places, List<string> others)
    {
        List<string> left = [.. places];
        foreach (string other in others)
            left.Remove(other);
        return left;
    }

    private static List<string> Told(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, name + ".yaml"));
        IReadOnlyList<Finding> findings = Linter.Lint(DocumentBundle.FromBytes(name + ".yaml", bytes), All);
        return
        [
            .. findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.RuleId}\t{finding.Source!.Line}\t{finding.Pointer}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string[] Lines(string file) => Path.Combine(Folder, file) is var path && File.Exists(path) ? File.ReadAllLines(path) : [];
}
