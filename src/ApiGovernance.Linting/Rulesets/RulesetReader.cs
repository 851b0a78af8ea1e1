using ApiGovernance.Linting.BuiltIn;
using ApiGovernance.Linting.Rulesets.Sources;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// Reads a ruleset in Spectral's format and those that it extends. What is not understood disables the rule that holds it and is a
/// finding: a rule is never dropped in silence.
/// </summary>
public static class RulesetReader
{
    /// <summary>The names under which the rulesets that come with the product are read and extended.</summary>
    public static IReadOnlyCollection<string> BuiltInNames => BuiltInRulesets.Names;

    /// <summary>A ruleset in YAML or JSON.</summary>
    public static RulesetReadResult Read(SourceDocument document, RulesetReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Read(document.Path, options, loader => loader.Load(document));
    }

    /// <summary>A ruleset of any kind: YAML, JSON, a JavaScript module, or the name of a built-in one.</summary>
    /// <param name="path">As findings show it.</param>
    public static RulesetReadResult ReadFile(string path, RulesetReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(path, options, loader => loader.Load(path));
    }

    internal static Finding RuleFinding(string id, SourceSpan span, string pointer, string message, string fix) => new()
    {
        Kind = FindingKind.Policy,
        RuleId = id,
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = span,
        Pointer = pointer,
    };

    private static RulesetReadResult Read(string path, RulesetReadOptions? options, Func<RulesetLoader, RulesetDefinition?> load)
    {
        options ??= RulesetReadOptions.Default;
        RulesetProblems problems = new();
        RulesetDefinition? root = load(new RulesetLoader(options, problems));
        Ruleset ruleset = new RulesetVariants(path, root ?? RulesetDefinition.Empty(path)).Base(problems);
        return new RulesetReadResult(ruleset, problems.Findings)
        {
            DisabledRules = [.. problems.Rules],
            IsFatal = root is null || (options.Strict && problems.Findings.Any(static finding => finding.Severity == Severity.Error)),
        };
    }
}
