using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>How many findings there are of each severity; waived ones apart.</summary>
internal readonly record struct ReportCounts(int Errors, int Warnings, int Infos, int Hints, int Suppressed)
{
    public static ReportCounts Of(Report report)
    {
        int Count(Severity severity) => report.Findings.Count(f => f.Suppression is null && f.Severity == severity);
        return new ReportCounts(
            Count(Severity.Error),
            Count(Severity.Warning),
            Count(Severity.Info),
            Count(Severity.Hint),
            report.Findings.Count(f => f.Suppression is not null));
    }

    /// <summary>E.g. <c>2 errors, 1 warning (1 waived)</c>; severities that did not occur are left out.</summary>
    public override string ToString()
    {
        string[] parts = [.. new[] { Part(Errors, "error"), Part(Warnings, "warning"), Part(Infos, "info"), Part(Hints, "hint") }.OfType<string>()];
        string text = parts.Length == 0 ? "no findings" : string.Join(", ", parts);
        return Suppressed == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} ({Suppressed} waived)");
    }

    private static string? Part(int count, string name) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")}");
}
