using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>A lint run as one page for whoever answers for the APIs: how they stand, which rules are broken most and where, then every finding.</summary>
internal static class LintHtmlReport
{
    // A browser still opens a page of this size; everything is in the reports for programs.
    private const int Longest = 10_000;
    private const int Top = 10;

    public static void Write(Report report, TextWriter writer)
    {
        writer.Write(HtmlText.Start(report.Title, LintPage.Style.ReplaceLineEndings("\n")));
        ReportCounts counts = ReportCounts.Of(report);
        string outcome = report.Fails ? "<strong class=\"bad\">Failed</strong>" : "<strong class=\"good\">Passed</strong>";
        writer.Write($"<h1>{HtmlText.Escape(report.Title)}</h1>\n<p>{outcome}: {counts} in {Plural(report.Documents.Count, "document")}.</p>\n");
        WriteTiles(report, counts, writer);
        foreach (string note in report.Notes)
            writer.Write($"<p class=\"soft\">{HtmlText.Inline(note)}</p>\n");
        WriteNotApplied(report, writer);
        WriteDocuments(report, writer);
        Finding[] counting = [.. report.Ordered().Where(finding => finding.Counts)];
        if (counting.Length > 0)
        {
            WriteRules(report, counting, writer);
            WriteOffenders(counting, writer);
        }

        if (report.Findings.Count > 0)
            WriteFindings(report, writer);
        writer.Write($"<p class=\"soft\">apigov {HtmlText.Escape(report.ToolVersion)}. A score is the share of rules that a document keeps, errors weighing 4, warnings 2, others 1.</p>\n");
        if (report.Findings.Count > 0)
            writer.Write(LintPage.Script.ReplaceLineEndings("\n"));
        writer.Write(HtmlText.End);
    }

    private static void WriteTiles(Report report, ReportCounts counts, TextWriter writer)
    {
        writer.Write("<div class=\"tiles\">\n");
        Tile(report.Documents.Count, "documents", "");
        Tile(counts.Errors, "errors", counts.Errors > 0 ? "bad" : "good");
        Tile(counts.Warnings, "warnings", counts.Warnings > 0 ? "doubt" : "good");
        Tile(counts.Infos + counts.Hints, "infos and hints", "");
        if (counts.Suppressed + counts.Unchanged > 0)
            Tile(counts.Suppressed + counts.Unchanged, "suppressed or unchanged", "soft");
        writer.Write("</div>\n");

        void Tile(int count, string name, string look) => writer.Write($"<div class=\"tile\"><b class=\"{look}\">{Number(count)}</b>{name}</div>\n");
    }

    private static void WriteNotApplied(Report report, TextWriter writer)
    {
        if (report.NotApplied.Count == 0)
            return;
        writer.Write("<h2 class=\"bad\">Not checked</h2>\n<ul>\n");
        foreach (RuleNotApplied rule in report.NotApplied)
            writer.Write($"<li>{(rule.Rule is { } id ? $"<code>{HtmlText.Escape(id)}</code>: " : "")}{HtmlText.Inline(rule.Problem)} <span class=\"soft\">{HtmlText.Escape(rule.Source?.ToString() ?? "")}</span></li>\n");
        writer.Write("</ul>\n");
    }

    private static void WriteDocuments(Report report, TextWriter writer)
    {
        Dictionary<string, Severity> severities = report.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => rule.Severity, StringComparer.Ordinal);
        writer.Write("<h2>APIs</h2>\n<table>\n<thead><tr><th>API</th><th>Score</th><th class=\"n\">Rules kept</th><th class=\"n\">Errors</th><th class=\"n\">Warnings</th><th class=\"n\">Others</th></tr></thead>\n<tbody>\n");
        foreach ((ReportDocument document, LintScore? score) in report.Documents.Select(document => (document, LintScore.Of(document, severities)))
            .OrderBy(pair => pair.Item2?.Points ?? -1).ThenBy(pair => pair.document.Name, StringComparer.Ordinal))
        {
            ReportCounts counts = ReportCounts.Of(document.Findings);
            string name = document.Title is { Length: > 0 } title ? $"{HtmlText.Escape(title)}<br><span class=\"soft\">{HtmlText.Escape(document.Name)}</span>" : HtmlText.Escape(document.Name);
            string figure = score is null
                ? document.IsUnreadable ? "<span class=\"bad\">not readable</span>" : "no rule ran"
                : $"<meter min=\"0\" max=\"100\" low=\"60\" high=\"90\" optimum=\"100\" value=\"{Number(score.Points)}\"></meter> {Number(score.Points)}";
            writer.Write(
                $"<tr><td>{name}</td><td>{figure}</td><td class=\"n\">{(score is null ? "" : $"{Number(score.Passed)} of {Number(score.Run)}")}</td>"
                + $"<td class=\"n\">{Number(counts.Errors)}</td><td class=\"n\">{Number(counts.Warnings)}</td><td class=\"n\">{Number(counts.Infos + counts.Hints)}</td></tr>\n");
        }

