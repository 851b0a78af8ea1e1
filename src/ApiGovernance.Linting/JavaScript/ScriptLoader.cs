using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using Jint.Runtime.Modules;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The modules of one engine: ES modules and JSON by the engine, CommonJS modules by a `require` of ours, and each for the other.</summary>
internal sealed class ScriptLoader(ModuleStore store) : IModuleLoader
{
    private readonly Dictionary<string, ObjectInstance> _commonJs = new(StringComparer.Ordinal);

    public ResolvedSpecifier Resolve(string? referencingModuleLocation, ModuleRequest moduleRequest)
    {
        string path = store.Resolve(referencingModuleLocation, moduleRequest.Specifier, required: false);
        return new ResolvedSpecifier(moduleRequest, path, null, SpecifierType.RelativeOrAbsolute);
    }

    public Jint.Runtime.Modules.Module LoadModule(Engine engine, ResolvedSpecifier resolved)
    {
        ModuleText text = store.Text(resolved.Key);
        if (text.IsJson)
            return ModuleFactory.BuildJsonModule(engine, resolved, text.Text);
        if (text.Module is { } module)
            return ModuleFactory.BuildSourceTextModule(engine, in module);
        return ModuleFactory.BuildSourceTextModule(engine, resolved, Wrapper(resolved.Key, RunCommonJs(engine, resolved.Key)), new ModuleParsingOptions());
    }

    /// <summary>What `require` gives for a path that <see cref="ModuleStore.Resolve"/> gave.</summary>
    public JsValue Require(Engine engine, string path)
    {
        if (path is ModuleStore.Host or ModuleStore.Functions)
            return engine.Modules.Import(path);
        ModuleText text = store.Text(path);
        if (text.IsJson)
            return engine.Modules.Import(path).Get("default");
        return text.CommonJs is null ? engine.Modules.Import(path) : RunCommonJs(engine, path);
    }

    private JsValue RunCommonJs(Engine engine, string path)
    {
        // A module that is required in a circle shows what it has exported so far.
        if (_commonJs.TryGetValue(path, out ObjectInstance? running))
            return running.Get("exports");
        JsObject module = new(engine), exports = new(engine);
        module.Set("exports", exports);
        _commonJs[path] = module;
        ClrFunction require = new(engine, "require", (_, arguments) => Require(engine, store.Resolve(path, TypeConverter.ToString(arguments[0]), required: true)), 1);
        try
        {
            ModuleText text = store.Text(path);
            Jint.Prepared<Acornima.Ast.Script> script = text.CommonJs!.Value;
            engine.Call(engine.Evaluate(in script), exports, [exports, require, module, path, ModuleStore.Folder(path)]);
        }
        catch
        {
            _commonJs.Remove(path);
            throw;
        }

        return module.Get("exports");
    }

    /// <summary>An ES module with the exports of a CommonJS one by their names.</summary>
    private static string Wrapper(string path, JsValue exports)
    {
        StringBuilder text = new();
        text.Append("import { required } from \"").Append(ModuleStore.Host).Append("\";\nconst m = required(").Append(JsText.Quote(path)).Append(");\n");
        bool transpiled = exports is ObjectInstance { } from && TypeConverter.ToBoolean(from.Get("__esModule")) && from.HasProperty("default");
        text.Append("export default m").Append(transpiled ? ".default" : "").Append(";\n");
        if (exports is ObjectInstance made)
        {
            int count = 0;
            foreach (JsValue key in made.GetOwnPropertyKeys(Types.String))
            {
                string name = key.ToString();
                if (name is "default" or "__esModule" || !JsText.IsIdentifier(name))
                    continue;
                text.Append(CultureInfo.InvariantCulture, $"const e{count} = m[{JsText.Quote(name)}];\nexport {{ e{count} as {name} }};\n");
                count++;
            }
        }

        return text.ToString();
    }
}
