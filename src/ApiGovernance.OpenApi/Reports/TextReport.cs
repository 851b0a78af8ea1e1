using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>For people: <c>file:line:column severity rule message</c>, one block for each file, a summary at the end.</summary>
public static class TextReport
{
    public static void Write(Report report, TextWriter writer, bool colour = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (IGrouping<string, Finding> file in report.Ordered().GroupBy(f => f.Source?.File ?? ""))
        {
            foreach (Finding finding in file)
                Write(finding, writer, colour);
            writer.Write('\n');
        }

        foreach (string note in report.Notes)
            writer.Write($"note: {ReportText.Line(note)}\n");
        string checkedWhat = report.Inputs.Count == 1 ? ReportText.Line(report.Inputs[0]) : $"{report.Inputs.Count} inputs";
        writer.Write($"{ReportText.Line(report.Title)}: {ReportCounts.Of(report)} in {checkedWhat}\n");
    }

    private static void Write(Finding finding, TextWriter writer, bool colour)
    {
        string place = finding.Source is { } source ? $"{ReportText.Line(source.ToString())} " : "";
        string severity = Paint(finding, colour);
        writer.Write($"{place}{severity} {ReportText.Line(finding.RuleId)} {ReportText.Line(finding.Message)}\n");
        if (finding.Operations.Count > 0)
            Detail(writer, "used by", ReportText.Operations(finding));
        Detail(writer, "was", finding.Before);
        Detail(writer, "is", finding.After);
        Detail(writer, "proof", finding.Witness);
        Detail(writer, "fix", finding.Fix);
        Detail(writer, "help", finding.HelpUri);
        if (finding.Suppression is { } suppression)
            writer.Write($"    {ReportText.Line(ReportText.Describe(suppression))}\n");
    }

    private static void Detail(TextWriter writer, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            writer.Write($"    {label}: {ReportText.Line(text)}\n");
    }

    private static string Paint(Finding finding, bool colour)
    {
        string word = finding.Suppression is null ? ReportText.Word(finding.Severity) : $"waived-{ReportText.Word(finding.Severity)}";
        if (!colour)
            return word;

        int code = finding switch
        {
            { Suppression: not null } => 90,
            { Severity: Severity.Error } => 31,
            { Severity: Severity.Warning } => 33,
            { Severity: Severity.Info } => 36,
            _ => 90,
        };
        return $"\u001b[{code}m{word}\u001b[0m";
    }
}
