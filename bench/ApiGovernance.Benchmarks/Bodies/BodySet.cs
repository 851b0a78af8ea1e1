using ApiGovernance.JsonSchema;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>One schema with a body that satisfies it and bodies that do not.</summary>
/// <param name="Name">The name in the tables.</param>
/// <param name="Schema">The schema as it was published.</param>
/// <param name="PortableSchema">The same schema as one self-contained draft 7 text, for libraries that know no OpenAPI.</param>
/// <param name="Valid">Satisfies the schema.</param>
/// <param name="Invalid">Each breaks the schema in one place; the first one is timed.</param>
internal sealed record BodySet(string Name, PublishedSchema Schema, string PortableSchema, byte[] Valid, IReadOnlyList<byte[]> Invalid)
{
    public static IEnumerable<BodySet> All() => [OwnBodies.Event(), OwnBodies.Order(), OwnBodies.Feed(), .. PublicBodies.All()];

    public override string ToString() => Name;
}

/// <summary>Where a schema stands.</summary>
/// <param name="Document">The whole document, JSON.</param>
/// <param name="Pointer">JSON pointer to the schema in it.</param>
/// <param name="Dialect">The dialect of the document.</param>
internal sealed record PublishedSchema(byte[] Document, string Pointer, SchemaDialect Dialect)
{
    private const string Uri = "https://bench.example/document";

    public SchemaRegistry Registry()
    {
        SchemaRegistry registry = new();
        registry.Add(Uri, Document, Dialect);
        return registry;
    }

    public CompiledSchema Compile() => Compile(Registry());

    public CompiledSchema Compile(SchemaRegistry registry)
    {
        CompileResult result = CompiledSchema.Compile(registry, $"{Uri}#{Pointer}");
        return result.Schema ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
    }
}
