using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>How many findings there are of each severity; those that do not count apart.</summary>
/// <param name="Suppressed">By waivers and by ignores in the documents.</param>
/// <param name="Unchanged">Known from an earlier run.</param>
internal readonly record struct ReportCounts(int Errors, int Warnings, int Infos, int Hints, int Suppressed, int Ignored, int Unchanged)
{
    public static ReportCounts Of(Report report) => Of(report.Findings);

    public static ReportCounts Of(IReadOnlyList<Finding> findings)
    {
        int Count(Severity severity) => findings.Count(f => f.Counts && f.Severity == severity);
        return new ReportCounts(
            Count(Severity.Error),
            Count(Severity.Warning),
            Count(Severity.Info),
            Count(Severity.Hint),
            findings.Count(f => f.Suppression is not null),
            findings.Count(f => f.Suppression is { Kind: SuppressionKind.Inline }),
            findings.Count(f => f is { Suppression: null, Counts: false }));
    }

    /// <summary>E.g. <c>2 errors, 1 warning (1 waived)</c>; severities that did not occur are left out.</summary>
    public override string ToString()
    {
        string[] parts = [.. new[] { Part(Errors, "error"), Part(Warnings, "warning"), Part(Infos, "info"), Part(Hints, "hint") }.OfType<string>()];
        string text = parts.Length == 0 ? "no findings" : string.Join(", ", parts);
        string[] apart = [.. new[] { Apart(Suppressed - Ignored, "waived"), Apart(Ignored, "ignored"), Apart(Unchanged, "unchanged") }.OfType<string>()];
        return apart.Length == 0 ? text : $"{text} ({string.Join(", ", apart)})";
    }

    private static string? Apart(int count, string name) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {name}");

    private static string? Part(int count, string name) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")}");
}
