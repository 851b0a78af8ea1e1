using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>An overlap report as findings: one for each API that overlaps, weighed by what was decided about it.</summary>
public static class OverlapFindings
{
    public const string Overlap = "overlap-api";

    public const string NotChecked = "overlap-not-checked";

    /// <param name="contract">The proposed contract: says where things are written.</param>
    /// <param name="ownerOf">The team that owns an API; null where nobody knows.</param>
    /// <param name="decisions">All that were recorded, the newest last: of two about the same APIs the last that holds counts.</param>
    /// <param name="today">Decides which decisions hold (UTC).</param>
    public static IReadOnlyList<Finding> Of(
        OverlapReport report, ApiContract contract, Func<string, string?> ownerOf, IReadOnlyList<OverlapDecision> decisions, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(ownerOf);
        ArgumentNullException.ThrowIfNull(decisions);
        SourceSpan source = contract.Bundle.Root.SpanOf("/info/title");
        List<Finding> findings = [.. report.Overlaps.Select(overlap => Decided(Undecided(report, overlap, ownerOf, source), report, overlap, decisions, today))];
        if (report.NotCompared is { } reason)
        {
            findings.Add(Create(
                report, NotChecked, Severity.Warning, $"The overlap with other APIs is not fully known. {reason}",
                "Describe its operations; split a contract that has thousands of them.", source));
        }

        return findings;
    }

    private static Finding Undecided(OverlapReport report, ApiOverlap overlap, Func<string, string?> ownerOf, SourceSpan source)
    {
        string owner = ownerOf(overlap.Api) is { } team ? $" (owner of record: {team})" : " (no owner of record)";
        string pairs = string.Join("; ", overlap.Matches.Take(3).Select(match => $"{match.Operation} ~ {match.Other}: {match.Reason}"));
        string more = overlap.Matches.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $"; and {overlap.Matches.Count - 3} more") : "";
        string evidence = overlap.Evidence.Count > 0 ? $" {string.Join("; ", overlap.Evidence)}." : "";
        string message = string.Create(
            CultureInfo.InvariantCulture, $"{report.Api} {report.Version} {overlap.Sentence}{owner}, score {overlap.Score.Total:0.00}. {pairs}{more}.{evidence}");
        return Create(
            report, Overlap, Severity.Warning, message, $"Use {overlap.Api} or extend it with its owner; or let an architect accept the overlap or decide into which API the two go.", source) with
        {
            Operations = [.. overlap.Matches.Select(match => match.Operation)],
            // Neither score nor version nor wording: the finding is the same until the two APIs no longer overlap in this entity.
            Identity = $"{overlap.Api} {overlap.Entity ?? report.Entity?.Name}",
        };
    }

    private static Finding Decided(Finding finding, OverlapReport report, ApiOverlap overlap, IReadOnlyList<OverlapDecision> decisions, DateOnly today)
    {
        OverlapDecision[] about = [.. decisions.Where(decision => decision.IsAbout(report.Api, overlap.Api))];
        if (about.LastOrDefault(decision => decision.HoldsOn(today)) is { } holds)
        {
            if (holds.Kind == OverlapDecisionKind.Accept)
                return finding with { Suppression = holds.AsSuppression() };
            bool stays = holds.Into == report.Api;
            return finding with
            {
                // The API that stays has nothing to do; one that is to go reminds with every change.
                Severity = stays ? Severity.Info : Severity.Warning,
                Message = $"{finding.Message} {holds.By} decided to consolidate into {holds.Into} (owner of record: {holds.OwnerOfRecord}): {holds.Reason}",
                Fix = stays ? $"Take over what {overlap.Api} has and this API lacks." : $"Move callers to {holds.Into}; build nothing new here.",
            };
        }

        return about is [.., { Expires: { } ended } last]
            ? finding with { Message = $"{finding.Message} The decision of {last.By} about it ended on {ended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}." }
            : finding;
    }

    private static Finding Create(OverlapReport report, string rule, Severity severity, string message, string fix, SourceSpan source) => new()
    {
        Kind = FindingKind.Overlap,
        RuleId = rule,
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = source,
        Pointer = "/info/title",
        Api = report.Api,
    };
}
