using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>One page for those who decide: before and after side by side, the message that breaks, and what to do. Nothing is loaded.</summary>
internal static class DiffHtmlReport
{
    private const int Longest = 2000;

    public static void Write(DiffReport report, TextWriter writer)
    {
        IReadOnlyList<ChangeGroup> groups = ChangeGroup.Of(report.Changes);
        string title = report.Contracts is [{ Name.Length: > 0 } only] ? only.Name : "API comparison";
        writer.Write(HtmlText.Start($"{title}: {DiffWords.Word(report.Verdict)}", DiffPage.Style.ReplaceLineEndings("\n")));
        writer.Write($"<h1>{HtmlText.Escape(title)}{Versions(report)}</h1>\n");
        writer.Write($"<p class=\"soft\">{HtmlText.Escape(report.Base)} → {HtmlText.Escape(report.Revision)}</p>\n");
        writer.Write($"<div class=\"verdict {Look(report.Verdict)}\">\n");
        foreach (string sentence in DiffWords.Conclusion(report))
            writer.Write($"<p>{HtmlText.Inline(sentence)}</p>\n");
        writer.Write("</div>\n");
        if (groups.Count > 0)
            WriteFilter(groups, writer);
        foreach (ChangeGroup group in groups)
            WriteGroup(group, writer);
        WriteNotCompared(report, writer);
        writer.Write($"<p class=\"soft\">apigov {HtmlText.Escape(report.ToolVersion)}</p>\n");
        if (groups.Count > 0)
            writer.Write(DiffPage.Script.ReplaceLineEndings("\n"));
        writer.Write(HtmlText.End);
    }

    private static void WriteFilter(IReadOnlyList<ChangeGroup> groups, TextWriter writer)
    {
        writer.Write("<div id=\"filter\" class=\"screen\" hidden>\n");
        foreach (IGrouping<ChangeStanding, Finding> standing in groups.SelectMany(group => group.Changes).GroupBy(ChangeStandings.Of).OrderBy(group => group.Key))
        {
            writer.Write(
                $"<label><input type=\"checkbox\" value=\"{Id(standing.Key)}\" checked> <span class=\"badge {Look(standing.Key)}\">{standing.Key.Word()}</span> {standing.Count()}</label>\n");
        }

        writer.Write("</div>\n");
    }

    private static void WriteGroup(ChangeGroup group, TextWriter writer)
    {
        string contract = group.Contract is { } name ? $"<span class=\"soft\">{HtmlText.Escape(name)}</span> " : "";
        writer.Write($"<section class=\"group\">\n<h2>{contract}{HtmlText.Escape(group.Heading)}</h2>\n");
        foreach (Finding change in group.Changes)
            WriteChange(change, writer);
        writer.Write("</section>\n");
    }

    private static void WriteChange(Finding change, TextWriter writer)
    {
        ChangeStanding standing = ChangeStandings.Of(change);
        writer.Write($"<article class=\"card {Look(standing)}\" data-standing=\"{Id(standing)}\">\n");
        writer.Write($"<p><span class=\"badge {Look(standing)}\">{standing.Word()}</span>{HtmlText.Inline(DiffWords.Clip(change.Message, Longest))}</p>\n");
        if (change.Operations.Count > 1)
            writer.Write($"<p class=\"soft\">Used by {HtmlText.Escape(string.Join(", ", change.Operations))}</p>\n");
        if (change.Before is not null || change.After is not null)
            writer.Write($"<div class=\"sides\"><div><h3>Before</h3><pre>{Side(change.Before)}</pre></div><div><h3>After</h3><pre>{Side(change.After)}</pre></div></div>\n");
        if (change.Exchange is { } exchange)
            WriteExchange(exchange, writer);
        else if (change.Witness is { } witness)
            writer.Write($"<p>Proof: {HtmlText.Inline(DiffWords.Clip(witness, Longest))}</p>\n");
        if (change.Fix is { } fix && standing.Matters())
            writer.Write($"<p>How to keep callers working: {HtmlText.Inline(fix)}</p>\n");
        if (change.Suppression is { } suppression)
            writer.Write($"<p>{HtmlText.Escape(ReportText.Describe(suppression))}</p>\n");
        writer.Write($"<p class=\"soft\">{HtmlText.Escape(DiffWords.Places(change))} · {HtmlText.Escape(change.RuleId)} · {change.Fingerprint}</p>\n</article>\n");
    }

    private static void WriteExchange(WitnessExchange exchange, TextWriter writer)
    {
        writer.Write($"<details open><summary>{HtmlText.Inline(WitnessMessage.Lead(exchange))}</summary>\n");
        writer.Write($"<pre>{HtmlText.Block(WitnessMessage.Text(exchange))}</pre>\n");
        if (WitnessMessage.Refusal(exchange) is { } refusal)
            writer.Write($"<p>{HtmlText.Inline(DiffWords.Clip(refusal, Longest))}</p>\n");
        writer.Write("</details>\n");
    }

    private static void WriteNotCompared(DiffReport report, TextWriter writer)
    {
        if (report.NotCompared.Count + report.Notes.Count == 0)
            return;
        writer.Write("<section>\n<h2>Not compared, and notes</h2>\n<ul>\n");
        foreach (Finding finding in report.NotCompared)
            writer.Write($"<li>{HtmlText.Inline(finding.Message)} <span class=\"soft\">{HtmlText.Escape($"{finding.Api} {finding.Source}".Trim())}</span></li>\n");
        foreach (string note in report.Notes)
            writer.Write($"<li>{HtmlText.Inline(note)}</li>\n");
        writer.Write("</ul>\n</section>\n");
    }

    private static string Versions(DiffReport report) => report.Contracts is [{ VersionBefore: { } before, VersionAfter: { } after }]
        ? $" <span class=\"soft\">{HtmlText.Escape(before)} → {HtmlText.Escape(after)}</span>"
        : "";

    private static string Side(string? text) => text is null ? "–" : HtmlText.Block(DiffWords.Clip(text, Longest));

    private static string Id(ChangeStanding standing) => standing.ToString().ToLowerInvariant();

    private static string Look(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.Compatible => "good",
        DiffVerdict.Undecided => "unknown",
        _ => "bad",
    };

    private static string Look(ChangeStanding standing) => standing switch
    {
        ChangeStanding.Breaking or ChangeStanding.BreakingByRule or ChangeStanding.Refused => "bad",
        ChangeStanding.Undecided => "unknown",
        ChangeStanding.Accepted or ChangeStanding.Doubtful => "doubt",
        ChangeStanding.Compatible => "good",
        _ => "soft",
    };
}
