using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Compiles a schema and everything reachable from it, each schema object once, without recursion.</summary>
internal sealed class SchemaCompiler(SchemaRegistry registry, SchemaCompileOptions options)
{
    private readonly Dictionary<(SchemaDocument, string, bool), SchemaNode> _nodes = [];
    private readonly Queue<(SchemaNode Node, JsonElement Element)> _pending = new();
    private readonly HashSet<SchemaResource> _resources = [];
    private readonly List<DynamicReferenceInstruction> _dynamic = [];
    private readonly List<(ContentInstruction Instruction, SchemaNode Node)> _contents = [];
    private readonly CompilerFindings _findings = new();
    private readonly FormatSource _formats = new(options.CustomFormats);
    private readonly MetaSchemaReader _metaSchemas = new(new ReferenceResolver(registry));
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
        if (_findings.IsFatal)
            return _findings.Result(null);
        var program = new SchemaProgram(options.Engine, options.MaxEvaluations, _dynamic, _nodes.Values.Any(static n => n.IsSecret));
        var schema = new CompiledSchema(program, root);
        foreach ((ContentInstruction instruction, SchemaNode node) in _contents)
            instruction.Schema = new CompiledSchema(program, node);
        schema.Prepare();
        return _findings.Result(schema);
    }

    /// <param name="target">The schema.</param>
    /// <param name="asBase">As part of a schema that builds upon it (see <see cref="SchemaNode.IsBase"/>).</param>
    public SchemaNode NodeAt(SchemaTarget target, bool asBase = false)
    {
        (SchemaDocument, string, bool) key = (target.Document, target.Pointer, asBase);
        if (_nodes.TryGetValue(key, out SchemaNode? node))
            return node;
        node = new SchemaNode(target.Document, target.Pointer, target.Resource) { IsBase = asBase };
        _nodes.Add(key, node);
        _resources.Add(node.Resource);
        if (_nodes.Count <= options.MaxNodes)
            _pending.Enqueue((node, target.Element));
        else if (_nodes.Count == options.MaxNodes + 1)
            Problem(node, "", $"The schema consists of more than {options.MaxNodes} schema objects.", fatal: true);
        return node;
    }

    public void Problem(SchemaNode node, string suffix, string message, bool fatal) =>
        _findings.Add(new SchemaProblem(node.Location(suffix), message, fatal) { Source = node.Source(suffix) });

    public void Warning(SchemaNode node, string suffix, string message) =>
        _findings.Add(new SchemaProblem(node.Location(suffix), message, false) { Source = node.Source(suffix), IsWarning = true });

    public void AddUnchecked(UncheckedFormat format) => _findings.Add(format);

    public FormatDefinition[] Formats(string name, SchemaDialect dialect) => _formats.Find(name, dialect);

    /// <summary>Notes that an instruction needs a schema of its own, once everything is compiled.</summary>
    public void AddContent(ContentInstruction instruction, SchemaNode node) => _contents.Add((instruction, node));

    public EcmaPattern? Pattern(string source, out string? error)
    {
        error = null;
        return registry.Patterns.TryGetValue(source, out EcmaPattern? known)
            ? known
            : EcmaPattern.TryCreate(source, out error) is { } pattern ? registry.Patterns.GetOrAdd(source, pattern) : null;
    }

    public void AddDynamic(DynamicReferenceInstruction instruction) => _dynamic.Add(instruction);

    public SchemaDialect DialectOf(SchemaNode node) =>
        options.Dialect is { } forced && ReferenceEquals(node.Document, _entry) ? forced
        // A meta-schema of one's own is written in the dialect whose keywords it chooses from; OpenAPI adds to that of 2020-12.
        : _metaSchemas.Read(node.Resource).Dialect is { } dialect
            && (node.Resource.Dialect, dialect) is not (SchemaDialect.OpenApi31, SchemaDialect.Draft202012) ? dialect
        : node.Resource.Dialect;

    /// <summary>The vocabularies a schema may use; what its meta-schema has wrong is reported once.</summary>
    public Vocabularies VocabulariesOf(SchemaNode node)
    {
        MetaSchemaFacts facts = _metaSchemas.Read(node.Resource);
        if (facts.Problem is { } problem && _findings.IsFirst(node.Resource.CustomMetaSchema!))
            _findings.Add(new SchemaProblem(node.Location(""), problem, facts.Fatal) { Source = node.Source(""), IsWarning = !facts.Fatal });
        return facts.Vocabularies;
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
