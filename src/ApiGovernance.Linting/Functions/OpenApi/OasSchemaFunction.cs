using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`oasSchema`: like `schema`, in the dialect of the document's own schemas: that of 2.0 and 3.0, or since 3.1 JSON Schema 2020-12.</summary>
internal static class OasSchemaFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        LintFunction older = SchemaFunction.Create(options, SchemaDialect.OpenApi30), newer = SchemaFunction.Create(options, SchemaDialect.OpenApi31);
        return (target, results) => (OpenApiVersions.Of(target.View) < OpenApiVersion.V31 ? older : newer)(target, results);
    }
}
