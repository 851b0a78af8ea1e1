using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>What becomes of a result when more is known than the comparison itself saw.</summary>
public static class DiffResults
{
    /// <summary>Proven outweighs by rule, by rule outweighs undecided.</summary>
    public static DiffVerdict Worst(IEnumerable<DiffVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        DiffVerdict worst = DiffVerdict.Compatible;
        foreach (DiffVerdict verdict in verdicts)
            worst = Weight(verdict) > Weight(worst) ? verdict : worst;
        return worst;
    }

    /// <summary>Nothing was compared but for what is told: that is part of the verdict.</summary>
    internal static DiffResult Of(IReadOnlyList<Finding> notCompared) => new()
    {
        Findings = [],
        NotCompared = [.. notCompared.Select(finding => finding with { Compatibility = ChangeCompatibility.Undecided })],
        Verdict = notCompared.Count > 0 ? DiffVerdict.Undecided : DiffVerdict.Compatible,
        RequiredBump = notCompared.Count == 0 ? VersionBump.None
            : notCompared.Any(finding => finding.Severity == Severity.Error) ? VersionBump.Major
            : VersionBump.Minor,
    };

    private static int Weight(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.BreakingProven => 3,
        DiffVerdict.BreakingByRule => 2,
        DiffVerdict.Undecided => 1,
        _ => 0,
    };
}
