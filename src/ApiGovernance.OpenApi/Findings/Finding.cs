namespace ApiGovernance.OpenApi.Findings;

/// <summary>
/// One thing that lint, diff, conformance, the reader or a policy has to say. All engines use this one shape, so one set of
/// report writers, waivers and thresholds serves all of them.
/// </summary>
public sealed record Finding
{
    public required FindingKind Kind { get; init; }

    /// <summary>The rule or change id, e.g. <c>operation-operationId</c> or <c>request-property-became-required</c>.</summary>
    public required string RuleId { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>One sentence for a person: what is wrong, in terms of the contract.</summary>
    public required string Message { get; init; }

    /// <summary>What the message rests on, one phrase each; reports show them below it. Empty where the message says it all.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>How to mend it, if a sentence can say so.</summary>
    public string? Fix { get; init; }

    /// <summary>Where it was written; null when there is no text (a missing file has its name in <see cref="Message"/>).</summary>
    public SourceSpan? Source { get; init; }

    /// <summary>JSON pointer (RFC 6901) of the place in its document; empty for the whole document.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>The operation concerned as <c>POST /orders</c>, when there is exactly one.</summary>
    public string? Operation { get; init; }

    /// <summary>All operations concerned, in the order of the contract, when a part that they share has the finding. Empty when none is, or only <see cref="Operation"/>.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>The API concerned, by its catalog name, once that is known.</summary>
    public string? Api { get; init; }

    /// <summary>What was written in the base version, in words (changes only).</summary>
    public string? Before { get; init; }

    /// <summary>What is written now, in words (changes only).</summary>
    public string? After { get; init; }

    /// <summary>Where the base has it written (changes only).</summary>
    public SourceSpan? BaseSource { get; init; }

    /// <summary>What the change does to callers, whatever a policy makes of it (changes only).</summary>
    public ChangeCompatibility? Compatibility { get; init; }

    /// <summary>The proof of a breaking change in one sentence: a request or response that was fine before and is not now.</summary>
    public string? Witness { get; init; }

    /// <summary>The same as a message, where it is one.</summary>
    public WitnessExchange? Exchange { get; init; }

    /// <summary>The fields that a change is about, in any of its operations; empty where it is the operation as a whole, or too many (changes only).</summary>
    public IReadOnlyList<FieldSubject> Fields { get; init; } = [];

    /// <summary>
    /// The place in a spelling that survives reordering and renaming (e.g. <c>POST /orders/{} query:status</c>); it stands for operation and
    /// pointer in the fingerprint. Null where these do.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>Where the rule is explained.</summary>
    public string? HelpUri { get; init; }

    /// <summary>Set when a waiver or an ignore covers this finding; it is then reported but does not count.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>How it stands against an earlier run; null when there was none to compare with.</summary>
    public BaselineState? Baseline { get; init; }

    /// <summary>A change gate does not let the contract pass because of it, whatever its severity and whoever had it before.</summary>
    public bool Blocks { get; init; }

    /// <summary>False for what is reported and does not count: it is suppressed, or an earlier run had it and it blocks nothing.</summary>
    public bool Counts => Suppression is null && (Blocks || Baseline != BaselineState.Unchanged);

    /// <summary>
    /// Names this finding across commits: a hash over its meaning (rule, API, operation, canonical pointer, before and after),
    /// never over line numbers or the wording of the message.
    /// </summary>
    public string Fingerprint => Findings.Fingerprint.Of(this);
}
