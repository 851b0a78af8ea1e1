using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>For people at a terminal: by operation, what breaks first, each with its proof and how to make it compatible.</summary>
internal static class DiffTextReport
{
    private const int Detail = 4;

    private const int Label = 9;

    private const int Bold = 1;

    private const int MostNotes = 20;

    private const int Longest = 400;

    public static void Write(DiffReport report, TextWriter writer, bool colour)
    {
        TextLines lines = new(writer, colour);
        foreach (ChangeGroup group in ChangeGroup.Of(report.Changes))
        {
            string heading = group.Contract is null ? group.Heading : $"{group.Contract}: {group.Heading}";
            lines.Line(lines.Paint(ReportText.Line(heading), Bold));
            foreach (Finding change in group.Changes)
            {
                // What has a proof needs room; what breaks nobody is a list.
                if (change != group.Changes[0] && ChangeStandings.Of(change).Matters())
                    lines.Blank();
                Write(change, lines);
            }

            lines.Blank();
        }

        WriteNotCompared(report, lines);
        foreach (string sentence in DiffWords.Conclusion(report))
            lines.Paragraph("", ReportText.Line(sentence), 2);
    }

    private static void Write(Finding change, TextLines lines)
    {
        ChangeStanding standing = ChangeStandings.Of(change);
        lines.Paragraph($"  {standing.Word()}: ", ReportText.Line(change.Message), Detail, Colour(standing));
        if (standing >= ChangeStanding.Doubtful)
        {
            WriteShort(change, lines);
            return;
        }

        Entry(lines, "used by", change.Operations.Count > 1 ? ReportText.Operations(change) : null);
        Entry(lines, "before", change.Before);
        Entry(lines, "after", change.After);
        if (change.Exchange is { } exchange)
            WriteMessage(exchange, lines);
        else
            Entry(lines, "proof", change.Witness);
        Entry(lines, "fix", change.Fix);
        Entry(lines, "where", DiffWords.Places(change));
        Entry(lines, "id", $"{change.RuleId} {change.Fingerprint}");
    }

    // Nobody has to act on it: what changed and where is enough.
    private static void WriteShort(Finding change, TextLines lines)
    {
        if (change.Operations.Count > 1)
            Entry(lines, "used by", ReportText.Operations(change));
        if (change is { Before: not null, After: not null })
            Entry(lines, "values", $"{change.Before} -> {change.After}");
        Entry(lines, "where", $"{DiffWords.Places(change)} {change.RuleId}".TrimStart());
        if (change.Suppression is { } suppression)
            lines.Paragraph(new string(' ', Detail), ReportText.Line(ReportText.Describe(suppression)), Detail + Label);
    }

    private static void WriteMessage(WitnessExchange exchange, TextLines lines)
    {
        Entry(lines, "proof", WitnessMessage.Lead(exchange));
        foreach (string line in WitnessMessage.Text(exchange).Split('\n'))
            lines.Line(line.Length == 0 ? "" : $"{new string(' ', Detail + Label + 2)}{line}");
        if (WitnessMessage.Refusal(exchange) is { } refusal)
            lines.Paragraph(new string(' ', Detail + Label), ReportText.Line(refusal), Detail + Label);
    }

    private static void Entry(TextLines lines, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            lines.Paragraph($"{new string(' ', Detail)}{label + ":",-Label}", DiffWords.Clip(ReportText.Line(text), Longest), Detail + Label);
    }

    private static void WriteNotCompared(DiffReport report, TextLines lines)
    {
        if (report.NotCompared.Count > 0)
        {
            lines.Line(lines.Paint("Not compared", Bold));
            foreach (Finding finding in report.NotCompared)
            {
                string place = $"{Named(finding.Api)}{finding.Source?.ToString() ?? finding.Pointer}".Trim();
                lines.Paragraph($"  {ReportText.Line(place)} ", ReportText.Line(finding.Message), Detail, Colour(ChangeStanding.Undecided));
                Entry(lines, "fix", finding.Fix);
            }

            lines.Blank();
        }

        foreach (string note in report.Notes.Take(MostNotes))
            lines.Paragraph("note: ", ReportText.Line(note), Detail);
        if (report.Notes.Count > MostNotes)
            lines.Line($"note: {report.Notes.Count - MostNotes} more notes; --format json has all of them.");
    }

    private static string Named(string? contract) => contract is null ? "" : $"{contract}: ";

    private static int Colour(ChangeStanding standing) => standing switch
    {
        ChangeStanding.Breaking or ChangeStanding.BreakingByRule or ChangeStanding.Refused => 31,
        ChangeStanding.Undecided => 35,
        ChangeStanding.Accepted or ChangeStanding.Doubtful => 33,
        ChangeStanding.Compatible => 32,
        _ => 90,
    };
}
