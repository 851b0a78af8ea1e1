using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What the reader could not read on either side was not compared, and that is part of the verdict.</summary>
internal static class UnreadParts
{
    public static void Report(ContractPair contracts, ChangeSink sink) => Report(contracts.Before.Findings, contracts.After.Findings, sink);

    public static void Report(IReadOnlyList<Finding> oldFindings, IReadOnlyList<Finding> newFindings, ChangeSink sink)
    {
        Finding[] before = Errors(oldFindings), after = Errors(newFindings);
        HashSet<(string, string, string)> both = [.. before.Select(Key).Intersect(after.Select(Key))];
        foreach (Finding finding in after)
            sink.NotCompared(Unread(finding, both.Contains(Key(finding)) ? "on both sides" : "in the revision", sink));
        foreach (Finding finding in before.Where(finding => !both.Contains(Key(finding))))
            sink.NotCompared(Unread(finding, "in the base", sink));
    }

    private static Finding[] Errors(IReadOnlyList<Finding> findings) => [.. findings.Where(finding => finding.Severity == Severity.Error)];

    private static (string, string, string) Key(Finding finding) => (finding.RuleId, finding.Message, finding.Pointer);

    private static Finding Unread(Finding finding, string side, ChangeSink sink)
    {
        ChangeDefinition definition = ChangeCatalog.Get("part-not-read");
        string place = finding.Source is { } source ? $"{source.File}:{source.Line} " : "A part ";
        return new Finding
        {
            Kind = FindingKind.Change,
            RuleId = definition.Id,
            Severity = sink.Unjudged,
            Message = $"{place}({side}) was not compared because it could not be read: {finding.Message}",
            Fix = finding.Fix ?? definition.Fix,
            Source = finding.Source,
            Pointer = finding.Pointer,
            Operation = finding.Operation,
            Identity = $"{side} {finding.RuleId} {finding.Pointer} {finding.Message}",
            Compatibility = ChangeCompatibility.Undecided,
            HelpUri = $"docs/reference/change-ids.md#{definition.Id}",
        };
    }
}
