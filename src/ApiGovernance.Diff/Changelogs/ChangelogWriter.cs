using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Changelogs;

/// <summary>Writes a changelog in one of its formats. The same changelog gives the same bytes; lines end with a line feed.</summary>
public static class ChangelogWriter
{
    /// <summary>The others show findings beside lines of one revision, which a changelog is not about.</summary>
    public static IReadOnlyList<ReportFormat> Formats { get; } = [ReportFormat.Text, ReportFormat.Markdown, ReportFormat.Html, ReportFormat.Json];

    public static void Write(ReportFormat format, Changelog changelog, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(changelog);
        ArgumentNullException.ThrowIfNull(writer);
        switch (format)
        {
            case ReportFormat.Text:
                ChangelogText.Write(changelog, writer);
                break;
            case ReportFormat.Markdown:
                ChangelogMarkdown.Write(changelog, writer);
                break;
            case ReportFormat.Html:
                ChangelogHtml.Write(changelog, writer);
                break;
            case ReportFormat.Json:
                ChangelogJson.Write(changelog, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No format of a changelog.");
        }
    }

    internal static string Title(ChangelogRelease release)
    {
        string versions = (release.VersionBefore, release.VersionAfter) switch
        {
            ({ } before, { } after) when before == after => $" {after}",
            ({ } before, { } after) => $" {before} → {after}",
            (null, { } after) => $" {after}",
            ({ } before, null) => $" {before}",
            _ => "",
        };
        return release.Name + versions;
    }

    internal static string Told(ChangelogCommit commit) => $"{commit.Hash} {commit.Date} {commit.Author}: {commit.Subject}";

    /// <summary>What there is to say of a step without changes.</summary>
    internal static string? Remark(ChangelogRelease release) => release.Problem is { } problem
        ? $"Not compared: {problem}"
        : release.Result is { } result && result.Findings.Count + result.NotCompared.Count == 0
            ? "Nothing that concerns a caller changed."
            : null;
}
