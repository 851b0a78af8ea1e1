using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint.Native;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The JavaScript functions of one run over one view of a document: an engine, and the time that each rule has used.</summary>
internal sealed class ScriptRun(DocumentView view, Func<ScriptEngine> start, ScriptLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LintRule, TimeSpan> _used = new(ReferenceEqualityComparer.Instance);
    private ScriptEngine? _engine;
    private ScriptContext? _context;

    /// <exception cref="LintFunctionException"/>
    public void Call(ScriptPlace place, string name, DocumentNode? options, LintTarget target, ICollection<FunctionResult> results)
    {
        // An engine is for one thread at a time.
        lock (_lock)
        {
            TimeSpan used = _used.GetValueOrDefault(target.Rule);
            if (used >= limits.RuleTime)
                throw new LintFunctionException($"its calls of the function `{name}` took longer than {limits.RuleTime.TotalSeconds:0.###} s together");
            try
            {
                _engine ??= start();
                _context ??= new ScriptContext(_engine.Engine, view, _engine.Values!);
                ScriptEngine engine = _engine;
                ScriptContext context = _context;
                JsValue function = engine.Function(place);
                TimeSpan left = limits.RuleTime - used;
                engine.Within(left < limits.CallTime ? left : limits.CallTime, () =>
                {
                    ScriptResults.Read(engine.Call(function, options, target, context), target, results);
                    return true;
                }, out TimeSpan time);
                _used[target.Rule] = used + time;
            }
            catch (ScriptFailure failure)
            {
                if (failure.IsBroken)
                    (_engine, _context) = (null, null);
                string told = failure.File is null ? $"{failure.Message} ({place.Path})" : failure.Told;
                throw new LintFunctionException($"the function `{name}` failed on `{Pointer(target)}`: {told}", failure);
            }
            catch (RulesetScriptException error)
            {
                throw new LintFunctionException($"the function `{name}` failed: {error.Message}", error);
            }
        }
    }

    private static string Pointer(LintTarget target) => "#" + target.Place.Pointer;
}
