using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>What a ruleset comes to, on the whole or for one document.</summary>
/// <param name="Sources">Every rule by its id, on or off.</param>
/// <param name="Rules">Those that run, compiled.</param>
internal sealed record RulesetContent(
    IReadOnlyDictionary<string, RuleSource> Sources, IReadOnlyList<LintRule> Rules, FormatSet Formats, DocumentNode? ParserOptions, IReadOnlyList<Finding> Findings);
