using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Baselines;

/// <summary>A finding that an earlier run had.</summary>
/// <param name="File">Where it was, relative to the folder of the baseline.</param>
/// <param name="Count">How often; more than once only where two documents share a title.</param>
public sealed record BaselineEntry(string File, string Fingerprint, string Rule, string Pointer, int Count);

/// <summary>
/// The findings of an earlier run. One of them is unchanged; what is beyond them is new and counts. An entry covers findings in its own
/// file, or, when that file is no more, in any: a document that was moved keeps its baseline.
/// </summary>
/// <param name="folder">That to which the files of the entries are relative.</param>
public sealed class Baseline(string folder, IReadOnlyList<BaselineEntry> entries)
{
    public IReadOnlyList<BaselineEntry> Entries { get; } = entries;

    /// <summary>The baseline that a run would leave: what is suppressed has its own reason, and what concerns a policy must not be forgotten.</summary>
    public static Baseline Of(string folder, IEnumerable<Finding> findings) => new(
        folder,
        [
            .. findings.Where(IsCovered)
                .GroupBy(finding => (File: FileOf(folder, finding), finding.Fingerprint))
                .Select(group => new BaselineEntry(group.Key.File, group.Key.Fingerprint, group.First().RuleId, group.First().Pointer, group.Count()))
                .OrderBy(entry => entry.File, StringComparer.Ordinal).ThenBy(entry => entry.Rule, StringComparer.Ordinal)
                .ThenBy(entry => entry.Pointer, StringComparer.Ordinal).ThenBy(entry => entry.Fingerprint, StringComparer.Ordinal),
        ]);

    /// <summary>The findings with their state, in their order, and the entries that none of them has any more.</summary>
    /// <param name="inputs">The files that were looked at: an entry of another file is neither here nor gone.</param>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<BaselineEntry> Gone) Apply(IReadOnlyList<Finding> findings, IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Dictionary<(string File, string Fingerprint), int> left = [];
        foreach (BaselineEntry entry in Entries)
            left[(entry.File, entry.Fingerprint)] = left.GetValueOrDefault((entry.File, entry.Fingerprint)) + entry.Count;
        Finding[] judged = [.. findings];
        List<int> unknown = [];
        for (int i = 0; i < judged.Length; i++)
        {
            if (!IsCovered(judged[i]))
                continue;
            if (!Take(left, (FileOf(folder, judged[i]), judged[i].Fingerprint)))
                unknown.Add(i);
            else
                judged[i] = judged[i] with { Baseline = BaselineState.Unchanged };
        }

        Dictionary<string, string[]> moved = unknown.Count == 0 ? [] : left.Keys.Where(key => left[key] > 0 && !Exists(key.File))
            .GroupBy(key => key.Fingerprint, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(key => key.File).ToArray(), StringComparer.Ordinal);
        foreach (int i in unknown)
        {
            string fingerprint = judged[i].Fingerprint;
            bool isMoved = moved.TryGetValue(fingerprint, out string[]? files) && files.Any(file => Take(left, (file, fingerprint)));
            // Another comparison may have known it.
            judged[i] = judged[i] with { Baseline = isMoved || judged[i].Baseline == BaselineState.Unchanged ? BaselineState.Unchanged : BaselineState.New };
        }

        HashSet<string> seen = Seen(findings, inputs);
        return (judged, [.. Entries.Where(entry => left[(entry.File, entry.Fingerprint)] > 0 && (seen.Contains(entry.File) || !Exists(entry.File)))]);
    }

    /// <summary>The present findings, and the entries of files that were not looked at.</summary>
    public Baseline Updated(IReadOnlyList<Finding> findings, IEnumerable<string> inputs)
    {
        HashSet<string> seen = Seen(findings, inputs);
        Baseline present = Of(folder, findings);
        IEnumerable<BaselineEntry> others = Entries.Where(entry => !seen.Contains(entry.File) && Exists(entry.File));
        return new Baseline(folder, [.. present.Entries.Concat(others).OrderBy(entry => entry.File, StringComparer.Ordinal)]);
    }

    private HashSet<string> Seen(IReadOnlyList<Finding> findings, IEnumerable<string> inputs) =>
        [.. inputs.Select(input => Relative(folder, input)), .. findings.Where(finding => finding.Source is not null).Select(finding => FileOf(folder, finding))];

    private bool Exists(string file) => File.Exists(Path.Combine(folder, file));

    private static bool IsCovered(Finding finding) => finding.Suppression is null && finding.Kind != FindingKind.Policy;

    private static bool Take(Dictionary<(string, string), int> left, (string, string) key)
    {
        if (left.GetValueOrDefault(key) == 0)
            return false;
        left[key]--;
        return true;
    }

    private static string FileOf(string folder, Finding finding) => finding.Source is { } source ? Relative(folder, source.File) : "";

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, Path.GetFullPath(file)).Replace('\\', '/');
}
