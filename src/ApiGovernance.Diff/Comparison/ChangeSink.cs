using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Collects changes; the policy decides each one's severity.</summary>
internal sealed class ChangeSink(CompatibilityPolicy policy, DiffOptions options)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _notCompared = [];

    /// <summary>The operation that is being compared, as the revision (or, when it is gone, the base) writes it.</summary>
    public ApiOperation? Operation { get; set; }

    public DiffOptions Options => options;

    public CompatibilityPolicy Policy => policy;

    /// <summary>Reports a change of the operation that is being compared.</summary>
    /// <param name="at">Where it is written now, or the closest place that still is.</param>
    /// <param name="message">A sentence for people; the operation is put before it.</param>
    /// <param name="witness">The proof in one sentence; with it the change is proven.</param>
    /// <param name="atLeast">A severity that this case has whatever the catalog says; a policy still decides.</param>
    /// <param name="was">Where the base writes it.</param>
    /// <param name="identity">See <see cref="Finding.Identity"/>.</param>
    public void Add(
        string id, ResolvedNode at, string message, string? before = null, string? after = null, string? witness = null, Severity? atLeast = null,
        ResolvedNode? was = null, string? identity = null, WitnessExchange? exchange = null, ChangeCompatibility? compatibility = null)
    {
        ChangeDefinition definition = ChangeCatalog.Get(id);
        if (policy.SeverityOf(definition, atLeast, new ChangeContext(Operation, options)) is not { } severity)
            return;
        Severity inherent = atLeast is { } least && least < definition.Severity ? least : definition.Severity;
        Add(Finding(id, severity, at, message, definition.Fix) with
        {
            Before = before,
            After = after,
            Witness = witness,
            Exchange = exchange,
            BaseSource = was?.Node.Span,
            Identity = identity,
            Compatibility = compatibility ?? (inherent != Severity.Error ? ChangeCompatibility.Compatible
                : witness is null && exchange is null ? ChangeCompatibility.BreakingByRule : ChangeCompatibility.BreakingProven),
        });
    }

    /// <summary>Reports a finished finding (of a part that several operations share).</summary>
    public void Add(Finding finding) => _findings.Add(finding);

    public void NotCompared(ResolvedNode at, string message)
    {
        ChangeDefinition definition = ChangeCatalog.Get("schema-not-compared");
        _notCompared.Add(Finding(definition.Id, policy.UndecidedBreaks ? Severity.Error : Severity.Warning, at, message, definition.Fix) with { Compatibility = ChangeCompatibility.Undecided });
    }

    public void NotCompared(Finding finding) => _notCompared.Add(finding);

    /// <param name="sameText">The two contracts are the same to the letter.</param>
    public DiffResult Result(bool sameText)
    {
        IReadOnlyList<Finding> notCompared = Ordered(_notCompared);
        DiffVerdict verdict = Verdict(notCompared);
        return new DiffResult
        {
            Findings = Ordered(_findings),
            NotCompared = notCompared,
            Verdict = verdict,
            RequiredBump = verdict.IsBreaking() || (verdict == DiffVerdict.Undecided && policy.UndecidedBreaks) ? VersionBump.Major
                : _findings.Count + notCompared.Count > 0 ? VersionBump.Minor
                : sameText ? VersionBump.None
                : VersionBump.Patch,
        };
    }

    private DiffVerdict Verdict(IReadOnlyList<Finding> notCompared)
    {
        Finding[] errors = [.. _findings.Where(finding => finding.Severity == Severity.Error)];
        return errors.Any(finding => finding.Compatibility == ChangeCompatibility.BreakingProven) ? DiffVerdict.BreakingProven
            : errors.Length > 0 ? DiffVerdict.BreakingByRule
            : notCompared.Count > 0 ? DiffVerdict.Undecided
            : DiffVerdict.Compatible;
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
        Operation = Operation?.ToString(),
        HelpUri = $"docs/reference/change-ids.md#{id}",
    };
}
