namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Which APIs offer what one API offers.</summary>
public sealed record OverlapReport
{
    public required string Api { get; init; }

    public required string Version { get; init; }

    public required FootprintEntity? Entity { get; init; }

    public required int Operations { get; init; }

    /// <summary>How many other APIs it was compared with.</summary>
    public required int Compared { get; init; }

    /// <summary>One for each API that overlaps, by its version with the most matches; the likest API first.</summary>
    public required IReadOnlyList<ApiOverlap> Overlaps { get; init; }

    /// <summary>What was not compared, in a sentence; null when everything was. Where it is set, no overlap does not mean that there is none.</summary>
    public string? NotCompared { get; init; }
}

/// <summary>One API that offers what another one does.</summary>
/// <param name="Api">The other one.</param>
/// <param name="Operations">How many operations the proposed API has.</param>
/// <param name="OtherOperations">How many the other one has.</param>
/// <param name="Matches">In the order of the proposed contract.</param>
/// <param name="Evidence">What else they have in common, one phrase each.</param>
public sealed record ApiOverlap(
    string Api,
    string Version,
    string? Entity,
    int Operations,
    int OtherOperations,
    OverlapScore Score,
    IReadOnlyList<OperationMatch> Matches,
    IReadOnlyList<string> Evidence)
{
    /// <summary>E.g. <c>overlaps commerce-orders v2 on 7 of 9 operations</c>.</summary>
    public string Sentence
    {
        get
        {
            // A contract that no catalog knows has no version by name.
            string other = Version.Length == 0 ? Api : $"{Api} {Version}";
            return FormattableString.Invariant($"overlaps {other} on {Matches.Count} of {Operations} operation{(Operations == 1 ? "" : "s")}");
        }
    }
}

/// <param name="Operation">Of the proposed API.</param>
/// <param name="Other">Of the other one.</param>
/// <param name="Likeness">From 0.5 to 1.</param>
/// <param name="Reason">E.g. <c>both list order line; both by order id; schema words order</c>.</param>
public sealed record OperationMatch(string Operation, string Other, double Likeness, string Reason);
