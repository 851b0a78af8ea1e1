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

    private const int MostPairs = 20;

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
                "Mend what cannot be read; describe its operations; split a contract that has thousands of them.", source));
        }

        return findings;
    }

    /// <summary>Nobody compared it with anything, where what would be found could hold it back.</summary>
    internal static Finding NotLookedAt(string reason, ApiContract contract) => new()
    {
        Kind = FindingKind.Overlap,
        RuleId = NotChecked,
        Severity = Severity.Warning,
        Message = $"The overlap with other APIs was not looked at: {reason}.",
        Fix = "Say where the other APIs are: the catalog's folder, or the live catalog.",
        Source = contract.Bundle.Root.SpanOf("/info/title"),
        Pointer = "/info/title",
    };

    private static Finding Undecided(OverlapReport report, ApiOverlap overlap, Func<string, string?> ownerOf, SourceSpan source)
    {
        string owner = ownerOf(overlap.Api) is { } team ? $"owned by {team}" : "which has no owner of record";
        return Create(
            report, Overlap, Severity.Warning, $"{report.Api} {report.Version}".TrimEnd() + $" {overlap.Sentence}, {owner}.",
            $"Use {overlap.Api} or extend it with its owner; or let an architect accept the overlap or decide into which API the two go.", source) with
        {
            Details = Evidence(overlap),
            Operations = [.. overlap.Matches.Select(match => match.Operation)],
            // Neither score nor version nor wording: the finding is the same until the two APIs no longer overlap in this entity.
            Identity = $"{overlap.Api} {overlap.Entity ?? report.Entity?.Name}",
        };
    }

    /// <summary>Apart from the message, which people read in lists: each pair of operations, then what else the two have in common.</summary>
    private static IReadOnlyList<string> Evidence(ApiOverlap overlap)
    {
        IEnumerable<string> pairs = overlap.Matches.Take(MostPairs).Select(match => $"{match.Operation} ~ {match.Other}: {match.Reason}");
        int left = overlap.Matches.Count - MostPairs;
        return
        [
            .. pairs,
            .. left > 0 ? new[] { string.Create(CultureInfo.InvariantCulture, $"and {left} more pairs of operations") } : [],
            .. overlap.Evidence,
            string.Create(CultureInfo.InvariantCulture, $"score {overlap.Score.Total:0.00} of 1"),
        ];
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
