using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Collects changes; the policy decides each one's severity.</summary>
internal sealed class ChangeSink(CompatibilityPolicy policy)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _notCompared = [];

    /// <summary>The operation that is being compared, as the revision (or, when it is gone, the base) writes it.</summary>
    public string? Operation { get; set; }

    public bool AnyBreaking { get; private set; }

    /// <param name="at">Where it is written now, or the closest place that still is.</param>
    /// <param name="message">A sentence for people; the operation is put before it.</param>
    /// <param name="atLeast">A severity that this case has whatever the catalog says; a policy still decides.</param>
    public void Add(string id, ResolvedNode at, string message, string? before = null, string? after = null, string? witness = null, Severity? atLeast = null)
    {
        ChangeDefinition definition = ChangeCatalog.Get(id);
        if (policy.Severities.TryGetValue(id, out Severity? severity) && severity is null)
            return;
        Severity weight = severity ?? (atLeast is { } least && least < definition.Severity ? least : definition.Severity);
        AnyBreaking |= weight == Severity.Error;
        _findings.Add(Finding(id, weight, at, message, definition.Fix) with { Before = before, After = after, Witness = witness });
    }

    public void NotCompared(ResolvedNode at, string message)
    {
        ChangeDefinition definition = ChangeCatalog.Get("schema-not-compared");
        _notCompared.Add(Finding(definition.Id, policy.UndecidedBreaks ? Severity.Error : Severity.Warning, at, message, definition.Fix));
    }

    /// <param name="sameText">The two contracts are the same to the letter.</param>
    public DiffResult Result(bool sameText)
    {
        IReadOnlyList<Finding> notCompared = Ordered(_notCompared);
        DiffVerdict verdict = AnyBreaking ? DiffVerdict.Breaking : notCompared.Count > 0 ? DiffVerdict.Undecided : DiffVerdict.Compatible;
        return new DiffResult
        {
            Findings = Ordered(_findings),
            NotCompared = notCompared,
            Verdict = verdict,
            RequiredBump = verdict == DiffVerdict.Breaking || (verdict == DiffVerdict.Undecided && policy.UndecidedBreaks) ? VersionBump.Major
                : _findings.Count + notCompared.Count > 0 ? VersionBump.Minor
                : sameText ? VersionBump.None
                : VersionBump.Patch,
        };
    }

    private static IReadOnlyList<Finding> Ordered(List<Finding> findings) =>
    [
        .. findings.DistinctBy(finding => finding.Fingerprint)
            .OrderBy(finding => finding.Severity).ThenBy(finding => finding.Operation, StringComparer.Ordinal).ThenBy(finding => finding.Source?.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Source?.Line).ThenBy(finding => finding.Source?.Column).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    private Finding Finding(string id, Severity severity, ResolvedNode at, string message, string? fix) => new()
    {
        Kind = FindingKind.Change,
        RuleId = id,
        Severity = severity,
        Message = Operation is null ? message : $"`{Operation}` {message}",
        Fix = fix,
        Source = at.Node.Span,
        Pointer = at.Pointer,
        Operation = Operation,
        HelpUri = $"docs/reference/change-ids.md#{id}",
    };
}
