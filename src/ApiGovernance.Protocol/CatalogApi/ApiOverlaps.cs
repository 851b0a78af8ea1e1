namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Which other APIs offer what a version offers.</summary>
/// <param name="Compared">How many other APIs it was compared with.</param>
/// <param name="Overlaps">The likest API first; each by its likest version.</param>
public sealed record ApiOverlaps(string Api, string Version, int Compared, IReadOnlyList<ApiOverlapEntry> Overlaps)
{
    /// <summary>Why nothing was compared; null when it was. Then no overlap does not mean that there is none.</summary>
    public string? NotCompared { get; init; }
}

/// <param name="Summary">E.g. <c>overlaps commerce-orders v2 on 7 of 9 operations</c>.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Evidence">What else they have in common, one phrase each.</param>
public sealed record ApiOverlapEntry(
    string Api, string Version, string Summary, double Score, IReadOnlyList<OverlappingOperation> Operations, IReadOnlyList<string> Evidence)
{
    /// <summary>The team that owns the other API.</summary>
    public string? Owner { get; init; }

    /// <summary>The canonical entity that both are about.</summary>
    public string? Entity { get; init; }
}

/// <param name="Operation">Of this version.</param>
/// <param name="Other">Of the other API.</param>
/// <param name="Likeness">0.5 to 1.</param>
public sealed record OverlappingOperation(string Operation, string Other, double Likeness, string Reason);
