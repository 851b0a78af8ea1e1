using ApiGovernance.Linting.BuiltIn;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>What the program gives to scripts: the core functions, and the little that the library written in JavaScript stands on.</summary>
internal static class ScriptHost
{
    private static readonly SourceSpan Nowhere = new("script", 1, 1, 1, 1);

    public static void Install(ScriptEngine script, FunctionSchemas schemas)
    {
        Engine engine = script.Engine;
        ScriptNodes nodes = new(Nowhere, script.NodeOf);
        engine.Modules.Add(ModuleStore.Host, module =>
        {
            module.ExportFunction("required", arguments => script.Loader.Require(engine, TypeConverter.ToString(arguments[0])));
            module.ExportFunction("checkInput", arguments => CheckInput(script, schemas, nodes, arguments[0], arguments[1]));
            module.ExportFunction("builtIn", arguments => BuiltIn(engine, TypeConverter.ToString(arguments[0])));
            module.ExportFunction("isFormat", arguments => IsFormat(nodes, TypeConverter.ToString(arguments[0]), arguments[1]));
        });
        engine.Modules.Add(ModuleStore.Functions, module =>
        {
            JsObject all = new(engine);
            CoreFunctionCall core = new(script, nodes);
            foreach (string name in FunctionRegistry.All.Keys)
            {
                ClrFunction function = new(engine, name, (_, arguments) => core.Run(name, arguments), 3);
                script.CoreFunctions[function] = name;
                module.ExportValue(name, function);
                all.CreateDataProperty(name, function);
            }

            module.ExportValue("default", all);
        });
        JsObject console = new(engine);
        foreach (string name in new[] { "log", "info", "warn", "error", "debug", "trace" })
            console.CreateDataProperty(name, new ClrFunction(engine, name, static (_, _) => JsValue.Undefined));
        engine.Global.CreateDataProperty("console", console);
        engine.Global.CreateDataProperty("process", Process(engine));
        engine.Global.CreateDataProperty("global", engine.Global);
        foreach (string name in new[] { "URL", "URLSearchParams" })
            engine.Advanced.AddLazyGlobal(name, name, static (engine, name) => engine.Modules.Import(ModuleStore.WebUrl).Get(name), PropertyFlag.NonEnumerable);
    }

    /// <summary>What libraries ask of the process that they run in: there is none, and nothing of ours is told.</summary>
    private static JsObject Process(Engine engine)
    {
        JsObject process = new(engine);
        process.CreateDataProperty("env", new JsObject(engine));
        process.CreateDataProperty("argv", new JsArray(engine, []));
        process.CreateDataProperty("platform", "none");
        process.CreateDataProperty("versions", new JsObject(engine));
        process.CreateDataProperty("stdout", new JsObject(engine));
        process.CreateDataProperty("stderr", new JsObject(engine));
        process.CreateDataProperty("cwd", new ClrFunction(engine, "cwd", static (_, _) => "/"));
        return process;
    }

    private static JsValue CheckInput(ScriptEngine script, FunctionSchemas schemas, ScriptNodes nodes, JsValue schema, JsValue value)
    {
        if (nodes.Of(schema) is not { } declared)
            return JsValue.Undefined;
        DocumentNode? node = nodes.Of(value);
        DocumentView? view = script.Target?.View;
        if (view is null)
            return JsValue.Undefined;
        return schemas.Of(declared).Check(new ViewNode(node, view)) is { } problem ? problem.Declared ?? "invalid input" : JsValue.Undefined;
    }

    private static JsValue BuiltIn(Engine engine, string name) => BuiltInRulesets.Open(name) is { } ruleset
        ? PlainValues.Of(engine, ruleset.Root)
        : throw new JavaScriptException(engine.Intrinsics.Error, $"there is no built-in ruleset `{name}`");

    private static JsValue IsFormat(ScriptNodes nodes, string name, JsValue document) =>
        document is ObjectInstance && nodes.Of(document) is { } root && RuleFormats.Of(root) is var formats && RuleFormats.Names(formats).Contains(name);
}
