using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Published;

/// <summary>The result of a comparison as lines to approve: what it comes to, how often each id occurs, then a line per finding.</summary>
internal static class ResultText
{
    /// <summary>A result of thousands of findings is told by its counts; the first ones show what they look like.</summary>
    private const int LinesAtMost = 400;

    /// <summary>Whole bodies stand in some sentences.</summary>
    private const int LengthAtMost = 300;

    public static string Of(DiffResult result)
    {
        StringBuilder text = new();
        text.Append("verdict: ").Append(result.Verdict).Append('\n');
        text.Append("least version step: ").Append(result.RequiredBump).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"findings: {result.Findings.Count}, not compared: {result.NotCompared.Count}\n");

        Section(text, "ids", [.. result.Findings
            .GroupBy(finding => $"{finding.Severity} | {finding.Compatibility} | {finding.RuleId}")
            .OrderBy(group => group.First().Severity).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} x {group.Key}")]);
        Section(text, "findings (severity | compatibility | id | operations | identity | pointer | message | witness)", [.. result.Findings.Select(Line)]);
        Section(text, "not compared (severity | id | place | message)", [.. result.NotCompared
            .Select(finding => string.Join(" | ", finding.Severity, finding.RuleId, Place(finding), Short(finding.Message)))]);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string[] lines)
    {
        text.Append('\n').Append(title).Append('\n');
        foreach (string line in lines.Take(LinesAtMost))
            text.Append(line).Append('\n');
        if (lines.Length > LinesAtMost)
            text.Append(CultureInfo.InvariantCulture, $"... and {lines.Length - LinesAtMost} more\n");
    }

    private static string Line(Finding finding) => string.Join(
        " | ",
        finding.Severity,
        finding.Compatibility?.ToString() ?? "-",
        finding.RuleId,
        Operations(finding),
        finding.Identity ?? "-",
        finding.Pointer,
        Short(finding.Message),
        finding.Witness is { } witness ? Short(witness) : "-");

    private static string Operations(Finding finding) => finding switch
    {
        { Operations.Count: > 1 } => $"{finding.Operations[0]} and {finding.Operations.Count - 1} more",
        { Operations.Count: 1 } => finding.Operations[0],
        _ => finding.Operation ?? "-",
    };

    /// <summary>The file's name only: the folder is this machine's.</summary>
    private static string Place(Finding finding) => finding.Source is { } source ? $"{Path.GetFileName(source.File)}:{source.Line}{finding.Pointer}" : finding.Pointer;

    private static string Short(string sentence)
    {
        string line = sentence.ReplaceLineEndings(" ");
        return line.Length <= LengthAtMost ? line : $"{line[..LengthAtMost]}... ({line.Length} characters)";
    }
}
