using ApiGovernance.JsonSchema;

namespace ApiGovernance.Gateway.Validation;

/// <summary>The schema of a JSON body for which a contract gives none: any value, but JSON it must be.</summary>
internal static class AnyJson
{
    public static CompiledSchema Schema { get; } = Compile();

    private static CompiledSchema Compile()
    {
        const string uri = "contract:///any";
        SchemaRegistry registry = new();
        registry.Add(uri, "true"u8.ToArray(), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, uri).Schema ?? throw new InvalidOperationException("The schema 'true' does not compile.");
    }
}
