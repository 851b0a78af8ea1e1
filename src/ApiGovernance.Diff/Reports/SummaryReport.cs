using System.Globalization;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>A comparison as counts: by standing, by severity and by part of the contract.</summary>
public static class SummaryReport
{
    public static void WriteText(DiffReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        TextLines lines = new(writer, colour: false);
        foreach (string sentence in DiffWords.Conclusion(report))
            lines.Paragraph("", ReportText.Line(sentence), 2);
        foreach ((string title, _, List<KeyValuePair<string, int>> counts) in Tables(report).Where(table => table.Counts.Count > 0))
        {
            writer.Write($"\n{title}\n");
            foreach ((string name, int count) in counts)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"  {count,6}  {name}\n"));
        }
    }

    /// <summary>
    /// <code>
    /// { "format": "apigov-diff-summary/1", "base": s, "revision": s, "verdict": s, "bump": s, "changes": n, "notCompared": n,
    ///   "byStanding": { "breaking": n, ... }, "bySeverity": { "error": n, ... }, "byArea": { "Bodies": n, ... } }
    /// </code>
    /// </summary>
    public static void WriteJson(DiffReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("format", "apigov-diff-summary/1");
            json.WriteString("base", report.Base);
            json.WriteString("revision", report.Revision);
            json.WriteString("verdict", DiffWords.Id(report.Verdict));
            json.WriteString("bump", DiffWords.Word(report.RequiredBump));
            json.WriteNumber("changes", report.AllChanges.Count());
            json.WriteNumber("notCompared", report.NotCompared.Count);
            foreach ((_, string member, List<KeyValuePair<string, int>> counts) in Tables(report))
                WriteCounts(json, member, counts);
            json.WriteEndObject();
        });
    }

    private static void WriteCounts(Utf8JsonWriter json, string member, List<KeyValuePair<string, int>> counts)
    {
        json.WriteStartObject(member);
        foreach ((string name, int count) in counts)
            json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private static (string Title, string Member, List<KeyValuePair<string, int>> Counts)[] Tables(DiffReport report) =>
    [
        ("By verdict", "byStanding", Count(report.AllChanges.GroupBy(ChangeStandings.Of).OrderBy(group => group.Key), standing => standing.Word())),
        ("By severity", "bySeverity", Count(report.AllChanges.GroupBy(finding => finding.Severity).OrderBy(group => group.Key), ReportText.Word)),
        ("By part of the contract", "byArea", Count(report.AllChanges.GroupBy(finding => Area(finding.RuleId)).OrderBy(group => group.Key, StringComparer.Ordinal), area => area)),
    ];

    private static string Area(string id) => ChangeCatalog.Areas.FirstOrDefault(area => area.Changes.Any(change => change.Id == id))?.Name ?? "Other";

    private static List<KeyValuePair<string, int>> Count<T>(IEnumerable<IGrouping<T, Finding>> groups, Func<T, string> name) =>
        [.. groups.Select(group => KeyValuePair.Create(name(group.Key), group.Count()))];
}
