using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>For pull request comments and job summaries: a table of what counts, and the waived findings folded away.</summary>
public static class MarkdownReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"## {MarkdownText.Cell(report.Title)}\n\n");
        writer.Write($"{(report.Fails ? "**Failed**" : "**Passed**")}: {ReportCounts.Of(report)}.\n");
        foreach (string note in report.Notes)
            writer.Write($"\n> {MarkdownText.Cell(note)}\n");

        Finding[] counting = [.. report.Ordered().Where(f => f.Suppression is null).OrderBy(f => f.Severity)];
        if (counting.Length > 0)
            WriteTable(writer, counting);

        Finding[] waived = [.. report.Ordered().Where(f => f.Suppression is not null)];
        if (waived.Length == 0)
            return;
        writer.Write("\n<details><summary>Waived</summary>\n");
        WriteTable(writer, waived);
        writer.Write("\n</details>\n");
    }

    private static void WriteTable(TextWriter writer, Finding[] findings)
    {
        writer.Write("\n| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n");
        foreach (Finding finding in findings)
        {
            string rule = finding.HelpUri is { } uri ? $"[{MarkdownText.Cell(finding.RuleId)}]({uri.Replace(")", "%29", StringComparison.Ordinal)})" : MarkdownText.Cell(finding.RuleId);
            string place = string.Join("<br>", new[] { finding.Source?.ToString(), ReportText.Operations(finding) }.OfType<string>().Select(MarkdownText.Cell));
            string?[] what = [.. ReportText.Sentences(finding), finding.Suppression is { } s ? ReportText.Describe(s) : null];
            writer.Write(
                $"| {ReportText.Word(finding.Severity)} | {rule} | {place} | {string.Join("<br>", what.OfType<string>().Select(MarkdownText.Cell))} |\n");
        }
    }
}
