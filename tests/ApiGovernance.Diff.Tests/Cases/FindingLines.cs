using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Cases;

/// <summary>A line a finding: severity, what it does to callers, id and operations. So a case also shows that nothing else is said.</summary>
internal static class FindingLines
{
    public static IEnumerable<Finding> All(DiffResult result) => result.Findings.Concat(result.NotCompared);

    public static string[] Of(IEnumerable<Finding> told)
    {
        Finding[] findings = [.. told];
        foreach (Finding finding in findings)
        {
            finding.Message.ShouldEndWith(".");
            // A proof is a message; and only what breaks has one.
            string.IsNullOrEmpty(finding.Witness).ShouldBe(finding.Compatibility != ChangeCompatibility.BreakingProven, $"{finding.RuleId}: {finding.Witness}");
        }

        return [.. findings.Select(finding => $"{Verdict(finding)} {finding.RuleId} {Operations(finding)}").Order(StringComparer.Ordinal)];
    }

    /// <summary><c>error proven</c>, <c>info compatible</c>.</summary>
    private static string Verdict(Finding finding) => $"{finding.Severity.ToString().ToLowerInvariant()} {Words(finding.Compatibility)}";

    private static string Words(ChangeCompatibility? compatibility) => compatibility switch
    {
        ChangeCompatibility.BreakingProven => "proven",
        ChangeCompatibility.BreakingByRule => "by-rule",
        ChangeCompatibility.Undecided => "undecided",
        ChangeCompatibility.Compatible => "compatible",
        _ => "refused",
    };

    private static string Operations(Finding finding) => finding.Operation ?? (finding.Operations.Count > 0 ? string.Join(", ", finding.Operations) : "-");
}
