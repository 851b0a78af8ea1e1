using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>What a run of a command found. Every writer gives its findings in one order: file, line, column, rule, pointer.</summary>
public sealed record Report
{
    /// <summary>What was done, e.g. <c>apigov lint</c>.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The files (or catalog names) that were checked, as they were given; clean ones too.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>The rules that ran, so that a report can show what passed. May be empty.</summary>
    public IReadOnlyList<ReportRule> Rules { get; init; } = [];

    /// <summary>Findings of this severity or worse fail the run (suppressed and unchanged ones never do); null: only those that block do.</summary>
    public Severity? FailAt { get; init; } = Severity.Error;

    /// <summary>What was asked of each document, so that a report can show what passed. Empty when the run is no lint.</summary>
    public IReadOnlyList<ReportDocument> Documents { get; init; } = [];

    /// <summary>Rules that were not applied everywhere they should have been, and why.</summary>
    public IReadOnlyList<RuleNotApplied> NotApplied { get; init; } = [];

    /// <summary>What the base has and the revision has not any more, of a run that compares the two.</summary>
    public IReadOnlyList<Finding> Absent { get; init; } = [];

    /// <summary>The lines around the findings; null when the report shows none.</summary>
    public SourceExcerpts? Excerpts { get; init; }

    /// <summary>What a reader of the report must know beside the findings, e.g. what could not be checked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of a comparison: what it came to. Null for every other report.</summary>
    public ReportComparison? Comparison { get; init; }

    /// <summary>Something that was to be checked was not, so that the run cannot pass whatever was found.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>True when a finding blocks, or counts and is at <see cref="FailAt"/> or worse, or when not all was checked.</summary>
    public bool Fails => IsIncomplete || Findings.Any(IsFailure);

    internal bool IsFailure(Finding finding) => finding.Counts && (finding.Blocks || finding.Severity <= FailAt);

    internal IReadOnlyList<Finding> Ordered() => Ordered(Findings);

    internal static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings
            .OrderBy(f => f.Source?.File ?? "", StringComparer.Ordinal)
            .ThenBy(f => f.Source?.Line ?? 0)
            .ThenBy(f => f.Source?.Column ?? 0)
            .ThenBy(f => f.RuleId, StringComparer.Ordinal)
            .ThenBy(f => f.Pointer, StringComparer.Ordinal)
            // One place may have two findings of a rule: what they say decides, never the order in which they were found.
            .ThenBy(f => f.Message, StringComparer.Ordinal)
            .ThenBy(f => f.Fingerprint, StringComparer.Ordinal),
    ];
}

/// <summary>A rule that ran, whether or not it found anything.</summary>
/// <param name="Summary">One sentence: what the rule asks for.</param>
public sealed record ReportRule(string Id, string Summary, Severity Severity, string? HelpUri = null)
{
    /// <summary>More for who wants to know, in Markdown: why the rule is, and how to follow it.</summary>
    public string? Help { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
