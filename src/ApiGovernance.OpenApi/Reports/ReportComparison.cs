using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>What a comparison of two contracts came to, for the reports of programs.</summary>
public sealed record ReportComparison
{
    /// <summary>As it was given.</summary>
    public required string Base { get; init; }

    public required string Revision { get; init; }

    /// <summary><c>compatible</c>, <c>breaking-proven</c>, <c>breaking-by-rule</c> or <c>undecided</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The least step of a semantic version: <c>none</c>, <c>patch</c>, <c>minor</c> or <c>major</c>.</summary>
    public required string RequiredBump { get; init; }

    /// <summary>How many changes break a caller and are let pass by policy.</summary>
    public required int Accepted { get; init; }

    public required IReadOnlyList<Finding> NotCompared { get; init; }
}
