namespace ApiGovernance.Diff.Reports;

/// <summary>One pair of contracts and what its comparison came to.</summary>
public sealed record ComparedContract
{
    /// <summary>The API's title or, among several of that title, its path.</summary>
    public required string Name { get; init; }

    /// <summary><c>info.version</c> as the base declares it; null when it has no such contract.</summary>
    public string? VersionBefore { get; init; }

    /// <summary>The same of the revision.</summary>
    public string? VersionAfter { get; init; }

    public required DiffResult Result { get; init; }
}
