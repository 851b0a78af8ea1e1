using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>What waivers make of findings: a covered one is reported and does not count; a waiver that does not do its work is told.</summary>
public static class WaiverApplication
{
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
        return waivers.FirstOrDefault(waiver => waiver.HoldsOn(today) && waiver.Fingerprints.Any(names.Contains)) is { } holds
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

    private static Finding Ended(Waiver waiver) => CatalogFindings.Policy(
        "waiver-expired",
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
