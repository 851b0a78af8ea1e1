using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// For people: <c>file:line:column severity rule message</c>, one block for each file, a summary at the end. With
/// <see cref="Report.Excerpts"/> the line that is meant stands below each finding.
/// </summary>
public static class TextReport
{
    /// <param name="colour">ANSI colours.</param>
    /// <param name="links">Places and rules become hyperlinks of the terminal (OSC 8).</param>
    public static void Write(Report report, TextWriter writer, bool colour = false, bool links = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        // On a lint run a rule is found often, and where it is explained is said once.
        HashSet<string>? explained = report.Documents.Count > 0 ? [] : null;
        foreach (IGrouping<string, Finding> file in report.Ordered().GroupBy(f => f.Source?.File ?? ""))
        {
            foreach (Finding finding in file)
                Write(finding, report.Excerpts, explained, writer, colour, links);
            writer.Write('\n');
        }

        foreach (string note in report.Notes)
            writer.Write($"note: {ReportText.Line(note)}\n");
        if (report.Documents.Count > 0)
            WriteTopRules(report, writer);
        string checkedWhat = report.Inputs.Count == 1 ? ReportText.Line(report.Inputs[0]) : $"{report.Inputs.Count} inputs";
        writer.Write($"{ReportText.Line(report.Title)}: {ReportCounts.Of(report)} in {checkedWhat}\n");
    }

    private static void Write(Finding finding, SourceExcerpts? excerpts, HashSet<string>? explained, TextWriter writer, bool colour, bool links)
    {
        string place = finding.Source is { } source ? $"{TerminalText.Link(ReportText.Line(source.ToString()), links ? TerminalText.FileUri(source.File) : null)} " : "";
        string severity = TerminalText.Paint(finding, ReportText.Standing(finding), colour);
        // Where the rule itself leads to its explanation, a line for it would say the same again.
        string? help = TerminalText.SafeUri(finding.HelpUri);
        string rule = TerminalText.Link(ReportText.Line(finding.RuleId), links ? help : null);
        writer.Write($"{place}{severity} {rule} {ReportText.Line(finding.Message)}\n");
        if (excerpts?.Of(finding) is { } excerpt)
            TerminalText.WriteExcerpt(excerpt, finding, writer, colour);
        foreach (string detail in finding.Details)
            writer.Write($"    - {ReportText.Line(detail)}\n");
        // Details name the operations themselves.
        if (finding.Operations.Count > 0 && finding.Details.Count == 0)
            Detail(writer, "used by", ReportText.Operations(finding));
        Detail(writer, "was", finding.Before);
        Detail(writer, "is", finding.After);
        Detail(writer, "proof", finding.Witness);
        Detail(writer, "fix", finding.Fix);
        if ((!links || help is null) && explained?.Add(finding.RuleId) != false)
            Detail(writer, "help", finding.HelpUri);
        if (ReportText.WhyNotCounted(finding) is { } why)
            writer.Write($"    {ReportText.Line(why)}\n");
    }

    private static void Detail(TextWriter writer, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            writer.Write($"    {label}: {ReportText.Line(text)}\n");
    }

    /// <summary>On a long report, which rules it is made of: mending starts there.</summary>
    private static void WriteTopRules(Report report, TextWriter writer)
    {
        const int LongReport = 20, Shown = 5;
        Finding[] counting = [.. report.Findings.Where(finding => finding.Counts)];
        if (counting.Length < LongReport)
            return;
        IGrouping<string, Finding>[] rules =
        [
            .. counting.GroupBy(finding => finding.RuleId, StringComparer.Ordinal).OrderByDescending(rule => rule.Count()).ThenBy(rule => rule.Key, StringComparer.Ordinal),
        ];
        string most = string.Join(", ", rules.Take(Shown).Select(rule => $"{ReportText.Line(rule.Key)} ({rule.Count()})"));
        writer.Write($"most: {most}{(rules.Length > Shown ? $", and {rules.Length - Shown} other rules" : "")}\n");
    }
}
