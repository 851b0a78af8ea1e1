using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Changelogs;

internal static class ChangelogHtml
{
    private const int Longest = 2000;

    public static void Write(Changelog changelog, TextWriter writer)
    {
        writer.Write(HtmlText.Start($"Changelog of {changelog.Title}"));
        writer.Write($"<h1>Changelog of {HtmlText.Escape(changelog.Title)}</h1>\n");
        foreach (ChangelogRelease release in changelog.Releases)
            Write(release, writer);
        if (changelog.Releases.Count == 0)
            writer.Write("<p>Nothing changed.</p>\n");
        foreach (string note in changelog.Notes)
            writer.Write($"<p class=\"soft\">{HtmlText.Inline(note)}</p>\n");
        writer.Write($"<p class=\"soft\">apigov {HtmlText.Escape(changelog.ToolVersion)}</p>\n");
        writer.Write(HtmlText.End);
    }

    private static void Write(ChangelogRelease release, TextWriter writer)
    {
        writer.Write($"<section>\n<h2>{HtmlText.Escape(ChangelogWriter.Title(release))}</h2>\n");
        if (release.Commit is { } commit)
            writer.Write($"<p class=\"soft\"><code>{HtmlText.Escape(commit.Hash)}</code> {HtmlText.Escape($"{commit.Date} {commit.Author}: {commit.Subject}")}</p>\n");
        if (ChangelogWriter.Remark(release) is { } remark)
            writer.Write($"<p>{HtmlText.Inline(remark)}</p>\n");
        foreach ((ChangelogSection section, IReadOnlyList<Finding> changes) in release.Sections)
        {
            writer.Write($"<h3 class=\"{Look(section)}\">{section.Heading()}</h3>\n<ul>\n");
            foreach (Finding change in changes)
                Write(change, section, writer);
            writer.Write("</ul>\n");
        }

        writer.Write("</section>\n");
    }

    private static void Write(Finding change, ChangelogSection section, TextWriter writer)
    {
        writer.Write($"<li>{HtmlText.Inline(DiffWords.Clip(change.Message, Longest))}");
        if (change.Operations.Count > 1)
            writer.Write($" <span class=\"soft\">used by {HtmlText.Escape(string.Join(", ", change.Operations))}</span>");
        if (section == ChangelogSection.Breaking && change.Exchange is { } exchange)
            writer.Write($"<details><summary>Example</summary><p>{HtmlText.Inline(WitnessMessage.Lead(exchange))}</p><pre>{HtmlText.Block(WitnessMessage.Text(exchange))}</pre></details>");
        else if (section == ChangelogSection.Breaking && change.Witness is { } witness)
            writer.Write($"<br><span class=\"soft\">e.g. {HtmlText.Inline(DiffWords.Clip(witness, Longest))}</span>");
        writer.Write("</li>\n");
    }

    private static string Look(ChangelogSection section) => section switch
    {
        ChangelogSection.Breaking => "bad",
        ChangelogSection.Deprecated => "doubt",
        ChangelogSection.NotCompared => "unknown",
        _ => "soft",
    };
}
