using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>What waivers make of findings: a covered one is reported and does not count; a waiver that does not do its work is told.</summary>
public static class WaiverApplication
{
    internal const string ExpiredRule = "waiver-expired", ExpiringRule = "waiver-expiring";

    /// <summary>
    /// The findings in their order, covered ones with their suppression; then a warning for each waiver that covers one but has ended, and
    /// a note for each that covers none.
    /// </summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, IReadOnlyList<Waiver> waivers, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(waivers);
        if (waivers.Count == 0)
            return findings;
        HashSet<string> present = Present(findings);
        return
        [
            .. findings.Select(finding => Suppress(finding, waivers, today)),
            .. waivers.Where(waiver => !waiver.HoldsOn(today) && waiver.Fingerprints.Any(present.Contains)).Select(Ended),
            .. waivers.Where(waiver => !waiver.Fingerprints.All(present.Contains)).Select(waiver => Unused(waiver, present)),
        ];
    }

    /// <summary>The finding, with its suppression when a waiver covers it today.</summary>
    /// <param name="title">What the contract calls itself; see <see cref="Fingerprints"/>.</param>
    internal static Finding Suppress(Finding finding, IReadOnlyList<Waiver> waivers, DateOnly today, string? title = null)
    {
        if (waivers.Count == 0)
            return finding;
        string[] names = [.. Fingerprints(finding, title)];
        return waivers.FirstOrDefault(waiver => waiver.HoldsOn(today) && Covers(waiver, finding, names)) is { } holds
            ? finding with { Suppression = new Suppression(holds.Reason, holds.Owner, holds.Expires) }
            : finding;
    }

    /// <summary>A warning for each waiver that would cover one of the findings, had it not ended.</summary>
    internal static IEnumerable<Finding> EndedFor(IReadOnlyList<Finding> findings, IReadOnlyList<Waiver> waivers, DateOnly today, string? title = null)
    {
        Waiver[] ended = [.. waivers.Where(waiver => !waiver.HoldsOn(today))];
        if (ended.Length == 0)
            return [];
        HashSet<string> present = Present(findings, title);
        return ended.Where(waiver => waiver.Fingerprints.Any(present.Contains)).Select(Ended);
    }

    /// <summary>A warning for each waiver that covers one of the findings and ends within so many days.</summary>
    internal static IEnumerable<Finding> EndingFor(
        IReadOnlyList<Finding> findings, IReadOnlyList<Waiver> waivers, DateOnly today, int days, string? title = null)
    {
        Waiver[] ending = [.. waivers.Where(waiver => waiver.HoldsOn(today) && waiver.Expires.DayNumber - today.DayNumber <= days)];
        if (ending.Length == 0)
            return [];
        (Finding Finding, string[] Names)[] named = [.. findings.Select(finding => (finding, Fingerprints(finding, title).ToArray()))];
        return ending.Where(waiver => named.Any(one => Covers(waiver, one.Finding, one.Names))).Select(waiver => Ending(waiver, today));
    }

    private static bool Covers(Waiver waiver, Finding finding, string[] names) =>
        (waiver.Api is null || finding.Api is null || waiver.Api == finding.Api) && waiver.Fingerprints.Any(names.Contains);

    private static HashSet<string> Present(IReadOnlyList<Finding> findings, string? title = null) =>
        findings.SelectMany(finding => Fingerprints(finding, title)).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Files that are looked at outside of the catalog belong to no API yet, and `apigov lint` and comparisons of folders call them by their
    /// title; a waiver for what was found there holds in the catalog too.
    /// </summary>
    private static IEnumerable<string> Fingerprints(Finding finding, string? title)
    {
        yield return finding.Fingerprint;
        if (finding.Api is not null)
            yield return (finding with { Api = null }).Fingerprint;
        if (title is not null && title != finding.Api)
            yield return (finding with { Api = title }).Fingerprint;
    }

    private static Finding Ending(Waiver waiver, DateOnly today)
    {
        int days = waiver.Expires.DayNumber - today.DayNumber;
        string left = days switch { 0 => "today", 1 => "tomorrow", _ => $"in {days.ToString(CultureInfo.InvariantCulture)} days" };
        return CatalogFindings.Policy(
            ExpiringRule,
            $"The waiver {waiver.File} of {waiver.Owner} ends {left} ({waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}); what it covers blocks from the day after.",
            "Mend what it covers before then, or decide anew and write another date.", waiver.ExpiresSpan, "/spec/expires", Severity.Warning) with
        { Identity = waiver.File };
    }

    private static Finding Ended(Waiver waiver) => CatalogFindings.Policy(
        ExpiredRule,
        $"The waiver {waiver.File} of {waiver.Owner} ended on {waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; what it covers counts again.",
        "Mend what it covers, or decide anew and write another date.", waiver.ExpiresSpan, "/spec/expires", Severity.Warning) with
    { Identity = waiver.File };

    private static Finding Unused(Waiver waiver, HashSet<string> present)
    {
        string[] unknown = [.. waiver.Fingerprints.Where(fingerprint => !present.Contains(fingerprint))];
        string extent = unknown.Length == waiver.Fingerprints.Count ? "covers nothing here" : "is wider than what is found here";
        return CatalogFindings.Policy(
            "waiver-unused",
            $"The waiver {waiver.File} of {waiver.Owner} {extent}: no finding has the fingerprint {string.Join(" or ", unknown)}.",
            "Delete what is no longer needed; keep it when it is for another API.", waiver.FingerprintsSpan, "/spec/fingerprints", Severity.Info) with
        { Identity = waiver.File };
    }
}
