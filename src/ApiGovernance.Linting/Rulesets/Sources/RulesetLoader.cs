using ApiGovernance.Linting.BuiltIn;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.JavaScript;
using ApiGovernance.Linting.Rulesets.Overrides;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>Reads a ruleset and those that it extends: built-in ones, files, packages, modules and addresses. Each file is read once.</summary>
internal sealed class RulesetLoader
{
    private const int MaxDepth = 20;

    private static readonly Dictionary<string, FunctionEntry> NoFunctions = new(StringComparer.Ordinal);

    private readonly Dictionary<string, RulesetDefinition?> _loaded = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly RulesetFiles _files;
    private readonly PackageFinder _packages;
    private readonly Lazy<RulesetScripts> _scripts;
    private readonly RulesetProblems _problems;
    private readonly RulesetParts _parts;

    public RulesetLoader(RulesetReadOptions options, RulesetProblems problems)
    {
        _files = new RulesetFiles(options);
        _packages = new PackageFinder(_files, options.PackageFolders);
        _scripts = new Lazy<RulesetScripts>(() => new RulesetScripts(_files.OpenScript));
        _problems = problems;
        _parts = new RulesetParts(problems, _files);
    }

    /// <summary>A file of any kind by its path; null when it cannot be read, which is a finding.</summary>
    public RulesetDefinition? Load(string path)
    {
        try
        {
            return BuiltInRulesets.Open(path) is { } builtIn ? Load(builtIn) : Read(RulesetFiles.Normal(path));
        }
        catch (RulesetValueException error)
        {
            SourceSpan span = new(path, 1, 1, 1, 1);
            _problems.Report("ruleset-unreadable", DocumentNode.Null(span), DocumentNode.Null(span), error.Message, "Give the path of a ruleset.");
            return null;
        }
    }

    /// <summary>A ruleset in YAML or JSON.</summary>
    public RulesetDefinition? Load(SourceDocument document)
    {
        // Merge keys are as good as any in a ruleset: Spectral reads them too.
        _files.AllowScriptsOf(document.Path);
        _problems.Add(document.Findings.Where(static finding => finding.RuleId != "document-yaml-merge-key"));
        return !document.IsReadable
            ? null
            : Guarded(RulesetFiles.Normal(document.Path), () => Define(document.Path, document.Root, NoFunctions));
    }

    private RulesetDefinition? Read(string path)
    {
        if (_loaded.TryGetValue(path, out RulesetDefinition? known))
            return known;
        if (RulesetFiles.Extension(path) is ".ts" or ".mts" or ".cts")
            throw new RulesetValueException($"`{path}` is TypeScript, which cannot be run; compile it to JavaScript and name that file.");
        if (RulesetFiles.IsUrl(path) && !_files.MayFetch)
            throw new RulesetValueException($"`{path}` is on the network, and fetching rulesets is not allowed.");
        if (_files.Open(path) is not { } bytes)
            throw new RulesetValueException($"There is no ruleset `{path}`.");
        _files.AllowScriptsOf(path);
        return _loaded[path] = RulesetFiles.Extension(path) is ".js" or ".mjs" or ".cjs" ? Module(path) : Load(DocumentReader.Read(path, bytes));
    }

    private RulesetDefinition? Module(string path)
    {
        try
        {
            ScriptedRuleset module = _scripts.Value.Ruleset(path);
            return Guarded(path, () => Define(path, module.Root, module.Functions));
        }
        catch (RulesetScriptException error)
        {
            string problem = error.Message.TrimEnd('.');
            throw new RulesetValueException($"{char.ToUpperInvariant(problem[0])}{problem[1..]}{(error.Line is { } line ? $" (line {line})" : "")}.");
        }
    }

