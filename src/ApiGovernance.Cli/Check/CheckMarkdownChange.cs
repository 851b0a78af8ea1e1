using System.Globalization;
using System.Text;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Check;

/// <summary>One finding of a comment: in full when it blocks, as a row of a table when it does not.</summary>
internal sealed class CheckMarkdownChange(SourceLinks links, DateOnly today)
{
    private const int Longest = 300, MostDetails = 20, MostDetailsOfRow = 5;

    public string Of(int number, Finding finding, CheckedContract contract)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n#### {number}. {MarkdownText.Inline(Clip(finding.Message))}\n\n");
        text.Append($"- **Where:** {Place(finding.Source ?? finding.BaseSource)}{Base(finding)}{(ReportText.Operations(finding, 4) is { } operations ? $", {Code(operations)}" : "")}\n");
        if (finding.Before is not null || finding.After is not null)
            text.Append($"- **Before and now:** {Value(finding.Before)} → {Value(finding.After)}\n");
        if (CheckImpact.WhoBreaks(finding, contract.Verdict) is { } who)
            text.Append($"- **Who breaks:** {MarkdownText.Inline(who)}\n");
        if (finding.Baseline == BaselineState.Unchanged)
            text.Append("- The contract in force has it too.\n");
        if (finding.Details.Count > 0)
            text.Append($"- **Evidence:**\n{string.Concat(ReportText.Details(finding, MostDetails).Select(detail => $"  - {MarkdownText.Inline(Clip(detail))}\n"))}");
        if (finding.Fix is { } fix)
            text.Append($"- **How to mend it:** {MarkdownText.Inline(fix)}\n");
        if (finding.Exchange is null && finding.Witness is { } witness)
            text.Append($"- **Proof:** {MarkdownText.Inline(Clip(witness))}\n");
        text.Append($"- **Rule:** {Code(finding.RuleId)}, fingerprint {Code(finding.Fingerprint)}\n");
        if (finding.Exchange is { } exchange)
        {
            text.Append($"\n<details><summary>Proof</summary>\n\n{MarkdownText.Inline(WitnessMessage.Lead(exchange))}\n\n{MarkdownText.Fence(WitnessMessage.Text(exchange), "http")}\n");
            if (WitnessMessage.Refusal(exchange) is { } refusal)
                text.Append($"{MarkdownText.Inline(Clip(refusal))}\n\n");
            text.Append("</details>\n");
        }

        // What cannot be read cannot be waived.
        if (!contract.IsUnreadable)
            text.Append($"\n<details><summary>Or waive it</summary>\n\n{MarkdownText.Fence(WaiverDraft.Of(finding, contract.Place?.Owner, today), "yaml")}\n</details>\n");
        return text.ToString();
    }

    public string Row(Finding finding)
    {
        string waiver = finding.Suppression is { } suppression ? $"<br>{MarkdownText.Cell(ReportText.Describe(suppression))}" : "";
        string fix = finding.Fix is { } how ? $"<br>{MarkdownText.Inline(Clip(how))}" : "";
        string details = string.Concat(ReportText.Details(finding, MostDetailsOfRow).Select(detail => $"<br>- {MarkdownText.Inline(Clip(detail))}"));
        return $"| {ReportText.Word(finding.Severity)} | {Code(finding.RuleId)} | {Place(finding.Source ?? finding.BaseSource)} | {MarkdownText.Inline(Clip(finding.Message))}{details}{fix}{waiver} |\n";
    }

    private string Place(SourceSpan? place)
    {
        if (place is null)
            return "the contract as a whole";
        string shown = Code(place.ToString());
        return links.To(place) is { } link ? $"[{shown}]({link.Replace(")", "%29", StringComparison.Ordinal)})" : shown;
    }

    private static string Base(Finding finding) => finding.Source is not null && finding.BaseSource is { } was && was.ToString() != finding.Source.ToString() ? $" (base: {Code(was.ToString())})" : "";

    private static string Value(string? text) => text is null ? "nothing" : Code(Clip(text));

    private static string Clip(string text) => text.Length <= Longest ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, Longest)}... ({text.Length} characters)");

    private static string Code(string text) => $"<code>{MarkdownText.Cell(text)}</code>";
}
