using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>
/// What the gate says of a document that it cannot read, or of which a part was not submitted: that, and nothing else. Whatever would be
/// found in the rest would be about another contract than the one that was meant.
/// </summary>
internal static class UnreadableVerdict
{
    /// <summary>The document is no API contract.</summary>
    public static Verdict Of(GateInput input, IReadOnlyList<Finding> findings)
    {
        Finding[] arranged = [.. GateWeights.Arrange(findings.Select(finding => GateFindings.Named(finding, input)))];
        Finding[] errors = [.. arranged.Where(finding => finding.Severity == Severity.Error)];
        return Of(input, arranged, errors, "the document cannot be read as an API contract" + (errors.Length > 0 ? $" ({errors[0].Message})" : "."));
    }

    /// <summary>References lead to files or hosts that are not part of the submission; null when none does that is not waived.</summary>
    public static Verdict? OfIncomplete(GateInput input, IReadOnlyList<Finding> findings)
    {
        Finding[] missing = [.. Weighed(input.Revision.LeadingOut, input).Where(finding => finding.Suppression is null)];
        if (missing.Length == 0)
            return null;
        Finding[] arranged = Weighed(findings, input);
        Finding first = missing[0];
        string more = missing.Length == 1 ? "" : $" So do {missing.Length - 1} more.";
        return Of(
            input, arranged, [.. missing, .. arranged.Where(finding => finding is { Severity: Severity.Error, Suppression: null }).Except(missing)],
            $"the contract refers to what was not submitted with it. {first.Message} It stands in {first.Source}, at {first.Pointer}.{more} {first.Fix}");
    }

    private static Finding[] Weighed(IReadOnlyList<Finding> findings, GateInput input) =>
        [.. GateWeights.Arrange(findings.Select(finding => GateWeights.Weigh(finding, input)))];

    /// <param name="errors">What to mend, the most telling first.</param>
    private static Verdict Of(GateInput input, Finding[] findings, Finding[] errors, string reason) => new()
    {
        Outcome = VerdictOutcome.NotChecked,
        Findings = findings,
        Blocking = errors,
        NotChecked = errors,
        Impact = [],
        Evidence = GovernanceGate.EvidenceOf(input, VersionBump.None, null),
        Summary = $"Not checked: {reason}",
    };
}
