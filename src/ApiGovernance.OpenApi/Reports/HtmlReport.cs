using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>Findings as one page with a table, the worst first. Comparisons and lint runs have pages of their own kind.</summary>
public static class HtmlReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        if (report.Documents.Count > 0)
        {
            LintHtmlReport.Write(report, writer);
            return;
        }

        writer.Write(HtmlText.Start(report.Title));
        writer.Write($"<h1>{HtmlText.Escape(report.Title)}</h1>\n");
        string outcome = report.Fails ? "<strong class=\"bad\">Failed</strong>" : "<strong class=\"good\">Passed</strong>";
        writer.Write($"<p>{outcome}: {ReportCounts.Of(report)} in {HtmlText.Escape(string.Join(", ", report.Inputs))}.</p>\n");
        foreach (string note in report.Notes)
            writer.Write($"<p class=\"soft\">{HtmlText.Inline(note)}</p>\n");
        if (report.Findings.Count > 0)
            WriteTable(report, writer);
        writer.Write($"<p class=\"soft\">apigov {HtmlText.Escape(report.ToolVersion)}</p>\n");
        writer.Write(HtmlText.End);
    }

    private static void WriteTable(Report report, TextWriter writer)
    {
        writer.Write("<table>\n<thead><tr><th>Severity</th><th>Rule</th><th>Where</th><th>What</th></tr></thead>\n<tbody>\n");
        foreach (Finding finding in report.Ordered().OrderBy(f => !f.Counts).ThenBy(f => f.Severity))
        {
            string?[] place = [finding.Source?.ToString(), ReportText.Operations(finding)];
            string?[] what = [.. ReportText.Sentences(finding), .. finding.Details, ReportText.WhyNotCounted(finding)];
            writer.Write(
                $"<tr><td class=\"{Look(finding)}\">{ReportText.Standing(finding).Replace('-', ' ')}</td>"
                + $"<td>{HtmlText.Escape(finding.RuleId)}</td>"
                + $"<td>{string.Join("<br>", place.OfType<string>().Select(HtmlText.Escape))}</td>"
                + $"<td>{string.Join("<br>", what.OfType<string>().Select(HtmlText.Inline))}</td></tr>\n");
        }

        writer.Write("</tbody>\n</table>\n");
    }

    private static string Look(Finding finding) => finding switch
    {
        { Counts: false } => "soft",
        { Severity: Severity.Error } => "bad",
        { Severity: Severity.Warning } => "doubt",
        _ => "soft",
    };
}
