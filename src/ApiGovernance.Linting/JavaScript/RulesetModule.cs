using ApiGovernance.Linting.Functions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// A ruleset that a module exports, as YAML would write it: functions, formats and the built-in rulesets by their names, regular
/// expressions as `/text/flags`, rulesets that were imported from other modules where they are extended.
/// </summary>
/// <param name="entry">Makes a rule function of a place, a name and the function.</param>
internal sealed class RulesetModule(string file, ScriptEngine engine, Func<ScriptPlace, string, Function, ScriptEngine, FunctionEntry> entry)
{
    private readonly ScriptNodes _nodes = new(new SourceSpan(file, 1, 1, 1, 1), _ => null);
    private readonly Dictionary<string, FunctionEntry> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<JsValue, string> _names = new(ReferenceEqualityComparer.Instance);

    public ScriptedRuleset Read(JsValue exported) => exported is ObjectInstance ruleset and not Function and not JsArray
        ? new ScriptedRuleset(Ruleset(ruleset, []), _functions)
        : throw new RulesetScriptException($"`{file}` exports no ruleset by default");

    private DocumentNode Ruleset(ObjectInstance ruleset, IReadOnlyList<string> way)
    {
        if (way.Count > 60)
            throw new RulesetScriptException($"a ruleset of `{file}` extends itself");
        return _nodes.Object(ScriptNodes.Entries(ruleset).Select(member => (member.Name, member.Name switch
        {
            "extends" => Extends(member.Value, [.. way, "extends"]),
            "formats" => Formats(member.Value),
            "rules" => Rules(member.Value, [.. way, "rules"]),
            "aliases" => Aliases(member.Value),
            "overrides" when member.Value is JsArray list => _nodes.Array(Items(list, [.. way, "overrides"], Nested)),
            "functions" => null,
            _ => _nodes.Of(member.Value),
        })));
    }

    private DocumentNode Nested(JsValue value, IReadOnlyList<string> way) =>
        value is ObjectInstance ruleset and not Function and not JsArray ? Ruleset(ruleset, way) : Plain(value);

    private DocumentNode Extends(JsValue value, IReadOnlyList<string> way)
    {
        if (value is not JsArray list)
            return Extended(value, way);
        // A pair of a ruleset and `recommended`, `all` or `off` may stand alone or in a list.
        return _nodes.Array(Items(list, way, (item, place) => item is JsArray pair
            ? _nodes.Array(Items(pair, place, Extended))
            : Extended(item, place)));
    }

    private DocumentNode Extended(JsValue value, IReadOnlyList<string> way)
    {
        if (value is not ObjectInstance ruleset)
            return Plain(value);
        if (ruleset.Get("apigov:ruleset") is JsString name)
            return ruleset.Get("apigov:content") is ObjectInstance changed ? Nested(changed, way) : _nodes.Text(name.ToString());
        // A namespace: `import * as base from './base.js'`.
        return ruleset.Get("default") is ObjectInstance inner and not Function ? Extended(inner, [.. way, "default"]) : Nested(ruleset, way);
    }

    private DocumentNode Formats(JsValue value) => value is JsArray list
        ? _nodes.Array(Items(list, [], (format, _) => format is Function known ? _nodes.Text(known.Get("name").ToString()) : Plain(format)))
        : Plain(value);

    private DocumentNode Aliases(JsValue value) => value is not ObjectInstance aliases ? Plain(value) : _nodes.Object(ScriptNodes.Entries(aliases).Select(alias =>
        (alias.Name, alias.Value is ObjectInstance scoped and not JsArray && scoped.Get("targets") is JsArray targets
            ? _nodes.Object(ScriptNodes.Entries(scoped).Select(member => (member.Name, member.Name == "targets" ? _nodes.Array(Items(targets, [], Target)) : _nodes.Of(member.Value))))
            : _nodes.Of(alias.Value))));

    private DocumentNode Target(JsValue value, IReadOnlyList<string> way) => value is not ObjectInstance target ? Plain(value) : _nodes.Object(
        ScriptNodes.Entries(target).Select(member => (member.Name, member.Name == "formats" ? Formats(member.Value) : _nodes.Of(member.Value))));

    private DocumentNode? Rules(JsValue value, IReadOnlyList<string> way) => value is not ObjectInstance rules ? _nodes.Of(value) : _nodes.Object(
        ScriptNodes.Entries(rules).Select(rule => (rule.Name, rule.Value is ObjectInstance definition ? Rule(definition, [.. way, rule.Name]) : _nodes.Of(rule.Value))));

    private DocumentNode? Rule(ObjectInstance rule, IReadOnlyList<string> way) => _nodes.Object(ScriptNodes.Entries(rule).Select(member => (member.Name, member.Name switch
    {
        "formats" => Formats(member.Value),
        "then" when member.Value is JsArray list => _nodes.Array(Items(list, [.. way, "then"], Then)),
        "then" => Then(member.Value, [.. way, "then"]),
        _ => _nodes.Of(member.Value),
    })));

    private DocumentNode Then(JsValue value, IReadOnlyList<string> way) => value is not ObjectInstance then ? Plain(value) : _nodes.Object(
        ScriptNodes.Entries(then).Select(member => (member.Name, member is { Name: "function", Value: Function function }
            ? _nodes.Text(NameOf(function, [.. way, "function"]))
            : _nodes.Of(member.Value))));

    private string NameOf(Function function, IReadOnlyList<string> way)
    {
        if (engine.CoreFunctions.TryGetValue(function, out string? core))
            return core;
        if (_names.TryGetValue(function, out string? known))
            return known;
        // One without a name is called by the rule that brings it.
        string name = function.Get("name") is JsString { } own && own.ToString() is { Length: > 0 } text and not "function" ? text : way.SkipWhile(static step => step != "rules").ElementAtOrDefault(1) ?? "function";
        string free = name;
        for (int i = 2; _functions.ContainsKey(free) || FunctionRegistry.All.ContainsKey(free); i++)
            free = $"{name}_{i}";
        _functions[free] = entry(new ScriptPlace(file, way), free, function, engine);
        return _names[function] = free;
    }

    private DocumentNode Plain(JsValue value) => _nodes.Of(value) ?? _nodes.Text("");

    private static IEnumerable<DocumentNode> Items(JsArray list, IReadOnlyList<string> way, Func<JsValue, IReadOnlyList<string>, DocumentNode> each) =>
        list.ToArray().Select((item, i) => each(item, [.. way, i.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
}
