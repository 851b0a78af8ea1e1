using System.Runtime.CompilerServices;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// Runs the JavaScript of rulesets: custom functions, and rulesets that are written as modules. It runs without files, network and
/// processes, within bounds of time and memory, and anew for each document. Safe for many threads.
/// </summary>
/// <param name="open">The text of a module by its path; null where there is none.</param>
/// <param name="limits">Null for <see cref="ScriptLimits.Default"/>.</param>
internal sealed class RulesetScripts(Func<string, ReadOnlyMemory<byte>?> open, ScriptLimits? limits = null)
{
    private readonly ModuleStore _store = new(open);
    private readonly FunctionSchemas _schemas = new();
    private readonly ScriptLimits _limits = limits ?? ScriptLimits.Default;
    private readonly ConditionalWeakTable<DocumentView, ScriptRun> _runs = [];

    /// <summary>The default export of a module as a rule function.</summary>
    /// <exception cref="RulesetScriptException">There is no such module, it cannot be run, or what it exports is no function.</exception>
    public FunctionEntry Function(string path)
    {
        string file = Resolved(path);
        return Looked(file, engine => engine.Export(file) is Function function
            ? Entry(new ScriptPlace(file, []), Path.GetFileNameWithoutExtension(file), function, engine)
            : throw new RulesetScriptException($"`{file}` exports no function by default"));
    }

    /// <summary>A ruleset that a module exports; functions in it are named in the tree and given beside it.</summary>
    /// <exception cref="RulesetScriptException"/>
    public ScriptedRuleset Ruleset(string path)
    {
        string file = Resolved(path);
        return Looked(file, engine => new RulesetModule(file, engine, Entry).Read(engine.Export(file)));
    }

    private string Resolved(string path) => _store.Resolve(null, path.Replace('\\', '/'), required: false);

    /// <summary>Looks at a module in an engine of its own.</summary>
    private T Looked<T>(string file, Func<ScriptEngine, T> look)
    {
        try
        {
            ScriptEngine engine = new(_store, _schemas, _limits, view: null);
            return engine.Within(_limits.LoadTime, () => look(engine), out _);
        }
        catch (ScriptFailure failure)
        {
            throw new RulesetScriptException($"`{failure.File ?? file}` cannot be run: {failure.Message}", failure.Line);
        }
    }

    private FunctionEntry Entry(ScriptPlace place, string name, Function function, ScriptEngine engine)
    {
        ScriptNodes nodes = new(new SourceSpan(place.Path, 1, 1, 1, 1), _ => null);
        JsValue schemas = function.Get("schemas");
        JsValue declared = schemas is ObjectInstance given ? given.Get("options") : JsValue.Undefined;
        SchemaCheck? check = nodes.Of(declared) is { IsObject: true } schema ? _schemas.Of(schema) : null;
        bool none = declared is JsNull;
        return new FunctionEntry(options => Compiled(place, name, options, check, none), Options: null);
    }

    private LintFunction Compiled(ScriptPlace place, string name, FunctionOptions options, SchemaCheck? check, bool none)
    {
        if (none && options.Node is { Kind: not NodeKind.Null })
            throw new FunctionOptionException(options.Node, $"`{name}` has no options.");
        DocumentNode given = options.Node ?? DocumentNode.Null(new SourceSpan(place.Path, 1, 1, 1, 1));
        if (check?.Check(given) is { } problem)
        {
            throw new FunctionOptionException(
                JsonPointer.Evaluate(given, problem.Pointer) ?? options.Node,
                $"the options of `{name}` are not what it declares: {(problem.Pointer.Length == 0 ? "" : $"`{problem.Pointer}` ")}{problem.Declared ?? problem.Message}.");
        }

        DocumentNode? passed = options.Node;
        return (target, results) =>
            _runs.GetValue(target.View, view => new ScriptRun(view, () => new ScriptEngine(_store, _schemas, _limits, view), _limits)).Call(place, name, passed, target, results);
    }
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
