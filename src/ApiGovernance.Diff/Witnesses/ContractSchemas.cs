using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>The schemas of one contract, compiled when a witness asks for them.</summary>
internal sealed class ContractSchemas(ApiContract contract)
{
    private readonly Dictionary<(string, SchemaDirection), CompiledSchema?> _compiled = [];
    private SchemaRegistry? _registry;

    public CompiledSchema? Get(SchemaReference schema, SchemaDirection direction)
    {
        string uri = $"{schema.DocumentUri}#{schema.Pointer}";
        if (!_compiled.TryGetValue((uri, direction), out CompiledSchema? compiled))
        {
            compiled = CompiledSchema.Compile(_registry ??= Registry(), uri, new SchemaCompileOptions { Direction = direction }).Schema;
            _compiled[(uri, direction)] = compiled;
        }

        return compiled;
    }

    private SchemaRegistry Registry()
    {
        SchemaRegistry registry = new();
        SchemaDialect dialect = contract.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        foreach (SourceDocument document in contract.Bundle.Documents.Values)
            registry.Add(document.Uri, document.Root.ToJson(), dialect);
        return registry;
    }
}
