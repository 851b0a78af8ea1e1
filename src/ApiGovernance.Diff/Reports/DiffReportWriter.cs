using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>Writes a comparison in the format asked for. The same report gives the same bytes; lines end with a line feed.</summary>
public static class DiffReportWriter
{
    /// <param name="colour">ANSI colours, for <see cref="ReportFormat.Text"/> on a terminal.</param>
    public static void Write(ReportFormat format, DiffReport report, TextWriter writer, bool colour = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        switch (format)
        {
            case ReportFormat.Text:
                DiffTextReport.Write(report, writer, colour);
                break;
            case ReportFormat.Markdown:
                DiffMarkdownReport.Write(report, writer);
                break;
            case ReportFormat.Html:
                DiffHtmlReport.Write(report, writer);
                break;
            case ReportFormat.Json:
                JsonReport.Write(report.ToReport([report.Base, report.Revision], []) with { Notes = report.Notes }, writer);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(report.ToReport([report.Base, report.Revision], Rules(report)), writer);
                break;
            default:
                // They show findings beside lines of the revision; the base has no lines there.
                ReportWriter.Write(format, report.ToReport([report.Revision], []), writer);
                break;
        }
    }

    private static List<ReportRule> Rules(DiffReport report) =>
    [
        .. report.Changes.Concat(report.NotCompared).Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal)
            .Where(ChangeCatalog.Knows)
            .Select(ChangeCatalog.Get)
            .Select(change => new ReportRule(change.Id, change.Meaning, change.Severity, $"docs/reference/change-ids.md#{change.Id}")),
    ];
}
