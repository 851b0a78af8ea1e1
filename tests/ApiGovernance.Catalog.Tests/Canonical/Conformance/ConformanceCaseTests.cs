using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>
/// Every contract of the folder <c>Cases</c> against the small model: one thing that is right or wrong each, with the whole report
/// approved.
/// </summary>
public sealed class ConformanceCaseTests
{
    private static string Cases => Path.Combine(ConformanceText.Folder, "Cases");

    public static TheoryData<string> Names => [.. All];

    private static IEnumerable<string> All =>
        Directory.EnumerateFiles(Cases, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Names))]
    public void Its_report_is_the_approved_one(string name) => Golden.Match(ConformanceText.Of(Check(name)), $"case-{name}");

    [Fact]
    public void Every_rule_has_a_case()
    {
        string[] seen = [.. All.SelectMany(name => Check(name).Findings).Select(f => f.RuleId).Distinct()];

        ConformanceRules.All.Select(rule => rule.Id).Except(seen).ShouldBeEmpty();
        seen.Except(ConformanceRules.All.Select(rule => rule.Id)).ShouldBeEmpty();
    }

    private static ConformanceReport Check(string name) =>
        CanonicalConformance.Check(ConformanceText.Contract(File.ReadAllText(Path.Combine(Cases, $"{name}.yaml"))), ConformanceText.SmallModel);
}
