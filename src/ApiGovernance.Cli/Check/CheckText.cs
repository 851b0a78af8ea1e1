using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Check;

/// <summary>For people at a terminal: the findings, then what was decided, so that the last lines are the verdict.</summary>
internal static class CheckText
{
    private const int MostWaivers = 10;

    public static void Write(Report report, CheckResult result, TextWriter writer, bool colour, bool links)
    {
        if (report.Findings.Count > 0)
            TextReport.Write(report with { Notes = [] }, writer, colour, links);
        WriteVerdicts(result, writer, colour);
    }

    /// <summary>What was decided, and by what it would be let pass.</summary>
    public static void WriteVerdicts(CheckResult result, TextWriter writer, bool colour)
    {
        foreach (string note in result.Notes)
            writer.Write($"note: {ReportText.Line(note)}\n");
        if (CheckWords.NotLookedAt(result.Contracts) is { } left)
            writer.Write($"note: {ReportText.Line(left)}\n");
        foreach (CheckedContract contract in result.Contracts)
        {
            writer.Write($"{ReportText.Line(contract.Name)}: {Painted(contract, colour)}\n");
            foreach (HitConsumer consumer in CheckImpact.Consumers(contract.Verdict))
                writer.Write($"  {ReportText.Line(consumer.ToString())}\n");
            Finding[] waivable = [.. contract.IsUnreadable ? [] : contract.Blocking.DistinctBy(finding => finding.Fingerprint)];
            if (waivable.Length == 0)
                continue;
            writer.Write("  to waive, name the fingerprint (--format markdown writes the waiver):\n");
            foreach (Finding finding in waivable.Take(MostWaivers))
                writer.Write($"    {finding.Fingerprint} {ReportText.Line(finding.RuleId)}{(finding.Source is { } source ? $" at {ReportText.Line(source.ToString())}" : "")}\n");
            if (waivable.Length > MostWaivers)
                writer.Write($"    and {waivable.Length - MostWaivers} more (--format json)\n");
        }

        if (result.Contracts.Count == 0)
            writer.Write("check: nothing to judge\n");
        else if (result.Contracts.Count > 1)
            writer.Write($"check: {CheckWords.Tally(result)}\n");
    }

    private static string Painted(CheckedContract contract, bool colour)
    {
        string sentence = ReportText.Line(contract.Sentence);
        int end = sentence.IndexOf(':', StringComparison.Ordinal);
        return colour && end > 0 ? $"\u001b[{(contract.Passes ? 32 : 31)}m{sentence[..end]}\u001b[0m{sentence[end..]}" : sentence;
    }
}
