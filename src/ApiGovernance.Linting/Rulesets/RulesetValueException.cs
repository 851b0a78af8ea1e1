using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>A value of a ruleset cannot be used; becomes a finding at its place.</summary>
/// <param name="problem">What is wrong, as the rest of a sentence that names the rule.</param>
/// <param name="node">Where it is written; null for the rule itself.</param>
internal sealed class RulesetValueException(string problem, DocumentNode? node = null) : Exception(problem)
{
    public DocumentNode? Node { get; } = node;
}
