using System.CommandLine;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Changelogs;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>A comparison that was made.</summary>
/// <param name="IsIncomplete">A document of a set could not be read.</param>
internal sealed record Comparison(DiffReport Report, bool IsIncomplete)
{
    /// <summary>Writes the report and gives the exit code that it asks for.</summary>
    public int Write(ParseResult parsed, ReportOptions options)
    {
        DiffReport report = Report with { FailAt = options.FailAtOf(parsed) };
        options.Write(parsed, (format, writer, colour) => DiffReportWriter.Write(format, report, writer, colour));
        // On a terminal the report's own last lines say it.
        if (Console.IsOutputRedirected || !options.TargetsOf(parsed).Contains(new ReportTarget(ReportFormat.Text, null)))
            Console.Error.WriteLine($"verdict: {DiffWords.Word(report.Verdict)}; least version step: {DiffWords.Word(report.RequiredBump)}");
        return IsIncomplete ? ExitCodes.DocumentUnreadable
            : Fails(report) ? ExitCodes.Findings
            : ExitCodes.Clean;
    }

    public Changelog ToChangelog() => new()
    {
        Title = Report.Contracts is [{ Name.Length: > 0 } only] ? only.Name : Report.Revision,
        ToolVersion = Report.ToolVersion,
        Notes = Report.Notes,
        // Documents that did not change at all are not told.
        Releases =
        [
            .. Report.Contracts.Where(contract => Report.Contracts.Count == 1 || contract.Result.RequiredBump != VersionBump.None).Select(contract => new ChangelogRelease
            {
                Name = contract.Name,
                VersionBefore = contract.VersionBefore,
                VersionAfter = contract.VersionAfter,
                Result = contract.Result,
            }),
        ],
    };

    // What policy makes of what could not be decided is the severity of its findings.
    private static bool Fails(DiffReport report) =>
        report.Changes.Concat(report.NotCompared).Any(finding => finding.Counts && finding.Severity <= report.FailAt);
}
