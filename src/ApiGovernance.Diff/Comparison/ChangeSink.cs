using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Collects changes; the policy decides each one's severity.</summary>
internal sealed class ChangeSink(CompatibilityPolicy policy, DiffOptions options)
{
    private readonly SharedParts _changes = new();
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _notCompared = [];
    private readonly Dictionary<ApiOperation, ApiOperation> _baselines = new(ReferenceEqualityComparer.Instance);

    /// <summary>The operation that is being compared, as the revision (or, when it is gone, the base) writes it.</summary>
    public ApiOperation? Operation { get; set; }

    /// <summary>The part of that operation which is being compared as if it were one itself: <c>the callback `b` of its callback `a`</c>.</summary>
    public string? Within { get; private set; }

    public void Inside(string part, Action compare)
    {
        string? outer = Within;
        Within = outer is null ? $"its {part}" : $"the {part} of {outer}";
        compare();
        Within = outer;
    }

    /// <summary>Compares an operation with what the base has for it.</summary>
    public void Enter(ApiOperation now, ApiOperation old)
    {
        Operation = now;
        _baselines[now] = old;
    }

    /// <summary>Makes the request of a proof whole; null where there are no requests.</summary>
    public WholeRequest? Requests { get; set; }

    public DiffOptions Options => options;

    public CompatibilityPolicy Policy => policy;

    public ChangeContext Context => ContextOf(Operation);

    /// <summary>Whether something that was reported so far breaks, as the policy sees it.</summary>
    public bool Breaks => Verdict([.. _findings, .. _changes.Findings()], []).IsBreaking();

    /// <summary>Reports a change of the operation that is being compared. See <see cref="Change"/>.</summary>
    public void Add(
        string id, ResolvedNode at, string message, string? before = null, string? after = null, string? witness = null, Severity? atLeast = null,
        ResolvedNode? was = null, string? identity = null, WitnessExchange? exchange = null, ChangeCompatibility? compatibility = null)
    {
        Change change = new(id, at, message) { Before = before, After = after, Was = was, Identity = identity, AtLeast = atLeast };
        Add(change, witness, exchange, compatibility);
    }

    public void Add(Change change) => Add(change, change.Proof?.Sentence, change.Proof?.Exchange, null);

    /// <summary>Reports a finished finding (of a part that several operations share).</summary>
    public void Add(Finding finding) => _findings.Add(finding);

    public void NotCompared(ResolvedNode at, string message) => NotCompared("schema-not-compared", at, message);

    /// <param name="was">Where the base writes it.</param>
    public void NotCompared(string id, ResolvedNode at, string message, ResolvedNode? was = null)
    {
        ChangeDefinition definition = ChangeCatalog.Get(id);
        _notCompared.Add(Finding(definition, Unjudged, at, Sentence(Placed(message))) with { Compatibility = ChangeCompatibility.Undecided, BaseSource = was?.Node.Span });
    }

    public void NotCompared(Finding finding) => _notCompared.Add(finding);

    /// <summary>How much it weighs that something was not compared.</summary>
    public Severity Unjudged => policy.SeverityOfUndecided([Context]);

    /// <summary>What a policy may judge a part by that these operations share.</summary>
    public IEnumerable<ChangeContext> ContextsOf(IReadOnlyList<ApiOperation> operations) =>
        operations.Count == 0 ? [ContextOf(null)] : operations.Select(ContextOf);

    /// <param name="sameText">The two contracts are the same to the letter.</param>
    public DiffResult Result(bool sameText)
    {
        IReadOnlyList<Finding> notCompared = Ordered(_notCompared), findings = Ordered([.. _findings, .. _changes.Findings()]);
        DiffVerdict verdict = Verdict(findings, notCompared);
        return new DiffResult
        {
            Findings = findings,
            NotCompared = notCompared,
            Verdict = verdict,
            // A policy decides what a version promises: a break that it accepts is a change like any other, and what it switches off is none.
            RequiredBump = verdict.IsBreaking() || notCompared.Any(finding => finding.Severity == Severity.Error) ? VersionBump.Major
                : notCompared.Count > 0 || findings.Any(finding => !ChangeCatalog.Get(finding.RuleId).IsForReaders) ? VersionBump.Minor
                : sameText ? VersionBump.None
                : VersionBump.Patch,
        };
    }

    private void Add(Change change, string? witness, WitnessExchange? exchange, ChangeCompatibility? compatibility)
    {
        ChangeDefinition definition = ChangeCatalog.Get(change.Id);
        change = change with { Message = Placed(change.Message) };
        Severity inherent = change.AtLeast is { } least && least < definition.Severity ? least : definition.Severity;
        ChangeCompatibility effect = compatibility ?? (inherent != Severity.Error ? ChangeCompatibility.Compatible
            : witness is null && exchange is null ? ChangeCompatibility.BreakingByRule : ChangeCompatibility.BreakingProven);
        if (policy.SeverityOf(definition, change.AtLeast, effect, [Context]) is not { } severity)
            return;
        Finding finding = Finding(definition, severity, change.At, Sentence(change.Message)) with
        {
            Before = change.Before,
            After = change.After,
            Witness = witness,
            Exchange = exchange is not null && Operation is { } at && Requests is not null ? Requests.Complete(exchange, BaselineOf(at), !definition.Id.Contains("security", StringComparison.Ordinal)) : exchange,
            BaseSource = change.Was?.Node.Span,
            Identity = change.Identity,
            Operations = change.Operations,
            Fields = change.Fields,
            Compatibility = effect,
        };
        _changes.Add(finding, Operation, change);
    }

    private ChangeContext ContextOf(ApiOperation? operation) => new(operation, options)
    {
        Baseline = operation is not null && _baselines.TryGetValue(operation, out ApiOperation? old) ? old : null,
    };

    private ApiOperation BaselineOf(ApiOperation operation) => _baselines.GetValueOrDefault(operation) ?? operation;

    private static DiffVerdict Verdict(IReadOnlyList<Finding> findings, IReadOnlyList<Finding> notCompared)
    {
        // What a policy refuses although it breaks nobody fails a build; it is no break.
        Finding[] errors = [.. findings.Where(finding => finding is { Severity: Severity.Error, Compatibility: not ChangeCompatibility.Compatible })];
        return errors.Any(finding => finding.Compatibility == ChangeCompatibility.BreakingProven) ? DiffVerdict.BreakingProven
            : errors.Length > 0 ? DiffVerdict.BreakingByRule
            : notCompared.Count > 0 ? DiffVerdict.Undecided
            : DiffVerdict.Compatible;
    }

    private static IReadOnlyList<Finding> Ordered(IReadOnlyList<Finding> findings) =>
    [
        .. findings.DistinctBy(finding => finding.Fingerprint)
            .OrderBy(finding => finding.Severity).ThenBy(finding => finding.Operation, StringComparer.Ordinal).ThenBy(finding => finding.Source?.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Source?.Line).ThenBy(finding => finding.Source?.Column).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    private string Sentence(string message) => Operation is null ? message : $"`{Operation}` {message}";

    private string Placed(string message) => Within is null ? message : $"(in {Within}) {message}";

    private Finding Finding(ChangeDefinition definition, Severity severity, ResolvedNode at, string message) => new()
    {
        Kind = FindingKind.Change,
        RuleId = definition.Id,
        Severity = severity,
        Message = message,
        Fix = definition.Fix,
        Source = at.Node.Span,
        Pointer = at.Pointer,
        Operation = Operation?.ToString(),
        HelpUri = $"docs/reference/change-ids.md#{definition.Id}",
    };
}
