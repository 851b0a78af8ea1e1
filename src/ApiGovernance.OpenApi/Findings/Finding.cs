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

    /// <summary>How to mend it, if a sentence can say so.</summary>
    public string? Fix { get; init; }

    /// <summary>Where it was written; null when there is no text (a missing file has its name in <see cref="Message"/>).</summary>
    public SourceSpan? Source { get; init; }

    /// <summary>JSON pointer (RFC 6901) of the place in its document; empty for the whole document.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>The operation concerned as <c>POST /orders</c>, when there is exactly one.</summary>
    public string? Operation { get; init; }

    /// <summary>The API concerned, by its catalog name, once that is known.</summary>
    public string? Api { get; init; }

    /// <summary>What was written in the base version, in words (changes only).</summary>
    public string? Before { get; init; }

    /// <summary>What is written now, in words (changes only).</summary>
    public string? After { get; init; }

    /// <summary>The proof of a breaking change: a request or response that was fine before and is not now.</summary>
    public string? Witness { get; init; }

    /// <summary>Where the rule is explained.</summary>
    public string? HelpUri { get; init; }

    /// <summary>Set when a waiver or baseline covers this finding; it is then reported but does not count.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>
    /// Names this finding across commits: a hash over its meaning (rule, API, operation, canonical pointer, before and after),
    /// never over line numbers or the wording of the message.
    /// </summary>
    public string Fingerprint => Findings.Fingerprint.Of(this);
}
