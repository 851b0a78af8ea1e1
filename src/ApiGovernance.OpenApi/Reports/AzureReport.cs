using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// Logging commands of Azure Pipelines (<c>##vso[task.logissue ...]</c>), which it shows as the issues of a run, the worst first. It knows
/// errors and warnings; milder findings and notes are plain lines. What does not count is left out. The last command makes a run with
/// findings a partial success, or a failure where the report fails.
/// </summary>
public static class AzureReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (Finding finding in report.Ordered().Where(f => f.Counts).OrderBy(f => f.Severity))
        {
            // A milder one is a line of the log and no issue.
            string text = ReportText.Line(string.Join(' ', ReportText.Sentences(finding)));
            writer.Write(finding.Severity <= Severity.Warning
                ? $"##vso[task.logissue type={ReportText.Word(finding.Severity)}{Place(finding)};code={Property(finding.RuleId)};]{Data(text)}\n"
                : $"{Plain($"{finding.Source} {ReportText.Word(finding.Severity)} {finding.RuleId}: {text}".TrimStart())}\n");
        }

        foreach (string note in report.Notes)
            writer.Write($"note: {Plain(note)}\n");
        writer.Write($"{Plain(report.Title)}: {ReportCounts.Of(report)}\n");
        if (report.Fails)
            writer.Write("##vso[task.complete result=Failed;]\n");
        else if (report.Findings.Any(finding => finding.Counts && finding.Severity <= Severity.Warning))
            writer.Write("##vso[task.complete result=SucceededWithIssues;]\n");
    }

    private static string Place(Finding finding) => finding.Source is { } source
        ? string.Create(CultureInfo.InvariantCulture, $";sourcepath={Property(source.File)};linenumber={source.Line};columnnumber={source.Column}")
        : "";

    private static string Plain(string text) => ReportText.LogLine(text);

    private static string Data(string text) => text.Replace("%", "%AZP25", StringComparison.Ordinal);

    private static string Property(string text) => new StringBuilder(Data(ReportText.Line(text))).Replace(";", "%3B").Replace("]", "%5D").ToString();
}
