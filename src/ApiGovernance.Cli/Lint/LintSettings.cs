using ApiGovernance.Cli.Output;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Lint;

/// <summary>What a run of `apigov lint` was asked for.</summary>
internal sealed record LintSettings
{
    public required IReadOnlyList<string> Documents { get; init; }

    /// <summary>Empty: those that are found.</summary>
    public required IReadOnlyList<string> Rulesets { get; init; }

    public required RulesetReadOptions RulesetOptions { get; init; }

    /// <summary>Null: the nearest folder of policies, if there is one.</summary>
    public string? Policies { get; init; }

    public required Uri Catalog { get; init; }

    /// <summary>A mistake in a ruleset ends the run.</summary>
    public bool Strict { get; init; }

    /// <summary>How a rule that cannot be applied weighs.</summary>
    public Severity RuleErrors { get; init; }

    /// <summary>Empty: those of the policies folder.</summary>
    public IReadOnlyList<string> Waivers { get; init; } = [];

    public LintBaseline? Baseline { get; init; }

    /// <summary>A git revision.</summary>
    public string? Since { get; init; }

    /// <summary>The rule that is to be explained.</summary>
    public string? Explain { get; init; }

    public bool Profile { get; init; }

    public bool Watch { get; init; }

    /// <summary>Mend what a program can mend, and lint what comes of it.</summary>
    public bool Fix { get; init; }

    /// <summary>Show what mending would change, and change nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Null: nothing that is found fails.</summary>
    public Severity? FailAt { get; init; }

    /// <summary>Which reports show the lines of the findings.</summary>
    public Func<ReportTarget, bool> Excerpts { get; init; } = _ => false;

    /// <summary>The files that the run itself writes.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];
}
