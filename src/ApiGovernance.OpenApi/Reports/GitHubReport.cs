using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// Workflow commands (<c>::error file=...</c>) that GitHub Actions shows beside the lines of a pull request, the worst first. It shows ten
/// of a level for each step and drops the rest, so the rest are lines of the log and a notice counts them. What does not count is left out.
/// </summary>
public static class GitHubReport
{
    private const int ShownOfALevel = 10, DetailsOfAnnotation = 5;

    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        Finding[] counting = [.. report.Ordered().Where(f => f.Counts).OrderBy(f => f.Severity)];
        // Notices of ours take room from those of the findings.
        Dictionary<string, int> room = new(StringComparer.Ordinal)
        {
            ["error"] = ShownOfALevel,
            ["warning"] = ShownOfALevel,
            ["notice"] = Math.Max(0, ShownOfALevel - report.Notes.Count - 1),
        };
        int left = 0;
        foreach (Finding finding in counting)
        {
            if (room[Command(finding)]-- > 0)
                WriteAnnotation(finding, writer);
            else
            {
                left++;
                writer.Write(ReportText.LogLine($"- {finding.Source} {ReportText.Word(finding.Severity)} {finding.RuleId}: {string.Join(' ', ReportText.Sentences(finding))}") + "\n");
            }
        }

        foreach (string note in report.Notes)
            writer.Write($"::notice title=note::{Data(ReportText.Line(note))}\n");
        if (left > 0)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $"::notice title=apigov::{left} more findings are in the log: GitHub shows ten of a level for each step.\n"));
        }

        writer.Write($"{ReportText.Line(report.Title)}: {ReportCounts.Of(report)}\n");
    }

    private static string Command(Finding finding) => finding.Severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static void WriteAnnotation(Finding finding, TextWriter writer)
    {
        // Only the line feeds between the sentences are ours; others come from the document.
        string text = string.Join('\n', ReportText.Sentences(finding).Concat(ReportText.Details(finding, DetailsOfAnnotation)).Select(ReportText.Line));
        writer.Write($"::{Command(finding)} {Place(finding.Source)}title={Property(finding.RuleId)}::{Data(text)}\n");
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
