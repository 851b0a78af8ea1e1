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
        string last = way.Count == 0 ? "" : way[^1];
        if (schema.MessageOf(error) is { } sentence)
            return new FunctionResult(sentence.Replace("{{property}}", last, StringComparison.Ordinal), way);
        string subject = way.Count == 0 ? "" : $"\"{last}\": ";
        return error.Keyword switch
        {
            "additionalProperties" or "unevaluatedProperties" => new FunctionResult($"Property \"{last}\" is not expected to be here.", way),
            // Which of the alternatives was meant tell the errors of each.
            "anyOf" or "oneOf" => new FunctionResult($"{subject}The value matches none of the kinds that are allowed here, or more than one.", way),
            "uniqueItems" => new FunctionResult($"{subject}This item repeats an earlier one; all items must differ.", [.. way.Take(way.Count - 1)]),
            _ => new FunctionResult(subject + error.Message, way),
        };
    }
}
