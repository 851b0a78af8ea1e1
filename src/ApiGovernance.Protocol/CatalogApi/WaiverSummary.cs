namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A waiver in a list.</summary>
/// <param name="State"><c>active</c>, <c>expiring</c> (within 14 days) or <c>expired</c>.</param>
/// <param name="Expires">The last day (UTC) on which it holds.</param>
public sealed record WaiverSummary(string Name, string Owner, string State, DateOnly Expires, string Reason, IReadOnlyList<string> Fingerprints)
{
    /// <summary>The only API for which it holds; null for any.</summary>
    public string? Api { get; init; }

    public string? Ticket { get; init; }
}
