using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Changelogs;

internal static class ChangelogText
{
    private const int Longest = 400;

    public static void Write(Changelog changelog, TextWriter writer)
    {
        TextLines lines = new(writer, colour: false);
        foreach (ChangelogRelease release in changelog.Releases)
        {
            lines.Line(ReportText.Line(ChangelogWriter.Title(release)).Replace("→", "->", StringComparison.Ordinal));
            if (release.Commit is { } commit)
                lines.Paragraph("  ", ReportText.Line(ChangelogWriter.Told(commit)), 4);
            if (ChangelogWriter.Remark(release) is { } remark)
                lines.Paragraph("  ", ReportText.Line(remark), 4);
            foreach ((ChangelogSection section, IReadOnlyList<Finding> changes) in release.Sections)
            {
                lines.Line($"  {section.Heading()}");
                foreach (Finding change in changes)
                    Write(change, lines);
            }

            lines.Blank();
        }

        foreach (string note in changelog.Notes)
            lines.Paragraph("note: ", ReportText.Line(note), 4);
        if (changelog.Releases.Count == 0)
            lines.Line("Nothing changed.");
    }

    private static void Write(Finding change, TextLines lines)
    {
        string uses = change.Operations.Count > 1 ? $" (used by {ReportText.Operations(change)})" : "";
        lines.Paragraph("    - ", DiffWords.Clip(ReportText.Line(change.Message + uses), Longest), 6);
        if (ChangelogSections.Of(change) == ChangelogSection.Breaking && change.Witness is { } witness)
            lines.Paragraph("      e.g. ", DiffWords.Clip(ReportText.Line(witness), Longest), 8);
    }
}
