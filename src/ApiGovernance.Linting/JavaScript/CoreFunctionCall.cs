using System.Text;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>A core function that a script calls as <c>f(targetVal, options, context)</c>; what it finds comes back as a list.</summary>
internal sealed class CoreFunctionCall(ScriptEngine script, ScriptNodes nodes)
{
    private readonly Dictionary<(string Name, string Options), LintFunction> _compiled = [];

    public JsValue Run(string name, JsValue[] arguments)
    {
        if (script.Target is not { } target)
            throw Error($"`{name}` can be called only while a rule runs");
        DocumentNode? options = nodes.Of(arguments.At(1)) is { Kind: not NodeKind.Null } given ? given : null;
        DocumentNode? node = nodes.Of(arguments.At(0));
        List<FunctionResult> results = [];
        JsValue[] path = Path(arguments.At(2));
        Compiled(name, options)(Asked(target, node, [.. path.Select(TypeConverter.ToString)]), results);
        return results.Count == 0 ? JsValue.Undefined : new JsArray(script.Engine, [.. results.Select(result => Shown(result, path))]);
    }

    private LintFunction Compiled(string name, DocumentNode? options)
    {
        (string, string) key = (name, options is null ? "" : Encoding.UTF8.GetString(options.ToJson()));
        if (_compiled.TryGetValue(key, out LintFunction? function))
            return function;
        try
        {
            return _compiled[key] = FunctionRegistry.All[name].Create(new FunctionOptions(options));
        }
        catch (FunctionOptionException error)
        {
            throw Error(error.Message);
        }
    }

    /// <summary>The target with the value and the path that the script has in mind.</summary>
    private static LintTarget Asked(LintTarget target, DocumentNode? node, IReadOnlyList<string> path)
    {
        if (path.SequenceEqual(target.Path))
            return target with { Node = node };
        DocumentPlace place = target.View.Root;
        for (int i = 0; i < path.Count; i++)
        {
            if (place.Child(path[i], target.View) is not { } next)
                return new LintTarget(target.Rule, target.View, place, node) { Missing = [.. path.Skip(i)] };
            place = next;
        }

        return new LintTarget(target.Rule, target.View, place, node);
    }

    private static JsValue[] Path(JsValue context) => context is ObjectInstance given && given.Get("path") is JsArray path ? path.ToArray() : [];

    private JsObject Shown(FunctionResult result, JsValue[] path)
    {
        JsObject shown = new(script.Engine);
        shown.CreateDataProperty("message", result.Message);
        if (result.Absolute is not null)
            shown.CreateDataProperty("path", new JsArray(script.Engine, [.. result.Absolute.Select(name => (JsValue)name)]));
        else if (result.Below is not null)
            shown.CreateDataProperty("path", new JsArray(script.Engine, [.. path, .. result.Below.Select(name => (JsValue)name)]));
        return shown;
    }

    private JavaScriptException Error(string message) => new(script.Engine.Intrinsics.Error, message);
}
