using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Compiles a schema and everything reachable from it, each schema object once, without recursion.</summary>
internal sealed class SchemaCompiler(SchemaRegistry registry, SchemaCompileOptions options)
{
    private readonly Dictionary<(SchemaDocument, string), SchemaNode> _nodes = [];
    private readonly Queue<(SchemaNode Node, JsonElement Element)> _pending = new();
    private readonly List<SchemaProblem> _problems = [];
    private readonly HashSet<SchemaResource> _resources = [];
    private readonly List<DynamicReferenceInstruction> _dynamic = [];
    private readonly Dictionary<SchemaResource, bool> _asserts = [];
    private SchemaDocument? _entry;

    public ReferenceResolver Resolver { get; } = new(registry);

    public SchemaCompileOptions Options => options;

    public CompileResult Compile(string uri)
    {
        SchemaTarget? target = Resolver.ResolveAbsolute(uri, out string? error);
        if (target is null)
            return new CompileResult(null, [new SchemaProblem(uri, error!, Fatal: true)]);
        _entry = target.Value.Document;
        SchemaNode root = NodeAt(target.Value);
        do
        {
            while (_pending.TryDequeue(out (SchemaNode Node, JsonElement Element) next))
                Build(next.Node, next.Element);
        }
        while (LinkDynamicReferences());

        ReferenceLoops.Find(_nodes.Values, this);
        if (_problems.Exists(static p => p.Fatal))
            return new CompileResult(null, _problems);
        var program = new SchemaProgram(options.Engine, options.MaxEvaluations, _dynamic, _nodes.Values.Any(static n => n.IsSecret));
        var schema = new CompiledSchema(program, root);
        schema.Prepare();
        return new CompileResult(schema, _problems);
    }

    public SchemaNode NodeAt(SchemaTarget target)
    {
        (SchemaDocument, string) key = (target.Document, target.Pointer);
        if (_nodes.TryGetValue(key, out SchemaNode? node))
            return node;
        node = new SchemaNode(target.Document, target.Pointer, target.Resource);
        _nodes.Add(key, node);
        _resources.Add(node.Resource);
        if (_nodes.Count <= options.MaxNodes)
            _pending.Enqueue((node, target.Element));
        else if (_nodes.Count == options.MaxNodes + 1)
            Problem(node, "", $"The schema consists of more than {options.MaxNodes} schema objects.", fatal: true);
        return node;
    }

    public void Problem(SchemaNode node, string suffix, string message, bool fatal) =>
        _problems.Add(new SchemaProblem(node.Location(suffix), message, fatal) { Source = node.Source(suffix) });

    public EcmaPattern? Pattern(string source, out string? error)
    {
        error = null;
        return registry.Patterns.TryGetValue(source, out EcmaPattern? known)
            ? known
            : EcmaPattern.TryCreate(source, out error) is { } pattern ? registry.Patterns.GetOrAdd(source, pattern) : null;
    }

    public void AddDynamic(DynamicReferenceInstruction instruction) => _dynamic.Add(instruction);

    public SchemaDialect DialectOf(SchemaNode node) =>
        options.Dialect is { } forced && ReferenceEquals(node.Document, _entry) ? forced : node.Resource.Dialect;

    /// <summary>Whether the validation vocabulary is in use: a custom meta-schema may leave it out.</summary>
    public bool Asserts(SchemaResource resource)
    {
        if (resource.CustomMetaSchema is null)
            return true;
        if (_asserts.TryGetValue(resource, out bool asserts))
            return asserts;
        asserts = Resolver.FindResource(resource.CustomMetaSchema) is not { } meta
            || meta.Element.ValueKind != JsonValueKind.Object
            || !meta.Element.TryGetProperty("$vocabulary", out JsonElement vocabulary)
            || vocabulary.ValueKind != JsonValueKind.Object
            || vocabulary.EnumerateObject().Any(static v => v.Name.EndsWith("/vocab/validation", StringComparison.Ordinal));
        _asserts.Add(resource, asserts);
        return asserts;
    }

    private void Build(SchemaNode node, JsonElement element)
    {
        DialectRules rules = DialectRules.For(DialectOf(node));
        var builder = new NodeBuilder(this, node, element, rules);
        if (element.ValueKind == JsonValueKind.False)
            builder.Add(JsonTypes.Any, new FalseInstruction(node, FalseKeyword(node.Pointer)));
        else if (element.ValueKind == JsonValueKind.Object)
            KeywordSequence.Compile(builder);
        else if (element.ValueKind != JsonValueKind.True)
            Problem(node, "", "A schema must be an object or a boolean; this one accepts every value.", fatal: false);
        if (element.ValueKind == JsonValueKind.False)
            node.Shape.Types = JsonTypes.None;
        builder.Seal();
    }

    /// <summary>Gives every dynamic reference the anchors of all resources seen; true when that brought new nodes.</summary>
    private bool LinkDynamicReferences()
    {
        foreach (DynamicReferenceInstruction reference in _dynamic)
        {
            var byResource = new Dictionary<int, SchemaNode>();
            foreach (SchemaResource resource in _resources.ToArray())
            {
                if (resource.DynamicAnchors.TryGetValue(reference.Anchor, out string? pointer)
                    && JsonPointer.TryFollow(resource.Document.Root, pointer, out JsonElement element, out _))
                {
                    byResource.Add(resource.Id, NodeAt(new SchemaTarget(resource.Document, pointer, element)));
                }
            }

            reference.Link(byResource);
        }

        return _pending.Count > 0;
    }

    /// <summary>The keyword a boolean schema belongs to, for the message: the last or last but one step of its pointer.</summary>
    private static string FalseKeyword(string pointer)
    {
        string last = JsonPointer.LastToken(pointer);
        string parent = JsonPointer.LastToken(JsonPointer.Parent(pointer));
        return parent is "properties" or "patternProperties" or "prefixItems" or "dependentSchemas" or "dependencies" or "allOf" or "anyOf" or "oneOf"
            || (parent == "items" && last.All(char.IsAsciiDigit))
            ? parent
            : last;
    }
}
