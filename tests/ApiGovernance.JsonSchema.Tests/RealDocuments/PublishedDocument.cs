using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.RealDocuments;

/// <summary>A file of <c>../shared/specs</c>, its schemas and its examples.</summary>
internal sealed class PublishedDocument
{
    private readonly DocumentBundle _bundle;
    private readonly Dictionary<(string Pointer, SchemaDirection Direction, SchemaEngine Engine), CompileResult> _compiled = [];
    private readonly SchemaRegistry _registry = new();

    public PublishedDocument(string path)
    {
        Name = Path.GetRelativePath(RepositoryPaths.RequireShared("specs"), path).Replace('\\', '/');
        // Under a plain name, so that the same file has the same addresses everywhere.
        _bundle = DocumentBundle.FromBytes(Path.GetFileName(path), File.ReadAllBytes(path));
        DocumentNode root = _bundle.Root.Root;
        string version = (root["openapi"] ?? root["swagger"])?.Text ?? "";
        Dialect = version switch
        {
            "2.0" => SchemaDialect.Swagger20,
            "" => SchemaDialect.Draft7,
            _ when version.StartsWith("3.0", StringComparison.Ordinal) => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        _registry.Add(_bundle.Root.Uri, _bundle.Root.ToJson(), Dialect);
        var walk = new DocumentWalk(this, isSchema: version.Length == 0);
        walk.Run(root);
        // Published without the definition that it refers to at its root: there is nothing to compile.
        Schemas = Name == "events/amazon-ShipmentTrackingMilestoneChangedNotification.schema.json" ? [] : walk.Schemas;
        Examples = walk.Examples;
    }

    public string Name { get; }

    public SchemaDialect Dialect { get; }

    /// <summary>JSON pointers of all schemas that stand in no other schema: named ones, those of bodies, parameters and headers.</summary>
    public IReadOnlyList<string> Schemas { get; }

    public IReadOnlyList<PublishedExample> Examples { get; }

    public static IEnumerable<string> Files(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(RepositoryPaths.RequireShared(Path.Combine("specs", folder)), "*", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

    public CompileResult Compile(string pointer, SchemaDirection direction, SchemaEngine engine = SchemaEngine.Auto)
    {
        if (!_compiled.TryGetValue((pointer, direction, engine), out CompileResult? result))
        {
            string fragment = string.Join('/', pointer.Split('/').Select(Uri.EscapeDataString));
            result = CompiledSchema.Compile(_registry, $"{_bundle.Root.Uri}#{fragment}", new SchemaCompileOptions { Direction = direction, Engine = engine });
            _compiled[(pointer, direction, engine)] = result;
        }

        return result;
    }

    /// <summary>What a <c>$ref</c> leads to; the node itself where it is none.</summary>
    public DocumentNode? Follow(DocumentNode node)
    {
        for (int hops = 0; hops < 10 && node["$ref"]?.AsString is { } reference; hops++)
        {
            if (_bundle.Resolve(_bundle.Root.Uri, reference)?.Node is not { } target)
                return null;
            node = target;
        }

        return node;
    }
}

/// <summary>A value that a document gives as an example or as a default.</summary>
/// <param name="Kind">Which keyword of what.</param>
/// <param name="Pointer">Where it is used.</param>
/// <param name="Value">The value; where it is written may be elsewhere.</param>
/// <param name="Schema">Pointer of the schema it is to satisfy.</param>
/// <param name="Direction">Which way it travels; <see cref="SchemaDirection.Any"/> where the document does not say.</param>
internal sealed record PublishedExample(string Kind, string Pointer, DocumentNode Value, string Schema, SchemaDirection Direction);
