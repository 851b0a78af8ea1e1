using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// How far a document follows the rules that ran on it, from 0 to 100: the share of rules without a finding that counts. A rule weighs by
/// its severity (error 4, warning 2, milder 1), so that a comma does not cost what a security hole costs. How often a rule is broken does
/// not matter: a large document would always look worse than a small one.
/// </summary>
internal sealed record LintScore(int Passed, int Run, int Points)
{
    /// <summary>Null when nothing ran.</summary>
    public static LintScore? Of(ReportDocument document, IReadOnlyDictionary<string, Severity> severities)
    {
        if (document.IsUnreadable || document.Rules.Count == 0)
            return null;
        HashSet<string> broken = [.. document.Findings.Where(finding => finding.Counts).Select(finding => finding.RuleId), .. document.GivenUp.Keys];
        int all = 0, kept = 0, passed = 0;
        foreach (string rule in document.Rules)
        {
            int weight = Weight(severities.GetValueOrDefault(rule, Severity.Warning));
            all += weight;
            if (broken.Contains(rule))
                continue;
            kept += weight;
            passed++;
        }

        // Rounded down: 100 is for who keeps them all.
        return new LintScore(passed, document.Rules.Count, kept * 100 / all);
    }

    private static int Weight(Severity severity) => severity switch
    {
        Severity.Error => 4,
        Severity.Warning => 2,
        _ => 1,
    };
}
