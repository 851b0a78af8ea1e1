namespace ApiGovernance.Catalog.Audit;

/// <summary>An audit entry as it is kept: it never changes.</summary>
/// <param name="Sequence">Rising without gaps.</param>
/// <param name="PreviousHash">The <see cref="Hash"/> of the entry before it.</param>
/// <param name="Hash">Lower-case hex SHA-256 over everything else of the entry (<see cref="AuditChain"/>); empty for entries from before the chain began.</param>
internal sealed record AuditRecord(
    long Sequence, DateTimeOffset At, string Actor, string Origin, string Action, string Object, string Why, string Detail, string? Before, string? After,
    string PreviousHash, string Hash);
