using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff;

/// <summary>What becomes of a result when more is known than the comparison itself saw.</summary>
public static class DiffResults
{
    /// <summary>Proven outweighs by rule, by rule outweighs undecided.</summary>
    public static DiffVerdict Worst(IEnumerable<DiffVerdict> verdicts) => verdicts.DefaultIfEmpty(DiffVerdict.Compatible).MaxBy(Weight);

    /// <summary>
    /// Adds what could not be read on either side: it is missing from the models that were compared, so nothing is called compatible
    /// that has it.
    /// </summary>
    public static DiffResult WithUnread(this DiffResult result, ApiContract baseline, ApiContract revision, CompatibilityPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(revision);
        return result.WithNotCompared(
            [.. baseline.Findings.Concat(revision.Findings).Where(finding => finding.Severity == Severity.Error).Distinct()], policy);
    }

    /// <summary>The same for anything that was not compared.</summary>
    public static DiffResult WithNotCompared(this DiffResult result, IReadOnlyList<Finding> findings, CompatibilityPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(policy);
        if (findings.Count == 0)
            return result;
        DiffVerdict verdict = Worst([result.Verdict, DiffVerdict.Undecided]);
        return result with
        {
            NotCompared = [.. findings.Select(finding => finding with { Compatibility = ChangeCompatibility.Undecided }), .. result.NotCompared],
            Verdict = verdict,
            RequiredBump = verdict == DiffVerdict.Undecided && policy.UndecidedBreaks ? VersionBump.Major : result.RequiredBump,
        };
    }

    private static int Weight(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.BreakingProven => 3,
        DiffVerdict.BreakingByRule => 2,
        DiffVerdict.Undecided => 1,
        _ => 0,
    };
}
