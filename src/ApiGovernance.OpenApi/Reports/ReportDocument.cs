using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>One document of a run with the rules that were asked of it.</summary>
/// <param name="Name">As it was given, or as a pattern found it.</param>
/// <param name="Title">What the API calls itself; null when it says nothing.</param>
/// <param name="Rules">The ids of the rules that ran on it.</param>
/// <param name="Findings">All that was found through it, in the files that it refers to as well.</param>
public sealed record ReportDocument(string Name, string? Title, IReadOnlyList<string> Rules, IReadOnlyList<Finding> Findings)
{
    /// <summary>It could not be read, so that no rule ran.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Rules that were not asked, or not about all of it, with the reason: without a finding they neither pass nor fail.</summary>
    public IReadOnlyDictionary<string, string> NotAsked { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rules that were given up on this document, with the reason.</summary>
    public IReadOnlyDictionary<string, string> GivenUp { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A rule that was not applied, wholly or on a document: what it asks for is not known to hold.</summary>
/// <param name="Rule">Null when the problem concerns a whole ruleset.</param>
/// <param name="Source">Where the rule is written.</param>
public sealed record RuleNotApplied(string? Rule, string Problem, SourceSpan? Source);
