using ApiGovernance.Linting.Functions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Runs the JavaScript of rulesets: custom functions, and rulesets that are written as modules.</summary>
/// <param name="open">The text of a module by its path; null where there is none.</param>
internal sealed class RulesetScripts(Func<string, ReadOnlyMemory<byte>?> open)
{
    /// <summary>The default export of a module as a rule function.</summary>
    /// <exception cref="RulesetScriptException">There is no such module, it cannot be run, or what it exports is no function.</exception>
    public FunctionEntry Function(string path) => throw new RulesetScriptException($"`{path}` cannot be run ({open(path)?.Length ?? 0} bytes).");

    /// <summary>A ruleset that a module exports; functions in it are named in the tree and given beside it.</summary>
    /// <exception cref="RulesetScriptException"/>
    public ScriptedRuleset Ruleset(string path) => throw new RulesetScriptException($"`{path}` cannot be run ({open(path)?.Length ?? 0} bytes).");
}

/// <param name="Root">The ruleset as YAML or JSON would have it; `then.function` holds names.</param>
/// <param name="Functions">The functions by those names.</param>
internal sealed record ScriptedRuleset(DocumentNode Root, IReadOnlyDictionary<string, FunctionEntry> Functions);

/// <param name="problem">What is wrong, in a sentence.</param>
/// <param name="line">1-based, where the module has a place for it.</param>
internal sealed class RulesetScriptException(string problem, int? line = null) : Exception(problem)
{
    public int? Line { get; } = line;
}
