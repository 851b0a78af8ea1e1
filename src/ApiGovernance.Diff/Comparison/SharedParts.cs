using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Changes as they are met, operation by operation. One in a part that several operations share (a parameter of the path, a response
/// among the components) is one finding with all of them, however many there are.
/// </summary>
internal sealed class SharedParts
{
    private readonly List<Entry> _entries = [];

    public void Add(Finding finding, ApiOperation? operation, Change change) => _entries.Add(new Entry(finding, operation, change));

    public IReadOnlyList<Finding> Findings()
    {
        List<Finding> findings = [.. _entries.Where(entry => !entry.MayBeShared).Select(entry => entry.Finding)];
        foreach (IGrouping<string, Entry> group in _entries.Where(entry => entry.MayBeShared).GroupBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Entry[] entries = [.. group.DistinctBy(entry => entry.Finding.Operation)];
            findings.Add(entries.Length == 1 ? entries[0].Finding : Merge(entries));
        }

        return findings;
    }

    private static Finding Merge(Entry[] entries)
    {
        Entry shown = entries.FirstOrDefault(entry => entry.Finding.Witness is not null) ?? entries[0];
        string[] operations = [.. entries.Select(entry => entry.Finding.Operation!)];
        string others = operations.Length == 2 ? $"`{operations.Single(other => other != shown.Finding.Operation)}`" : $"{operations.Length - 1} more operations";
        return shown.Finding with
        {
            Operation = null,
            Operations = operations,
            Message = $"`{shown.Finding.Operation}` (and {others}) {shown.Change.Message}",
            Identity = $"{shown.Finding.Source?.File}#{shown.Finding.Pointer}",
        };
    }

    private sealed record Entry(Finding Finding, ApiOperation? Operation, Change Change)
    {
        /// <summary>Written outside of the operation.</summary>
        public bool MayBeShared => Operation is not null && Change.Operations.Count == 0
            && !(Change.At.DocumentUri == Operation.DocumentUri && Change.At.Pointer.StartsWith(Operation.Pointer, StringComparison.Ordinal));

        public string Key => string.Join('\u001f', Finding.RuleId, Finding.Severity, Change.At.DocumentUri, Change.At.Pointer, Finding.Before, Finding.After, Change.Message);
    }
}
