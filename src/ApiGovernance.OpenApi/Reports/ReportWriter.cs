namespace ApiGovernance.OpenApi.Reports;

/// <summary>Writes a report in the format asked for. The same report gives the same bytes; lines end with a line feed.</summary>
public static class ReportWriter
{
    /// <param name="colour">ANSI colours, for <see cref="ReportFormat.Text"/> on a terminal.</param>
    /// <param name="links">Hyperlinks, likewise.</param>
    public static void Write(ReportFormat format, Report report, TextWriter writer, bool colour = false, bool links = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        switch (format)
        {
            case ReportFormat.Text:
                TextReport.Write(report, writer, colour, links);
                break;
            case ReportFormat.Json:
                JsonReport.Write(report, writer);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(report, writer);
                break;
            case ReportFormat.JUnit:
                JUnitReport.Write(report, writer);
                break;
            case ReportFormat.GitHub:
                GitHubReport.Write(report, writer);
                break;
            case ReportFormat.GitLab:
                GitLabReport.Write(report, writer);
                break;
            case ReportFormat.Markdown:
                MarkdownReport.Write(report, writer);
                break;
            case ReportFormat.Html:
                HtmlReport.Write(report, writer);
                break;
            case ReportFormat.Azure:
                AzureReport.Write(report, writer);
                break;
            case ReportFormat.TeamCity:
                TeamCityReport.Write(report, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No such report format.");
        }
    }
}
