using Acornima.Ast;
using Jint;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>One file of JavaScript or JSON, parsed once and run by any number of engines.</summary>
internal sealed class ModuleText
{
    private static readonly ModuleParsingOptions ModuleParsing = new() { CompileRegex = false };
    private static readonly ScriptParsingOptions ScriptParsing = new() { CompileRegex = false };

    private ModuleText(string path, string text) => (Path, Text) = (path, text);

    public string Path { get; }

    public string Text { get; }

    public bool IsJson => Path.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Set for an ES module.</summary>
    public Prepared<Module>? Module { get; private init; }

    /// <summary>Set for a CommonJS module: a function of <c>exports, require, module, __filename, __dirname</c>.</summary>
    public Prepared<Script>? CommonJs { get; private init; }

    /// <exception cref="ScriptPreparationException">The text does not parse.</exception>
    public static ModuleText Parse(string path, string text) => System.IO.Path.GetExtension(path) switch
    {
        ".json" => new ModuleText(path, text),
        ".cjs" => AsCommonJs(path, text),
        ".mjs" => AsModule(path, text),
        _ => Guess(path, text),
    };

    /// <summary>The line of the first number such as <c>1n</c>, which could be made long enough to stop the clock; null when there is none.</summary>
    public int? BigNumber => ((Node?)Module?.Program ?? CommonJs?.Program)?.DescendantNodes().OfType<BigIntLiteral>().FirstOrDefault()?.Location.Start.Line;

    /// <summary>A text that imports or exports is a module; one that does neither sets <c>module.exports</c>, or is of no use.</summary>
    private static ModuleText Guess(string path, string text)
    {
        try
        {
            Prepared<Module> module = Engine.PrepareModule(text, path, new ModulePreparationOptions { ParsingOptions = ModuleParsing });
            if (module.Program!.Body.Any(static statement => statement is ImportDeclaration or ExportDeclaration))
                return new ModuleText(path, text) { Module = module };
        }
        catch (ScriptPreparationException) when (!text.Contains("export", StringComparison.Ordinal) && !text.Contains("import ", StringComparison.Ordinal))
        {
            // Sloppy code need not parse as a module, whose code is strict.
        }

        return AsCommonJs(path, text);
    }

    private static ModuleText AsModule(string path, string text) =>
        new(path, text) { Module = Engine.PrepareModule(text, path, new ModulePreparationOptions { ParsingOptions = ModuleParsing }) };

    // On one line with the first of the text, so that lines stay what they are.
    private static ModuleText AsCommonJs(string path, string text) => new(path, text)
    {
        CommonJs = Engine.PrepareScript(
            $"(function (exports, require, module, __filename, __dirname) {{{(text.StartsWith("#!", StringComparison.Ordinal) ? "//" : "")}{text}\n}})",
            path, strict: false, new ScriptPreparationOptions { ParsingOptions = ScriptParsing }),
    };
}
