using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Suppressions;

/// <summary>
/// `x-apigov-ignore` in documents: a finding at or below the object that holds it is told as suppressed and does not count. An ignore that
/// ignores nothing is a hint, one that has ended a warning. The change gate does not read them: who writes a contract must not excuse it.
/// </summary>
public static class InlineIgnores
{
    private const int SoonDays = 14;

    private const string Inside = "/" + IgnoreReader.Member;

    private static readonly byte[][] Spellings =
        [Encoding.UTF8.GetBytes(IgnoreReader.Member), Encoding.Unicode.GetBytes(IgnoreReader.Member), Encoding.BigEndianUnicode.GetBytes(IgnoreReader.Member)];

    /// <param name="findings">Of one document.</param>
    public static SuppressionResult Apply(IReadOnlyList<Finding> findings, DocumentBundle bundle, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(bundle);
        List<Finding> own = [];
        IgnoreReader reader = new(own);
        foreach (SourceDocument document in bundle.Documents.Values.Where(document => document.IsReadable && MayHaveOne(document)).OrderBy(document => document.Path, StringComparer.Ordinal))
            reader.Read(document);
        if (reader.Entries.Count == 0)
            return new SuppressionResult([.. findings, .. own], []);

        ILookup<(string File, string Pointer), IgnoreEntry> entries = reader.Entries.ToLookup(entry => (entry.Source.File, entry.Pointer));
        HashSet<IgnoreEntry> used = new(ReferenceEqualityComparer.Instance), ended = new(ReferenceEqualityComparer.Instance);
        List<Finding> all = new(findings.Count + own.Count);
        // Rules with wildcards look at the ignores as at any other member.
        foreach (Finding finding in findings.Where(finding => !finding.Pointer.Contains(Inside, StringComparison.Ordinal)))
        {
            IgnoreEntry? holds = null;
            foreach (IgnoreEntry entry in Around(finding, entries).Where(entry => entry.Covers(finding)))
            {
                if (!entry.HoldsOn(today))
                    ended.Add(entry);
                else if (holds is null)
                    used.Add(holds = entry);
            }

            all.Add(holds is null ? finding : finding with { Suppression = new Suppression(holds.Reason, holds.Owner, holds.Expires) { Kind = SuppressionKind.Inline } });
        }

        all.AddRange(own);
        all.AddRange(reader.Entries.Where(ended.Contains).Select(entry => About(
            entry, "ignore-expired", Severity.Warning, $"The ignore of `{entry.Rule}` ended on {Day(entry)}; what it covers counts again.", "Mend what it covers, or decide anew and write another date.")));
        all.AddRange(reader.Entries.Where(entry => !used.Contains(entry) && !ended.Contains(entry)).Select(entry => About(
            entry, "ignore-unused", Severity.Hint, $"The ignore of `{entry.Rule}` ignores nothing.", "Delete it; keep it when another ruleset needs it.")));
        string[] notes =
        [
            .. reader.Entries.Where(entry => used.Contains(entry) && entry.Expires is { } end && end.DayNumber - today.DayNumber <= SoonDays)
                .Select(entry => $"The ignore of `{entry.Rule}` at {entry.Source} ends on {Day(entry)}."),
        ];
        return new SuppressionResult(all, notes);
    }

    /// <summary>The ignores at the finding's place and above it, the nearest first.</summary>
    private static IEnumerable<IgnoreEntry> Around(Finding finding, ILookup<(string File, string Pointer), IgnoreEntry> entries)
    {
        if (finding.Source is not { } source)
            yield break;
        string pointer = finding.Pointer;
        while (true)
        {
            foreach (IgnoreEntry entry in entries[(source.File, pointer)])
                yield return entry;
            if (pointer.Length == 0)
                yield break;
            pointer = pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
        }
    }

    private static bool MayHaveOne(SourceDocument document) => Spellings.Any(spelling => document.Bytes.Span.IndexOf(spelling) >= 0);

    private static string Day(IgnoreEntry entry) => entry.Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Finding About(IgnoreEntry entry, string id, Severity severity, string message, string fix) => new()
    {
        Kind = FindingKind.Policy,
        RuleId = id,
        Severity = severity,
        Message = message,
        Fix = fix,
        Source = entry.Source,
        Pointer = JsonPointer.Append(entry.Pointer, IgnoreReader.Member),
    };
}
