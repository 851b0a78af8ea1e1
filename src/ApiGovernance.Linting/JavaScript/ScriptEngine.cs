using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// One engine with the modules it has loaded: for the functions of one run over one view of a document, so that nothing that a function
/// keeps reaches another document. Not for several threads at once.
/// </summary>
internal sealed class ScriptEngine
{
    private const int MaxJsonDepth = 512;

    // Binary buffers and whole numbers of any length are what a script could spend a minute on in a single step, between two looks at
    // the clock; Temporal hands out such numbers, and a realm of its own would be without bounds.
    private static readonly string[] Removed =
    [
        "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "ShadowRealm", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
        "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
        "BigInt", "Temporal",
    ];

    private readonly ScriptBudget _budget = new();
    private readonly ScriptLimits _limits;
    private readonly Dictionary<ScriptPlace, JsValue> _functions = [];
    private readonly Dictionary<DocumentNode, JsValue> _options = new(ReferenceEqualityComparer.Instance);

    public ScriptEngine(ModuleStore store, FunctionSchemas schemas, ScriptLimits limits, DocumentView? view)
    {
        _limits = limits;
        Loader = new ScriptLoader(store);
        Options options = new() { Culture = System.Globalization.CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, AgentCanSuspend = false };
        options.EnableModules(Loader);
        options.Constraint(_budget);
        options.MaxStatements(limits.Statements);
        options.LimitMemory(limits.Memory);
        options.LimitRecursion(limits.Recursion);
        options.MaxArraySize(limits.Length);
        options.MaxJsonParseDepth(MaxJsonDepth);
        options.RegexTimeoutInterval(limits.CallTime);
        options.Constraints.StackOverflowGuard = true;
        options.Host.StringCompilationAllowed = false;
        Engine = new Engine(options);
        foreach (string name in Removed)
            Engine.Global.Delete(name);
        Values = view is null ? null : new DocumentValues(Engine, view);
        ScriptHost.Install(this, schemas);
    }

    public Engine Engine { get; }

    public ScriptLoader Loader { get; }

    /// <summary>Null in an engine that looks at modules only.</summary>
    public DocumentValues? Values { get; }

    /// <summary>The functions of ours that scripts can import, with their names.</summary>
    public Dictionary<JsValue, string> CoreFunctions { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What a function is being run on.</summary>
    public LintTarget? Target { get; private set; }

    public DocumentNode? NodeOf(JsValue value) => Values?.NodeOf(value);

    /// <summary>Does something within the bounds of one call.</summary>
    /// <exception cref="ScriptFailure"/>
    public T Within<T>(TimeSpan time, Func<T> work, out TimeSpan used)
    {
        _budget.Begin(time, _limits.Memory);
        try
        {
            return work();
        }
        catch (Exception error) when (error is not RulesetScriptException)
        {
            throw ScriptFailure.Of(error);
        }
        finally
        {
            used = _budget.End();
        }
    }

    /// <summary>The namespace of an ES module, or what a CommonJS module exports; and the default of the two.</summary>
    public JsValue Export(string path)
    {
        ObjectInstance exports = Engine.Modules.Import(path);
        JsValue main = exports.Get("default");
        // `module.exports = { default: f }` and rollup's way of writing it.
        return main is ObjectInstance and not Jint.Native.Function.Function && main.Get("default") is Jint.Native.Function.Function inner ? inner : main;
    }

    /// <summary>The function at a place; its modules are loaded when it is first asked for, which has a bound of its own.</summary>
    public JsValue Function(ScriptPlace place) => _functions.TryGetValue(place, out JsValue? known) ? known : _functions[place] = Within(
        _limits.LoadTime, () => place.Way.Aggregate(Export(place.Path), static (value, name) => value.Get(name)), out _);

    /// <summary>Calls a function on a target.</summary>
    public JsValue Call(JsValue function, DocumentNode? options, LintTarget target, ScriptContext context)
    {
        Target = target;
        try
        {
            JsValue value = target.Node is { } node ? Values!.OfMeant(node) : JsValue.Undefined;
            JsValue result = Engine.Call(function, JsValue.Undefined, [value, options is null ? JsValue.Null : OptionsOf(options), context.Of(target)]);
            return result.IsPromise() ? Settled((ObjectInstance)result) : result;
        }
        finally
        {
            Target = null;
        }
    }

    /// <summary>What a promise comes to once everything that is due has run; nothing else could settle it later.</summary>
    private JsValue Settled(ObjectInstance promise)
    {
        JsValue? value = null, reason = null;
        Engine.Call(promise.Get("then"), promise,
        [
            new ClrFunction(Engine, "", (_, arguments) => value = arguments.At(0), 1),
            new ClrFunction(Engine, "", (_, arguments) => reason = arguments.At(0), 1),
        ]);
        Engine.Advanced.ProcessTasks();
        if (reason is not null)
            throw new PromiseRejectedException(reason);
        return value ?? throw new TimeoutException();
    }

    private JsValue OptionsOf(DocumentNode options) =>
        _options.TryGetValue(options, out JsValue? known) ? known : _options[options] = PlainValues.Of(Engine, options);
}

/// <summary>Where a function stands: a module, and the names from its default export down.</summary>
internal sealed record ScriptPlace(string Path, IReadOnlyList<string> Way);
