using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <param name="Ruleset">The rules that could be read.</param>
/// <param name="Findings">What could not: each finding names file, line, place and rule, and that rule does not run.</param>
public sealed record RulesetReadResult(Ruleset Ruleset, IReadOnlyList<Finding> Findings)
{
    /// <summary>The rules that are written but do not run because of a mistake in them.</summary>
    public IReadOnlyList<string> DisabledRules { get; init; } = [];

    /// <summary>There is nothing to run: the ruleset cannot be read at all, or it was read strictly and has a mistake.</summary>
    public bool IsFatal { get; init; }
}
