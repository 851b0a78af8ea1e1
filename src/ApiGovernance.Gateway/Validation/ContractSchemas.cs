using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>The documents of a contract, where its schemas are looked up.</summary>
internal static class ContractSchemas
{
    public static SchemaRegistry Register(ApiContract contract)
    {
        SchemaDialect dialect = contract.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        SchemaRegistry registry = new();
        foreach (SourceDocument document in contract.Bundle.Documents.Values)
            registry.Add(document.Uri, document.ToJson(), dialect, SchemaPlaces.Sources(document));
        return registry;
    }
}
