using System.Text.Json;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Changelogs;

/// <summary>
/// <code>
/// { "format": "apigov-changelog/1", "title": s, "tool": { "name": "apigov", "version": s }, "notes": [s],
///   "releases": [ { "api": s, "from": s, "to": s, "commit": { "hash": s, "date": "yyyy-MM-dd", "author": s, "subject": s },
///                   "verdict": "compatible|breaking-proven|breaking-by-rule|undecided", "bump": "none|patch|minor|major", "problem": s,
///                   "sections": [ { "section": "breaking|deprecated|removed|added|changed|notCompared", "changes": [ finding ] } ] } ] }
/// </code>
/// A finding is that of <see cref="JsonReport"/>; members without a value are left out.
/// </summary>
internal static class ChangelogJson
{
    public static void Write(Changelog changelog, TextWriter writer) => ReportText.WriteJson(writer, json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "apigov-changelog/1");
        json.WriteString("title", changelog.Title);
        json.WriteStartObject("tool");
        json.WriteString("name", "apigov");
        json.WriteString("version", changelog.ToolVersion);
        json.WriteEndObject();
        json.WriteStartArray("notes");
        foreach (string note in changelog.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteStartArray("releases");
        foreach (ChangelogRelease release in changelog.Releases)
            Write(json, release);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ChangelogRelease release)
    {
        json.WriteStartObject();
        json.WriteString("api", release.Name);
        json.WriteOptional("from", release.VersionBefore);
        json.WriteOptional("to", release.VersionAfter);
        if (release.Commit is { } commit)
        {
            json.WriteStartObject("commit");
            json.WriteString("hash", commit.Hash);
            json.WriteString("date", commit.Date);
            json.WriteString("author", commit.Author);
            json.WriteString("subject", commit.Subject);
            json.WriteEndObject();
        }

        if (release.Result is { } result)
        {
            json.WriteString("verdict", DiffWords.Id(result.Verdict));
            json.WriteString("bump", DiffWords.Word(result.RequiredBump));
        }

        json.WriteOptional("problem", release.Problem);
        json.WriteStartArray("sections");
        foreach ((ChangelogSection section, IReadOnlyList<Finding> changes) in release.Sections)
        {
            json.WriteStartObject();
            json.WriteString("section", JsonNamingPolicy.CamelCase.ConvertName(section.ToString()));
            json.WriteStartArray("changes");
            foreach (Finding change in changes)
                JsonFinding.Write(json, change);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
