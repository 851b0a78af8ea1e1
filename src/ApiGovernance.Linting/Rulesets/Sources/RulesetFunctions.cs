using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.JavaScript;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets.Sources;

/// <summary>The functions that the rules of one file may name: the core ones, its own in JavaScript, and the built-in rulesets'.</summary>
internal sealed class RulesetFunctions
{
    /// <summary>They cannot be replaced by functions of the same name.</summary>
    private static readonly string[] Core =
        ["alphabetical", "casing", "defined", "enumeration", "falsy", "length", "or", "pattern", "schema", "truthy", "undefined", "unreferencedReusableObject", "xor"];

    public static readonly RulesetFunctions None = new(
        new Dictionary<string, DeclaredFunction>(StringComparer.Ordinal), new Dictionary<string, FunctionEntry>(StringComparer.Ordinal), new Lazy<RulesetScripts>(static () => new RulesetScripts(static _ => null)));

    private readonly Dictionary<string, FunctionEntry> _loaded = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, DeclaredFunction> _declared;
    private readonly Lazy<RulesetScripts> _scripts;

    /// <param name="declared">By their names; a file is run when a rule asks for its function.</param>
    /// <param name="brought">Of a ruleset that is a module: the functions that came with it.</param>
    /// <param name="scripts">Made when there is JavaScript to run: the engine is large.</param>
    public RulesetFunctions(IReadOnlyDictionary<string, DeclaredFunction> declared, IReadOnlyDictionary<string, FunctionEntry> brought, Lazy<RulesetScripts> scripts)
    {
        (_declared, _scripts) = (declared, scripts);
        foreach ((string name, FunctionEntry entry) in brought)
            _loaded[name] = entry;
    }

    /// <exception cref="RulesetValueException">There is no such function, or its file cannot be run.</exception>
    public FunctionEntry Find(DocumentNode name)
    {
        string text = name.Text!;
        if (Core.Contains(text) && FunctionRegistry.All.TryGetValue(text, out FunctionEntry? core))
            return core;
        if (_loaded.TryGetValue(text, out FunctionEntry? loaded))
            return loaded;
        if (_declared.TryGetValue(text, out DeclaredFunction? declared))
            return _loaded[text] = Load(name, declared);
        return FunctionRegistry.All.TryGetValue(text, out FunctionEntry? own) ? own : throw new RulesetValueException(
            $"the function `{text}` is not known (known: {string.Join(", ", FunctionRegistry.All.Keys.Concat(_declared.Keys).Concat(_loaded.Keys).Distinct().Order(StringComparer.Ordinal))}).", name);
    }

    private FunctionEntry Load(DocumentNode name, DeclaredFunction declared)
    {
        try
        {
            FunctionEntry entry = _scripts.Value.Function(declared.Path);
            return declared.Options is null ? entry : Checked(name.Text!, entry, OptionsSchema(declared.Options));
        }
        catch (RulesetScriptException error)
        {
            throw new RulesetValueException(
                $"the function `{name.Text}` cannot be used: {error.Message.TrimEnd('.')}{(error.Line is { } line ? $" (line {line} of {declared.Path})" : "")}.", name);
        }
    }

    private static CompiledSchema OptionsSchema(DocumentNode schema)
    {
        const string Uri = "ruleset:///options";
        SchemaRegistry registry = new();
        registry.Add(Uri, schema.ToJson(), SchemaDialect.Draft7);
        CompileResult compiled = CompiledSchema.Compile(registry, Uri + "#");
        return compiled.Schema ?? throw new RulesetValueException($"the schema of its options does not compile: {compiled.Problems[0].Message}", schema);
    }

    private static FunctionEntry Checked(string name, FunctionEntry entry, CompiledSchema schema) => entry with
    {
        Create = options =>
        {
            ValidationResult result = schema.Validate(options.Node?.ToJson() ?? "null"u8.ToArray());
            if (!result.IsValid)
            {
                SchemaError error = result.Errors[0];
                DocumentNode? place = options.Node is null ? null : JsonPointer.Evaluate(options.Node, error.InstancePointer);
                throw new FunctionOptionException(place ?? options.Node, $"`{name}` does not take these options: {error.InstancePointer} {error.Message}".Replace(":  ", ": ", StringComparison.Ordinal));
            }

            return entry.Create(options);
        },
    };
}

/// <param name="Path">The file that exports it.</param>
/// <param name="Options">The schema of its options, where `functions` gives one.</param>
internal sealed record DeclaredFunction(string Path, DocumentNode? Options);
