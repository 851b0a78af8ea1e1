using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// For programs. The shape is stable; members may be added, and members without a value are left out:
/// <code>
/// { "format": "apigov-report/1", "title": s, "tool": { "name": "apigov", "version": s }, "inputs": [s], "fails": b, "notes": [s],
///   "summary": { "errors": n, "warnings": n, "infos": n, "hints": n, "suppressed": n, "unchanged": n },
///   "comparison": { "base": s, "revision": s, "verdict": "compatible|breaking-proven|breaking-by-rule|undecided",
///                   "bump": "none|patch|minor|major", "accepted": n,
///                   "notCompared": [ { "message": s, "file": s, "line": n, "column": n, "pointer": s, "operation": s, "api": s } ] },
///   "findings": [ { "kind": s, "rule": s, "severity": "error|warning|info|hint", "message": s, "details": [s], "fix": s,
///                   "file": s, "line": n, "column": n, "endLine": n, "endColumn": n, "pointer": s, "operation": s, "operations": [s], "api": s,
///                   "before": s, "after": s, "baseFile": s, "baseLine": n, "baseColumn": n, "baseEndLine": n, "baseEndColumn": n,
///                   "compatibility": "compatible|breaking-proven|breaking-by-rule|undecided", "witness": s,
///                   "exchange": { "isRequest": b, "requestLine": s, "status": s, "headers": [ { "name": s, "value": s } ], "body": s,
///                                 "pointer": s, "reason": s },
///                   "helpUri": s, "fingerprint": s, "suppression": { "kind": "inline", "reason": s, "owner": s, "expires": "yyyy-MM-dd" },
///                   "baseline": "new|unchanged", "blocks": b } ],
///   "notApplied": [ { "rule": s, "problem": s, "file": s, "line": n, "column": n } ] }
/// </code>
/// A suppression without a kind is a waiver's. <c>unchanged</c> is there when there was a baseline.
/// <c>blocks</c> is there, and true, where a change gate does not let the contract pass because of the finding.
/// <c>comparison</c> is there when two contracts were compared; <c>accepted</c> counts the changes that break and that policy lets pass. What
/// was not compared is among the findings too.
/// Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive.
/// </summary>
public static class JsonReport
{
    /// <param name="more">Writes members that a command of its own has.</param>
    public static void Write(Report report, TextWriter writer, Action<Utf8JsonWriter>? more = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("format", "apigov-report/1");
            json.WriteString("title", report.Title);
            json.WriteStartObject("tool");
            json.WriteString("name", "apigov");
            json.WriteString("version", report.ToolVersion);
            json.WriteEndObject();
            WriteStrings(json, "inputs", report.Inputs);
            json.WriteBoolean("fails", report.Fails);
            WriteStrings(json, "notes", report.Notes);
            WriteSummary(json, ReportCounts.Of(report));
            if (report.Comparison is { } comparison)
                WriteComparison(json, comparison);
            json.WriteStartArray("findings");
            foreach (Finding finding in report.Ordered())
                JsonFinding.Write(json, finding);
            json.WriteEndArray();
            if (report.NotApplied.Count > 0)
                WriteNotApplied(json, report.NotApplied);
            more?.Invoke(json);
            json.WriteEndObject();
        });
    }

    private static void WriteNotApplied(Utf8JsonWriter json, IReadOnlyList<RuleNotApplied> rules)
    {
        json.WriteStartArray("notApplied");
        foreach (RuleNotApplied rule in rules)
        {
            json.WriteStartObject();
            json.WriteOptional("rule", rule.Rule);
            json.WriteString("problem", rule.Problem);
            if (rule.Source is { } source)
            {
                json.WriteString("file", source.File);
                json.WriteNumber("line", source.Line);
                json.WriteNumber("column", source.Column);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, ReportCounts counts)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("errors", counts.Errors);
        json.WriteNumber("warnings", counts.Warnings);
        json.WriteNumber("infos", counts.Infos);
        json.WriteNumber("hints", counts.Hints);
        json.WriteNumber("suppressed", counts.Suppressed);
        if (counts.Unchanged > 0)
            json.WriteNumber("unchanged", counts.Unchanged);
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, ReportComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("base", comparison.Base);
        json.WriteString("revision", comparison.Revision);
        json.WriteString("verdict", comparison.Verdict);
        json.WriteString("bump", comparison.RequiredBump);
        json.WriteNumber("accepted", comparison.Accepted);
        json.WriteStartArray("notCompared");
        foreach (Finding finding in comparison.NotCompared)
        {
            json.WriteStartObject();
            json.WriteString("message", finding.Message);
            if (finding.Source is { } source)
            {
                json.WriteString("file", source.File);
                json.WriteNumber("line", source.Line);
                json.WriteNumber("column", source.Column);
            }

            json.WriteString("pointer", finding.Pointer);
            json.WriteOptional("operation", finding.Operation);
            json.WriteOptional("api", finding.Api);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