    private RulesetDefinition? Guarded(string path, Func<RulesetDefinition?> define)
    {
        _open.Add(path);
        try
        {
            return define();
        }
        finally
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private RulesetDefinition? Define(string path, DocumentNode root, IReadOnlyDictionary<string, FunctionEntry> brought) =>
        Define(new RulesetFile(path, root, new RulesetFunctions(_parts.Functions(path, root), brought, _scripts)));

    private RulesetDefinition? Define(RulesetFile file) => !RulesetShape.Check(file.Root, _problems) ? null : Part(file, file.Root) with
    {
        DocumentationUrl = file.Root["documentationUrl"] is { } url && RulesetShape.IsUrl(url) ? url.Text : null,
        Overrides = new OverrideReader(file.Path, _problems, layer => Part(file, layer)).Read(file.Root),
    };

    /// <summary>What the root of a file and its overrides have in common.</summary>
    private RulesetDefinition Part(RulesetFile file, DocumentNode node) => new()
    {
        File = file,
        Extends = node["extends"] is { } extends ? [.. Extensions(file, extends)] : null,
        Rules = node["rules"] is { } rules ? OlderRuleNames.Renamed(rules.Members) : null,
        Aliases = _parts.Aliases(file.Root, node["aliases"]),
        Formats = _parts.Formats(file.Root, node["formats"]),
        ParserOptions = node["parserOptions"],
    };

    private IEnumerable<RulesetExtension> Extensions(RulesetFile file, DocumentNode extends)
    {
        foreach (DocumentNode item in extends.IsArray && !IsPair(extends) ? extends.Items : [extends])
        {
            if (Extension(file, item) is { } extension)
                yield return extension;
            else
                _problems.IsIncomplete = true;
        }
    }

    private RulesetExtension? Extension(RulesetFile file, DocumentNode item)
    {
        bool pair = IsPair(item);
        DocumentNode ruleset = pair ? item.Items[0] : item;
        ExtendMode? mode = !pair ? ExtendMode.Recommended : item.Items[1].Text switch
        {
            "recommended" => ExtendMode.Recommended,
            "all" => ExtendMode.All,
            "off" or "false" => ExtendMode.Off,
            _ => null,
        };
        try
        {
            if (mode is null || !(ruleset.IsObject || ruleset.AsString?.Length > 0))
                throw new RulesetValueException("`extends` is a ruleset, or a pair of one and recommended, all or off.");
            // A module can bring the ruleset itself instead of its name.
            RulesetDefinition? extended = ruleset.IsObject ? Define(file with { Root = ruleset }) : Named(file, ruleset.Text!);
            return extended is null ? null : new RulesetExtension(extended, mode.Value, pair);
        }
        catch (RulesetValueException error)
        {
            _problems.Report("ruleset-extends", file.Root, item, $"{error.Message} What it brings is not checked.", Fix(ruleset.Text ?? ""));
            return null;
        }
    }

    private RulesetDefinition? Named(RulesetFile file, string name)
    {
        if (IsBuiltIn(name))
        {
            if (_loaded.TryGetValue(name, out RulesetDefinition? known))
                return known;
            return _loaded[name] = Load(BuiltInRulesets.Open(name) ?? throw new RulesetValueException($"There is no built-in ruleset `{name}`."));
        }

        string path = (PackageFinder.IsName(name) ? _packages.Find(file.Path, name) : null) ?? RulesetFiles.Beside(file.Path, name);
        if (_open.Count >= MaxDepth || _open.Contains(path))
            throw new RulesetValueException($"`{name}` extends itself.");
        if (!RulesetFiles.IsUrl(path) && _files.Open(path) is null && RulesetFiles.Extension(path) is not (".yaml" or ".yml" or ".json" or ".js" or ".mjs" or ".cjs" or ".ts") && PackageFinder.IsName(name))
            throw new RulesetValueException($"There is no package `{name}` in a `node_modules` folder of this ruleset, and no file `{path}`.");
        return Read(path);
    }

    private static string Fix(string name) =>
        IsBuiltIn(name) ? $"Extend one of {string.Join(", ", BuiltInRulesets.Names)}."
        : RulesetFiles.IsUrl(name) ? "Allow it, or save the ruleset beside this one and extend the file."
        : "Write `extends: ./base.yaml` or `extends: [[./base.yaml, all]]`; paths are relative to this file.";

    private static bool IsBuiltIn(string name) =>
        name.StartsWith("spectral:", StringComparison.Ordinal) || name.StartsWith("apigov:", StringComparison.Ordinal);

    private static bool IsPair(DocumentNode node) => node is { IsArray: true, Items.Count: 2 }
        && (node.Items[1].Text is "recommended" or "all" or "off" || node.Items[1].AsBoolean is not null || node.Items[0].IsObject && !node.Items[1].IsObject);
}
