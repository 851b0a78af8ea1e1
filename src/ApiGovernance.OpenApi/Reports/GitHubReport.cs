using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// Workflow commands (<c>::error file=...</c>) that GitHub Actions shows beside the lines of a pull request. It shows ten of a level for
/// each step, so the worst come first; waived findings are left out.
/// </summary>
public static class GitHubReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (Finding finding in report.Ordered().Where(f => f.Suppression is null).OrderBy(f => f.Severity))
        {
            string command = finding.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "notice",
            };
            // Only the line feeds between the sentences are ours; others come from the document.
            string text = string.Join('\n', ReportText.Sentences(finding).Select(ReportText.Line));
            writer.Write($"::{command} {Place(finding.Source)}title={Property(finding.RuleId)}::{Data(text)}\n");
        }

        foreach (string note in report.Notes)
            writer.Write($"::notice title=note::{Data(ReportText.Line(note))}\n");
        writer.Write($"{ReportText.Line(report.Title)}: {ReportCounts.Of(report)}\n");
    }

    private static string Place(SourceSpan? source)
    {
        if (source is null)
            return "";

        string place = string.Create(CultureInfo.InvariantCulture, $"file={Property(source.File)},line={source.Line},endLine={source.EndLine},");
        // GitHub ignores columns of a range over several lines, and says so in the log.
        return source.Line == source.EndLine
            ? string.Create(CultureInfo.InvariantCulture, $"{place}col={source.Column},endColumn={source.EndColumn},")
            : place;
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(ReportText.Line(text))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
