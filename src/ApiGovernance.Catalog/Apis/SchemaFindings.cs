using ApiGovernance.Linting.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What is wrong with the JSON Schema of a canonical entity or an event beyond its text: it is held against the meta-schema.</summary>
internal static class SchemaFindings
{
    public const string Rule = "schema-invalid";

    public static IEnumerable<Finding> Of(Descriptor descriptor, DocumentBundle schema) =>
        JsonSchemaCheck.Run(schema, PlaceOf(descriptor)).Select(fault => CatalogFindings.Catalog(
            Rule, $"The schema of {descriptor.Kind} `{descriptor.Name}` is no JSON Schema{(fault.Pointer.Length == 0 ? "" : $" at `{fault.Pointer}`")}: {fault.Message}",
            "Write what the keyword takes (JSON Schema 2020-12), or correct its name.", schema.Root.SpanOf(fault.Pointer), fault.Pointer));

    /// <summary>An event's schema may be a part of a document.</summary>
    private static string PlaceOf(Descriptor descriptor) => descriptor is EventContractDescriptor contract ? contract.Spec.SchemaPlace().Pointer : "";
}
