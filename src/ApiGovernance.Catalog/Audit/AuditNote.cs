using ApiGovernance.Catalog.Access;

namespace ApiGovernance.Catalog.Audit;

/// <summary>An audit entry that has no number yet: the store gives it one, and its link in the chain.</summary>
/// <param name="Action">What was done, in the past tense: <c>registered</c>, <c>stage-changed</c>.</param>
/// <param name="Object">Kind and name, e.g. <c>Api/order-intake/v2</c>.</param>
internal sealed record AuditNote(DateTimeOffset At, CatalogActor Actor, string Action, string Object)
{
    /// <summary>The reason that was given; empty: the caller's own (<see cref="CatalogActor.Reason"/>).</summary>
    public string Why { get; init; } = "";

    /// <summary>One sentence for a person.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The record as it was, as JSON; null when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The record as it is now, as JSON; null when it is gone.</summary>
    public string? After { get; init; }
}
