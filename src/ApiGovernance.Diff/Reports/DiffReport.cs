using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>A comparison of two contracts, or of two sets of them, as it is told.</summary>
public sealed record DiffReport
{
    /// <summary>What was done, e.g. <c>diff</c>.</summary>
    public required string Title { get; init; }

    /// <summary>As it was given.</summary>
    public required string Base { get; init; }

    public required string Revision { get; init; }

    public required IReadOnlyList<ComparedContract> Contracts { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>Findings of this severity or worse fail the run.</summary>
    public Severity? FailAt { get; init; } = Severity.Error;

    /// <summary>What a reader must know beside the changes, e.g. which files are no contracts.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Leaves out what breaks nobody. The verdict and the counts stay those of the whole comparison.</summary>
    public bool OnlyWhatMatters { get; init; }

    /// <summary>The worst of all pairs: what is proven outweighs what is said by rule, and that what nobody decided.</summary>
    public DiffVerdict Verdict => DiffResults.Worst(Contracts.Select(contract => contract.Result.Verdict));

    public VersionBump RequiredBump => Contracts.Select(contract => contract.Result.RequiredBump).DefaultIfEmpty(VersionBump.None).Max();

    /// <summary>The changes to tell, in the order of the contracts and of their results.</summary>
    public IReadOnlyList<Finding> Changes =>
        [.. AllChanges.Where(finding => !OnlyWhatMatters || ChangeStandings.Of(finding).Matters())];

    public IReadOnlyList<Finding> NotCompared => [.. Contracts.SelectMany(contract => contract.Result.NotCompared)];

    internal IEnumerable<Finding> AllChanges => Contracts.SelectMany(contract => contract.Result.Findings);

    /// <summary>The same for the writers that know findings only.</summary>
    /// <param name="inputs">What was read; with one of them, places without a file are in it.</param>
    internal Report ToReport(IReadOnlyList<string> inputs, IReadOnlyList<ReportRule> rules) => new()
    {
        Title = Title,
        Inputs = inputs,
        Findings = [.. Changes, .. NotCompared],
        ToolVersion = ToolVersion,
        FailAt = FailAt,
        Rules = rules,
        Notes = [.. DiffWords.Conclusion(this), .. Notes],
        Comparison = new ReportComparison
        {
            Base = Base,
            Revision = Revision,
            Verdict = DiffWords.Id(Verdict),
            RequiredBump = DiffWords.Word(RequiredBump),
            Accepted = DiffCounts.Of(this).Accepted,
            NotCompared = NotCompared,
        },
    };
}
