namespace ApiGovernance.OpenApi.Findings;

/// <summary>Why a finding does not count: a waiver with a reason, an owner and an end.</summary>
/// <param name="Expires">The last day on which the waiver holds (UTC); null for a baseline entry.</param>
public sealed record Suppression(string Reason, string Owner, DateOnly? Expires);
