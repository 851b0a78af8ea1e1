using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>For pull request comments and job summaries: a table of what counts, and what does not count folded away.</summary>
public static class MarkdownReport
{
    /// <param name="longest">How many rows a table has at most: a job summary has a limit.</param>
    public static void Write(Report report, TextWriter writer, int longest = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"## {MarkdownText.Cell(report.Title)}\n\n");
        writer.Write($"{(report.Fails ? "**Failed**" : "**Passed**")}: {ReportCounts.Of(report)}.\n");
        foreach (string note in report.Notes)
            writer.Write($"\n> {MarkdownText.Cell(note)}\n");

        Finding[] counting = [.. report.Ordered().Where(f => f.Counts).OrderBy(f => f.Severity)];
        if (counting.Length > 0)
            WriteTable(writer, counting, longest);

        Fold("Waived", f => f.Suppression is { Kind: SuppressionKind.Waiver });
        Fold("Ignored in the documents", f => f.Suppression is { Kind: SuppressionKind.Inline });
        Fold("Unchanged", f => f.Suppression is null && !f.Counts);

        void Fold(string summary, Func<Finding, bool> which)
        {
            Finding[] folded = [.. report.Ordered().Where(which)];
            if (folded.Length == 0)
                return;
            writer.Write($"\n<details><summary>{summary}</summary>\n");
            WriteTable(writer, folded, longest);
            writer.Write("\n</details>\n");
        }
    }

    private static void WriteTable(TextWriter writer, Finding[] findings, int longest)
    {
        writer.Write("\n| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n");
        foreach (Finding finding in findings.Take(longest))
        {
            string rule = finding.HelpUri is { } uri ? $"[{MarkdownText.Cell(finding.RuleId)}]({uri.Replace(")", "%29", StringComparison.Ordinal)})" : MarkdownText.Cell(finding.RuleId);
            string place = string.Join("<br>", new[] { finding.Source?.ToString(), ReportText.Operations(finding) }.OfType<string>().Select(MarkdownText.Cell));
            string?[] what = [.. ReportText.Sentences(finding), .. finding.Details, finding.Suppression is { } s ? ReportText.Describe(s) : null];
            writer.Write(
                $"| {ReportText.Word(finding.Severity)} | {rule} | {place} | {string.Join("<br>", what.OfType<string>().Select(MarkdownText.Cell))} |\n");
        }

        if (findings.Length > longest)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"\n{findings.Length - longest} more are in the other reports.\n"));
    }
}
