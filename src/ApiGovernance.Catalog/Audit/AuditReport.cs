namespace ApiGovernance.Catalog.Audit;

/// <summary>Something wrong in the audit.</summary>
/// <param name="Sequence">At which entry.</param>
public sealed record AuditFault(long Sequence, string What);

/// <summary>What is to be said of an audit.</summary>
/// <param name="Head">Its last linked entry; null when there is none.</param>
/// <param name="Faults">In order; empty when everything fits together.</param>
public sealed record AuditReport(long Entries, AuditHead? Head, IReadOnlyList<AuditFault> Faults);
