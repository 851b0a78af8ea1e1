namespace ApiGovernance.Linting.Rulesets;

/// <summary>A compiled ruleset in Spectral's format.</summary>
public sealed class Ruleset
{
    internal Ruleset(string path, IReadOnlyList<LintRule> rules) => (Path, Rules) = (path, rules);

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The ids of the rules that run.</summary>
    public IReadOnlyList<string> RuleIds => [.. Rules.Select(rule => rule.Id)];

    internal IReadOnlyList<LintRule> Rules { get; }
}
