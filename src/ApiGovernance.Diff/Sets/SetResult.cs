using ApiGovernance.Diff.Reports;

namespace ApiGovernance.Diff.Sets;

/// <summary>What the comparison of two sets of documents came to.</summary>
public sealed record SetResult
{
    /// <summary>By path. Findings name their contract (<see cref="OpenApi.Findings.Finding.Api"/>).</summary>
    public required IReadOnlyList<ComparedContract> Contracts { get; init; }

    /// <summary>Which documents moved, one sentence each.</summary>
    public required IReadOnlyList<string> Moves { get; init; }

    /// <summary>Files that are no descriptions of APIs and no parts of one, one sentence each.</summary>
    public required IReadOnlyList<string> Others { get; init; }

    /// <summary>A document says that it describes an API and could not be read: what was compared is not all there is.</summary>
    public required bool IsIncomplete { get; init; }
}
