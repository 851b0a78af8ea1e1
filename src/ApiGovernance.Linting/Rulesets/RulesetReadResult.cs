using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <param name="Ruleset">The rules that could be read.</param>
/// <param name="Findings">What could not: each finding names file, line and rule, and that rule does not run.</param>
public sealed record RulesetReadResult(Ruleset Ruleset, IReadOnlyList<Finding> Findings);
