using System.Globalization;
using System.Text;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>
/// The comment for a pull request: what was decided, then for each contract who breaks and, change by change, where, the proof, and how to
/// mend or waive it. All else is folded away.
/// </summary>
internal static class CheckMarkdown
{
    /// <summary>By this an action finds its own comment again.</summary>
    public const string Mark = "<!-- apigov check -->\n";

    // GitHub refuses a comment of more than 65,536 characters.
    private const int Limit = 65_000, Reserve = 3_000;

    private const int MostRows = 100, MostOverlaps = 10;

    /// <param name="isAdvisory">The verdict fails nothing.</param>
    public static void Write(CheckResult result, bool isAdvisory, SourceLinks links, DateOnly today, TextWriter writer)
    {
        BoundedText text = new(Limit, Reserve);
        string advice = isAdvisory && !result.Passes && !result.IsNotChecked ? " (advice only: `--fail-on never`)" : "";
        text.Add($"{Mark}## API check: {CheckWords.Outcome(result)}{advice}\n\n");
        text.Add(Lead(result));
        if (result.Contracts.Count > 1)
            WriteTable(text, result);
        foreach (string note in result.Notes)
            text.TryAdd($"\n> {MarkdownText.Inline(note)}\n");
        foreach (CheckedContract contract in result.Contracts.OrderBy(contract => contract.IsNotChecked ? 0 : contract.Passes ? 2 : 1))
            WriteContract(text, contract, new CheckMarkdownChange(links, today));
        if (text.LeftOut > 0)
        {
            text.Add(string.Create(
                CultureInfo.InvariantCulture, $"\n---\n**This comment is cut short:** {text.LeftOut} parts did not fit and are left out. The job's log and its other reports have all of them.\n"));
        }

        writer.Write(text.ToString());
    }

    /// <summary>The comment of a run that came to no verdict: the one of the run before must not stay.</summary>
    public static void WriteRefusal(string problem, string fix, TextWriter writer) =>
        writer.Write($"{Mark}## API check: not checked\n\n{MarkdownText.Inline(problem)}\n\n**How to mend it:** {MarkdownText.Inline(fix)}\n");

    private static string Lead(CheckResult result)
    {
        if (result.Contracts.Count == 0)
            return "No contract differs from the base.\n";
        string? blocking = CheckWords.Blocking(result.Contracts.Where(contract => !contract.IsUnreadable).SelectMany(contract => contract.Blocking));
        string[] consumers = [.. result.Contracts.SelectMany(contract => CheckImpact.Consumers(contract.Verdict)).Where(consumer => consumer.IsKnown).Select(consumer => consumer.Consumer).Distinct(StringComparer.Ordinal)];
        int mended = result.Contracts.Sum(contract => contract.Absent.Count);
        string?[] parts =
        [
            // Of one contract the heading says it.
            result.Contracts.Count == 1 ? null : $"{CheckWords.Tally(result)}.",
            blocking is null ? null : $"{blocking} to mend or to waive.",
            consumers.Length == 0 ? null : $"{CheckWords.Count(consumers.Length, "consumer")} seen calling what would break.",
            mended == 0 ? null : $"{CheckWords.Count(mended, "finding")} of the base {(mended == 1 ? "is" : "are")} gone.",
        ];
        string lead = string.Join(' ', parts.OfType<string>());
        return lead.Length == 0 ? "" : $"**{lead}**\n";
    }

    private static void WriteTable(BoundedText text, CheckResult result)
    {
        text.Add("\n| Contract | Verdict | Breaking | Other blocking | Compared with |\n| --- | --- | ---: | ---: | --- |\n");
        foreach (CheckedContract contract in result.Contracts)
        {
            int breaking = contract.Blocking.Count(finding => finding.Kind == FindingKind.Change);
            text.TryAdd(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Code(contract.Name)} | {CheckWords.Outcome(contract)} | {breaking} | {contract.Blocking.Count() - breaking} | {(contract.Against is { } against ? Code(against) : "nothing")} |\n"));
        }
    }

    private static void WriteContract(BoundedText text, CheckedContract contract, CheckMarkdownChange change)
    {
        Finding[] blocking = [.. contract.Blocking.OrderBy(finding => finding.Kind != FindingKind.Change).ThenBy(finding => finding.Severity)];
        text.TryAdd($"\n### {MarkdownText.Cell(contract.Name)}: {CheckWords.Outcome(contract)}\n\n{MarkdownText.Inline(contract.Sentence)}{Bump(contract.Verdict.Evidence)}\n");
        if (contract.Verdict.Approval is { IsGiven: false } approval)
            text.TryAdd(Approval(approval));
        WriteImpact(text, contract);
        WriteOverlap(text, contract);
        for (int i = 0; i < blocking.Length; i++)
            text.TryAdd(change.Of(i + 1, blocking[i], contract));
        Finding[] others = [.. contract.Findings.Where(finding => finding.Counts && !finding.Blocks).OrderBy(finding => finding.Severity)];
        Fold(text, others.Where(finding => finding.Kind != FindingKind.Change), "other finding", change);
        Fold(text, others.Where(finding => finding.Kind == FindingKind.Change), "change that blocks nothing", change, "changes that block nothing");
        Fold(text, contract.Findings.Where(finding => finding.Suppression is not null), "waived finding", change);
        Fold(text, contract.Findings.Where(finding => finding is { Suppression: null, Counts: false }), "finding that the base has too", change, "findings that the base has too");
        Fold(text, contract.Absent, "finding of the base that is gone", change, "findings of the base that are gone");
        text.TryAdd(Evidence(contract));
    }

