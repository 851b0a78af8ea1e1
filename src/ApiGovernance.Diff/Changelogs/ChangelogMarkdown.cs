using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Changelogs;

internal static class ChangelogMarkdown
{
    private const int Longest = 400;

    public static void Write(Changelog changelog, TextWriter writer)
    {
        writer.Write($"# Changelog of {MarkdownText.Inline(changelog.Title)}\n");
        foreach (ChangelogRelease release in changelog.Releases)
        {
            writer.Write($"\n## {MarkdownText.Inline(ChangelogWriter.Title(release))}\n");
            if (release.Commit is { } commit)
                writer.Write($"\n{MarkdownText.Cell(ChangelogWriter.Told(commit))}\n");
            if (ChangelogWriter.Remark(release) is { } remark)
                writer.Write($"\n{MarkdownText.Inline(remark)}\n");
            foreach ((ChangelogSection section, IReadOnlyList<Finding> changes) in release.Sections)
            {
                writer.Write($"\n### {section.Heading()}\n\n");
                foreach (Finding change in changes)
                    Write(change, section, writer);
            }
        }

        if (changelog.Releases.Count == 0)
            writer.Write("\nNothing changed.\n");
        foreach (string note in changelog.Notes)
            writer.Write($"\n> {MarkdownText.Inline(note)}\n");
    }

    private static void Write(Finding change, ChangelogSection section, TextWriter writer)
    {
        string uses = change.Operations.Count > 1 ? $" (used by {MarkdownText.Cell(ReportText.Operations(change)!)})" : "";
        writer.Write($"- {MarkdownText.Inline(DiffWords.Clip(change.Message, Longest))}{uses}\n");
        if (section == ChangelogSection.Breaking && change.Witness is { } witness)
            writer.Write($"  - e.g. {MarkdownText.Inline(DiffWords.Clip(witness, Longest))}\n");
    }
}