        writer.Write("</tbody>\n</table>\n");
    }

    private static void WriteRules(Report report, Finding[] counting, TextWriter writer)
    {
        Dictionary<string, ReportRule> rules = report.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        ILookup<string, string> documents = report.Documents
            .SelectMany(document => document.Findings.Where(finding => finding.Counts).Select(finding => (finding.RuleId, document.Name)).Distinct())
            .ToLookup(pair => pair.RuleId, pair => pair.Name, StringComparer.Ordinal);
        writer.Write("<h2>Rules</h2>\n<table>\n<thead><tr><th>Severity</th><th>Rule</th><th class=\"n\">Findings</th><th class=\"n\">Documents</th></tr></thead>\n<tbody>\n");
        foreach (IGrouping<string, Finding> rule in counting.GroupBy(finding => finding.RuleId, StringComparer.Ordinal)
            .OrderBy(group => group.Min(finding => finding.Severity)).ThenByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            ReportRule? known = rules.GetValueOrDefault(rule.Key);
            string summary = known is { Summary.Length: > 0 } && known.Summary != rule.Key ? $"<br><span class=\"soft\">{HtmlText.Inline(known.Summary)}</span>" : "";
            writer.Write(
                $"<tr>{Severe(rule.Min(finding => finding.Severity))}<td>{RuleLink(rule.Key, known?.HelpUri ?? rule.First().HelpUri)}{summary}</td>"
                + $"<td class=\"n\">{Number(rule.Count())}</td><td class=\"n\">{Number(documents[rule.Key].Count())}</td></tr>\n");
        }

        writer.Write("</tbody>\n</table>\n");
    }

    private static void WriteOffenders(Finding[] counting, TextWriter writer)
    {
        (string File, string Part, int Count)[] places =
        [
            .. counting.Where(finding => finding.Source is not null)
                .GroupBy(finding => (finding.Source!.File, Part: finding.Operation ?? Part(finding.Pointer)))
                .Select(group => (group.Key.File, group.Key.Part, Count: group.Count()))
                .OrderByDescending(place => place.Count).ThenBy(place => place.File, StringComparer.Ordinal).ThenBy(place => place.Part, StringComparer.Ordinal)
                .Take(Top),
        ];
        writer.Write("<h2>Where most is found</h2>\n<table>\n<thead><tr><th>Part</th><th>File</th><th class=\"n\">Findings</th></tr></thead>\n<tbody>\n");
        foreach ((string file, string part, int count) in places)
            writer.Write($"<tr><td>{HtmlText.Escape(part)}</td><td>{HtmlText.Escape(file)}</td><td class=\"n\">{Number(count)}</td></tr>\n");
        writer.Write("</tbody>\n</table>\n");
    }

    private static void WriteFindings(Report report, TextWriter writer)
    {
        Finding[] findings = [.. report.Ordered().OrderBy(finding => !finding.Counts).ThenBy(finding => finding.Severity)];
        writer.Write("<h2>Findings</h2>\n<div id=\"filter\" class=\"screen\" hidden>\n<input type=\"search\" placeholder=\"Rule, file or text\" aria-label=\"Filter\">\n");
        foreach (IGrouping<string, Finding> kind in findings.Take(Longest).GroupBy(Kind, StringComparer.Ordinal))
            writer.Write($"<label><input type=\"checkbox\" value=\"{kind.Key}\"{(kind.Key == "apart" ? "" : " checked")}> {(kind.Key == "apart" ? "suppressed or unchanged" : kind.Key)} {Number(kind.Count())}</label>\n");
        writer.Write("<span id=\"count\" class=\"soft\"></span>\n</div>\n");
        writer.Write("<table id=\"findings\">\n<thead><tr><th>Severity</th><th>Rule</th><th>Where</th><th>What</th></tr></thead>\n<tbody>\n");
        foreach (Finding finding in findings.Take(Longest))
        {
            string?[] place = [finding.Source?.ToString(), ReportText.Operations(finding)];
            string?[] what = [.. ReportText.Sentences(finding), .. finding.Details, ReportText.WhyNotCounted(finding)];
            string frame = report.Excerpts?.Of(finding) is { } excerpt ? $"<pre>{HtmlText.Escape(excerpt.Text.TrimStart())}</pre>" : "";
            writer.Write(
                $"<tr data-s=\"{Kind(finding)}\">{(finding.Counts ? Severe(finding.Severity) : $"<td class=\"soft\">{ReportText.Standing(finding).Replace('-', ' ')}</td>")}"
                + $"<td>{RuleLink(finding.RuleId, finding.HelpUri)}</td>"
                + $"<td>{string.Join("<br>", place.OfType<string>().Select(HtmlText.Escape))}</td>"
                + $"<td>{string.Join("<br>", what.OfType<string>().Select(HtmlText.Inline))}{frame}</td></tr>\n");
        }

        writer.Write("</tbody>\n</table>\n");
        if (findings.Length > Longest)
            writer.Write($"<p>{Number(findings.Length - Longest)} more are in the other reports.</p>\n");
    }

    private static string Kind(Finding finding) => finding.Counts ? ReportText.Word(finding.Severity) : "apart";

    private static string Severe(Severity severity) => $"<td class=\"{severity switch { Severity.Error => "bad", Severity.Warning => "doubt", _ => "soft" }}\">{ReportText.Word(severity)}</td>";

    // Only web pages: a ruleset's address must not become a script.
    private static string RuleLink(string rule, string? uri) => TerminalText.SafeUri(uri) is { } address && address.StartsWith("http", StringComparison.Ordinal)
        ? $"<a href=\"{HtmlText.Escape(address)}\" rel=\"noreferrer\">{HtmlText.Escape(rule)}</a>"
        : HtmlText.Escape(rule);

    /// <summary>The first two names of a pointer, e.g. `components/schemas`.</summary>
    private static string Part(string pointer) => pointer.Length == 0 ? "the document" : string.Join('/', pointer.Split('/').Skip(1).Take(2).Select(name => name.Replace("~1", "/", StringComparison.Ordinal)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plural(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
