using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>
/// `oasDocumentSchema`: the document satisfies the published JSON Schema of its version. The bytes of a JSON file are read in one pass as
/// they are; only what that refuses is looked at for its errors.
/// </summary>
internal static class DocumentSchemaFunction
{
    private static readonly ValidateOptions Options = new()
    {
        MaxErrors = 1000,
        EveryAlternative = true,
        Limits = new JsonInputLimits { MaxBytes = int.MaxValue, MaxDepth = 1000, AllowDuplicateKeys = true },
    };

    public static void Run(LintTarget target, ICollection<FunctionResult> results)
    {
        SourceDocument document = target.View.Bundle.Root;
        if (DocumentSchemas.Of(OpenApiVersions.Of(document.Root)) is not { } schema || schema.Schema.IsValid(document.Bytes.Span, Options.Limits))
            return;
        ValidationResult result = schema.Schema.Validate(document.ToJson(), Options);
        if (result.Input is { } input)
            throw new LintFunctionException($"the document is no JSON that can be validated: {input.Message}");
        foreach (SchemaError error in result.Errors)
            results.Add(Tell(schema, error));
    }

    private static FunctionResult Tell(DocumentSchema schema, SchemaError error)
    {
        IReadOnlyList<string> way = JsonPointer.Parse(error.InstancePointer) ?? [];
        string name = way.Count == 0 ? "The document" : $"\"{way[^1]}\"";
        string message = schema.MessageOf(error)?.Replace("{{property}}", way.Count == 0 ? "" : way[^1], StringComparison.Ordinal)
            ?? (error.Keyword is "additionalProperties" or "unevaluatedProperties" ? $"Property {name} is not expected to be here." : $"{name}: {error.Message}");
        return new FunctionResult(message, way);
    }
}