    private static string Approval(ApprovalState approval)
    {
        string others = approval.Required == 1 ? "somebody other than who submits it has" : $"{approval.Required} others than who submits it have";
        string given = approval.Approvers.Count == 0 ? "" : $" Approved by {MarkdownText.Cell(string.Join(", ", approval.Approvers))} so far.";
        return approval.RejectedBy is { } refused
            ? $"\n**Refused by** {MarkdownText.Cell(refused)}.\n"
            : $"\n**Approval:** in the catalog it waits until {others} looked at it.{given}\n";
    }

    private static string Bump(VerdictEvidence evidence) => evidence.RequiredBump is "none" or "" ? ""
        : $" Least version step: {evidence.RequiredBump}{(evidence.DeclaredVersion is { } version ? $"; the contract is {MarkdownText.Cell(version)}" : "")}.";

    /// <summary>Why no consumer is listed: nobody calls it, the catalog was asked and has seen no calls, or it was not asked.</summary>
    private static string Nobody(ContractVerdict verdict) => CheckImpact.AsOf(verdict) is { } asOf
        ? $"nobody was seen calling what would break (as of {CheckWords.Day(asOf)})."
        : verdict.ImpactReport is { } report ? $"{MarkdownText.Cell(report.Summary)}."
        : "not known: only the live catalog has seen who calls (`--against catalog:`).";

    private static void WriteImpact(BoundedText text, CheckedContract contract)
    {
        IReadOnlyList<HitConsumer> consumers = CheckImpact.Consumers(contract.Verdict);
        if (consumers.Count == 0)
        {
            if (contract.Blocking.Any(finding => finding.Kind == FindingKind.Change))
                text.TryAdd($"\n**Who breaks:** {Nobody(contract.Verdict)}\n");
            return;
        }

        text.TryAdd("\n**Who breaks**\n\n| Consumer | Whom to ask | Operations | Calls | Last call |\n| --- | --- | --- | ---: | --- |\n");
        foreach (HitConsumer consumer in consumers)
        {
            text.TryAdd($"| {MarkdownText.Cell(consumer.Consumer)}{(consumer.IsKnown ? "" : " (perhaps)")} | {MarkdownText.Cell(consumer.Contact ?? "")} | {string.Join(", ", consumer.Operations.Select(Code))} "
                + (consumer.IsObserved ? $"| {CheckWords.Calls(consumer.Calls)} | {(consumer.LastCall is { } last ? CheckWords.Day(last) : "never")} |\n" : "| not known | not known |\n"));
        }
    }

    /// <summary>That somebody offers the same already is for people to talk about, although it blocks nothing.</summary>
    private static void WriteOverlap(BoundedText text, CheckedContract contract)
    {
        Finding[] overlaps = [.. contract.Findings.Where(finding => finding is { Kind: FindingKind.Overlap, Counts: true, Blocks: false })];
        if (overlaps.Length > 0)
            text.TryAdd($"\n**Overlap** (evidence below)\n\n{string.Concat(overlaps.Take(MostOverlaps).Select(finding => $"- {MarkdownText.Inline(finding.Message)}\n"))}");
        if (overlaps.Length > MostOverlaps)
            text.TryAdd(string.Create(CultureInfo.InvariantCulture, $"- and {overlaps.Length - MostOverlaps} more\n"));
    }

    private static void Fold(BoundedText text, IEnumerable<Finding> findings, string one, CheckMarkdownChange change, string? many = null)
    {
        Finding[] all = [.. findings];
        if (all.Length == 0)
            return;
        StringBuilder block = new();
        block.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{all.Length} {(all.Length == 1 ? one : many ?? one + "s")}</summary>\n\n| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n");
        foreach (Finding finding in all.Take(MostRows))
            block.Append(change.Row(finding));
        if (all.Length > MostRows)
            block.Append(CultureInfo.InvariantCulture, $"\n{all.Length - MostRows} more are in the other reports.\n");
        text.TryAdd(block.Append("\n</details>\n").ToString());
    }

    private static string Evidence(CheckedContract contract)
    {
        VerdictEvidence evidence = contract.Verdict.Evidence;
        StringBuilder block = new("\n<details><summary>What the verdict rests on</summary>\n\n");
        Line("judged as", $"{(contract.Place is { } place ? $"{place}, " : "")}stage {contract.Verdict.Stage.ToString().ToLowerInvariant()}");
        Line("contract", evidence.DocumentHash);
        Line("in force", evidence.BaselineHash ?? "nothing");
        Line("policies", evidence.PolicyRevision);
        if (contract.Verdict.ConformanceScore is { } score)
            Line("agreement with canonical entities", string.Create(CultureInfo.InvariantCulture, $"{score} of 100"));
        foreach (VerdictCheck check in contract.Verdict.Checks.Where(check => check.Rules.Count > 0 || check.NotChecked is not null))
            Line(CheckPart(check.Kind), CheckWords.Extent(check));
        Line("usage", evidence.UsageAsOf is { } asOf ? $"as of {asOf.ToUniversalTime():yyyy-MM-dd HH:mm} UTC"
            : contract.Verdict.ImpactReport is not null ? "no gateway has reported calls of this version" : "not looked at");
        return contract.IsUnreadable ? "" : block.Append("\n</details>\n").ToString();

        void Line(string what, string value) => block.Append(CultureInfo.InvariantCulture, $"- {what}: {(value.Length == 0 ? "nothing" : Code(value))}\n");
    }

    private static string CheckPart(FindingKind kind) => kind switch
    {
        FindingKind.Lint => "lint",
        FindingKind.Change => "kinds of breaking change",
        FindingKind.Conformance => "canonical conformance",
        FindingKind.Overlap => "overlap",
        _ => "guards of policy",
    };

    private static string Code(string text) => $"<code>{MarkdownText.Cell(text)}</code>";
}
