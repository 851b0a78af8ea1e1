using ApiGovernance.JsonSchema.Compilation;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Output;
using ApiGovernance.JsonSchema.Streaming;
using ApiGovernance.JsonSchema.Streaming.Planning;

namespace ApiGovernance.JsonSchema;

/// <summary>A schema ready to validate UTF-8 JSON. Immutable and safe for concurrent use.</summary>
public sealed partial class CompiledSchema
{
    private readonly SchemaProgram _program;
    private readonly SchemaNode _root;
    private volatile Plan? _plan;

    internal CompiledSchema(SchemaProgram program, SchemaNode root)
    {
        _program = program;
        _root = root;
    }

    /// <summary>The JSON types the schema can accept, from its type, enum, const, allOf, anyOf, oneOf and $ref.</summary>
    public JsonTypes RootTypes => ShapeQueries.Types(_root);

    /// <summary>The schema of the items of an array, where one schema applies to all of them; else null.</summary>
    public CompiledSchema? Items => ShapeQueries.Items(_root) is { } items ? new CompiledSchema(_program, items) : null;

    /// <summary>The JSON types the items of an array can have; <see cref="JsonTypes.Any"/> when the schema does not say.</summary>
    public JsonTypes ItemTypes => ShapeQueries.Items(_root) is { } items ? ShapeQueries.Types(items) : JsonTypes.Any;

    /// <summary>Compiles a schema and all it refers to. Never throws for a bad schema: what is wrong is in the result.</summary>
    /// <param name="registry">The documents; all that are referred to must be in it.</param>
    /// <param name="uriWithFragment">URI of a document or of an <c>$id</c>, with an optional JSON pointer or anchor as fragment.</param>
    /// <param name="options">Null for <see cref="SchemaCompileOptions.Default"/>.</param>
    public static CompileResult Compile(SchemaRegistry registry, string uriWithFragment, SchemaCompileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(uriWithFragment);
        return new SchemaCompiler(registry, options ?? SchemaCompileOptions.Default).Compile(uriWithFragment);
    }

    /// <summary>The schema of a property where <c>properties</c> names it, here or in a schema that also applies; else null.</summary>
    public CompiledSchema? Property(string name) =>
        ShapeQueries.Property(_root, name) is { } property ? new CompiledSchema(_program, property) : null;

    /// <summary>The JSON types a property can have; <see cref="JsonTypes.Any"/> when the schema does not say.</summary>
    public JsonTypes PropertyTypes(string name) =>
        ShapeQueries.Property(_root, name) is { } property ? ShapeQueries.Types(property) : JsonTypes.Any;

    /// <summary>Whether the text is acceptable JSON and satisfies the schema. Allocates nothing in a steady state.</summary>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, JsonInputLimits? limits = null)
    {
        limits ??= JsonInputLimits.Default;
        if (utf8Json.Length > limits.MaxBytes)
            return false;
        JsonBuffers buffers = JsonBuffers.Rent();
        bool valid = Stream(utf8Json, buffers, limits) ?? RunOverTape(utf8Json, buffers, limits);
        buffers.Return();
        return valid;
    }

    /// <summary>Like <see cref="IsValid(ReadOnlySpan{byte}, JsonInputLimits?)"/>, and says why not. A valid text costs no more than it does there.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    /// <param name="limits">Null for <see cref="JsonInputLimits.Default"/>.</param>
    public ValidationResult Validate(ReadOnlySpan<byte> utf8Json, int maxErrors = 20, JsonInputLimits? limits = null) =>
        limits is null && maxErrors == ValidateOptions.Default.MaxErrors
            ? Validate(utf8Json, ValidateOptions.Default)
            : Validate(utf8Json, new ValidateOptions { MaxErrors = maxErrors, Limits = limits ?? JsonInputLimits.Default });

    /// <summary>Like <see cref="Validate(ReadOnlySpan{byte}, int, JsonInputLimits?)"/>, and tells what the options ask for.</summary>
    public ValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Limits.Refusal(utf8Json.Length) is { } tooLarge)
            return new ValidationResult(false, tooLarge, []);
        JsonBuffers buffers = JsonBuffers.Rent();
        try
        {
            bool? valid = Stream(utf8Json, buffers, options.Limits);
            if (valid == true && !options.Annotations)
                return ValidationResult.Valid;
            buffers.Reset();
            if (!new JsonScanner(utf8Json, buffers, options.Limits).Run(out JsonInputError? error))
                return new ValidationResult(false, error, []);
            JsonView view = buffers.View(utf8Json);
            if (valid is null)
            {
                var fast = new Evaluator(_program, view, buffers, null);
                valid = fast.Evaluate(_root, 0, track: false) && !fast.Aborted;
                if (fast is { Aborted: true, Undecided: false })
                    return new ValidationResult(false, null, [Explanation.TooComplex(_root)]);
            }

            if (valid == false)
                return new ValidationResult(false, null, Explanation.Errors(_program, _root, view, buffers, utf8Json, options));
            return options.Annotations
                ? ValidationResult.Valid with { Annotations = Explanation.Annotations(_program, _root, view, buffers) }
                : ValidationResult.Valid;
        }
        finally
        {
            buffers.Return();
        }
    }

    /// <summary>Makes the plan now instead of on first use.</summary>
    internal void Prepare()
    {
        if (_program.Engine == SchemaEngine.Auto)
            _plan ??= new Planner(_program, _program.DynamicReferences).Build(_root);
    }

    /// <summary>Null when the text has to go to the tape.</summary>
    private bool? Stream(ReadOnlySpan<byte> utf8Json, JsonBuffers buffers, JsonInputLimits limits)
    {
        if (_plan is null)
            Prepare();
        if (_plan is null)
            return null;
        NoObserver observer = default;
        return Executor<NoObserver>.Run(utf8Json, _plan, _program, buffers, limits, ref observer);
    }

    private bool RunOverTape(ReadOnlySpan<byte> utf8Json, JsonBuffers buffers, JsonInputLimits limits)
    {
        buffers.Reset();
        if (!new JsonScanner(utf8Json, buffers, limits).Run(out _))
            return false;
        var evaluator = new Evaluator(_program, buffers.View(utf8Json), buffers, null);
        return evaluator.Evaluate(_root, 0, track: false) && !evaluator.Aborted;
    }
}
