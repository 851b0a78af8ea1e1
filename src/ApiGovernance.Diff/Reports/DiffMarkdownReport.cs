using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>For a pull request: the verdict, a table of what breaks, the proof of each folded away, and all else folded away.</summary>
internal static class DiffMarkdownReport
{
    // GitHub refuses a comment of more than 65,536 characters.
    private const int Limit = 60 * 1024;

    private const int Reserve = 2 * 1024;

    private const int Longest = 300;

    public static void Write(DiffReport report, TextWriter writer)
    {
        BoundedText text = new(Limit, Reserve);
        text.Add($"## API comparison: {DiffWords.Word(report.Verdict)}\n\n");
        text.Add($"{Code(report.Base)} → {Code(report.Revision)}\n\n");
        foreach (string sentence in DiffWords.Conclusion(report))
            text.Add($"- {MarkdownText.Inline(DiffWords.Clip(sentence, Longest))}\n");
        ILookup<bool, Finding> byWeight = ChangeGroup.Of(report.Changes).SelectMany(group => group.Changes).ToLookup(change => ChangeStandings.Of(change).Matters());
        WriteWeighty(text, [.. byWeight[true]]);
        WriteNotCompared(text, report);
        WriteOthers(text, [.. byWeight[false]]);
        if (text.LeftOut > 0)
            text.Add(string.Create(CultureInfo.InvariantCulture, $"\nThis comment would be too long: {text.LeftOut} entries are left out. `apigov diff` with another format tells all of them.\n"));
        writer.Write(text.ToString());
    }

    private static void WriteWeighty(BoundedText text, Finding[] changes)
    {
        if (changes.Length == 0)
            return;
        text.Add("\n| # | Verdict | Operation | Change | Where |\n| --- | --- | --- | --- | --- |\n");
        for (int i = 0; i < changes.Length; i++)
        {
            text.TryAdd(string.Create(
                CultureInfo.InvariantCulture,
                $"| {i + 1} | {ChangeStandings.Of(changes[i]).Word()} | {Of(changes[i])} | {Sentence(changes[i])} | {MarkdownText.Cell(changes[i].Source?.ToString() ?? "")} |\n"));
        }

        text.Add("\n");
        for (int i = 0; i < changes.Length; i++)
            text.TryAdd(Details(i + 1, changes[i]));
    }

    private static string Details(int number, Finding change)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{number}. {Sentence(change)}</summary>\n\n");
        if (change.Operations.Count > 1)
            text.Append($"Used by {MarkdownText.Cell(ReportText.Operations(change, 8)!)}.\n\n");
        if (change.Before is not null || change.After is not null)
            text.Append($"| before | after |\n| --- | --- |\n| {Value(change.Before)} | {Value(change.After)} |\n\n");
        if (change.Exchange is { } exchange)
        {
            text.Append($"{MarkdownText.Inline(WitnessMessage.Lead(exchange))}\n\n{MarkdownText.Fence(WitnessMessage.Text(exchange), "http")}\n");
            if (WitnessMessage.Refusal(exchange) is { } refusal)
                text.Append($"{MarkdownText.Inline(DiffWords.Clip(refusal, Longest))}\n\n");
        }
        else if (change.Witness is { } witness)
        {
            text.Append($"Proof: {MarkdownText.Inline(DiffWords.Clip(witness, Longest))}\n\n");
        }

        if (change.Fix is { } fix)
            text.Append($"How to keep callers working: {MarkdownText.Inline(fix)}\n\n");
        text.Append($"{Code(change.RuleId)} {Code(change.Fingerprint)} at {MarkdownText.Cell(DiffWords.Places(change))}\n\n</details>\n\n");
        return text.ToString();
    }

    private static void WriteNotCompared(BoundedText text, DiffReport report)
    {
        if (report.NotCompared.Count + report.Notes.Count == 0)
            return;
        text.Add("\n### Not compared, and notes\n\n");
        foreach (Finding finding in report.NotCompared)
            text.TryAdd($"- {MarkdownText.Cell($"{finding.Source}".Trim())} {Sentence(finding)}\n");
        foreach (string note in report.Notes)
            text.TryAdd($"- {MarkdownText.Inline(DiffWords.Clip(note, Longest))}\n");
    }

    private static void WriteOthers(BoundedText text, Finding[] changes)
    {
        string title = DiffWords.Count(changes.Length, "other change", "other changes");
        if (changes.Length == 0 || !text.TryAdd($"\n<details><summary>{title}</summary>\n\n| Verdict | Operation | Change | Where |\n| --- | --- | --- | --- |\n"))
            return;
        foreach (Finding change in changes)
        {
            string waiver = change.Suppression is { } suppression ? $"<br>{MarkdownText.Cell(ReportText.Describe(suppression))}" : "";
            text.TryAdd($"| {ChangeStandings.Of(change).Word()} | {Of(change)} | {Sentence(change)}{waiver} | {MarkdownText.Cell(change.Source?.ToString() ?? "")} |\n");
        }

        text.Add("\n</details>\n");
    }

    private static string Of(Finding change) =>
        MarkdownText.Cell($"{(change.Api is { } api ? $"{api}: " : "")}{ReportText.Operations(change) ?? ChangeGroup.HeadingOf(change)}");

    private static string Sentence(Finding change) => MarkdownText.Inline(DiffWords.Clip(change.Message, Longest));

    private static string Value(string? text) => text is null ? "" : Code(DiffWords.Clip(text, Longest));

    private static string Code(string text) => $"<code>{MarkdownText.Cell(text)}</code>";
}
