using ApiGovernance.Gateway.Validation;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>What a contract says of answers in JSON, compiled for a version whose shadow is compared by it. In the contract's order of operations.</summary>
internal sealed class AnswerSchemas
{
    private readonly Answer[][] byOperation;

    private AnswerSchemas(Answer[][] byOperation) => this.byOperation = byOperation;

    /// <param name="contract">The contract's bytes, which have been compiled for requests before.</param>
    /// <returns>Null when it cannot be read. A schema that does not compile is not compared by.</returns>
    public static AnswerSchemas? Compile(ReadOnlyMemory<byte> contract)
    {
        if (ContractReader.FromBytes(SchemaPlaces.ContractName, contract).Contract is not { } read)
            return null;
        SchemaRegistry registry = new();
        SchemaDialect dialect = read.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        foreach (SourceDocument document in read.Bundle.Documents.Values)
            registry.Add(document.Uri, document.ToJson(), dialect);
        SchemaCompileOptions options = new() { Direction = SchemaDirection.Response };
        Dictionary<string, CompiledSchema?> schemas = new(StringComparer.Ordinal);
        return new AnswerSchemas([.. read.Operations.Select(operation => operation.Responses.SelectMany(Plans).ToArray())]);

        IEnumerable<Answer> Plans(ApiResponse response) =>
            response.Content.Select(media => new Answer(response, MediaTypeRange.Parse(media.Name), Schema(media.Schema)));

        CompiledSchema? Schema(SchemaReference? reference)
        {
            if (reference is null)
                return null;
            string uri = SchemaPlaces.Uri(reference.DocumentUri, reference.Pointer);
            if (!schemas.TryGetValue(uri, out CompiledSchema? schema))
                schemas.Add(uri, schema = CompiledSchema.Compile(registry, uri, options).Schema);
            return schema;
        }
    }

    /// <summary>Whether an answer is what the contract says; null where that cannot be told: no JSON, no schema, or a status that the contract does not have.</summary>
    public bool? IsValid(CompiledOperation operation, int status, string? contentType, ReadOnlySpan<byte> body)
    {
        if (!ContentType.TryParse(contentType, out ContentType type) || !type.IsJson || !type.IsUtf8)
            return null;
        Answer? best = null;
        foreach (Answer answer in byOperation[operation.Index])
        {
            // The response that is meant for the status, then the media type that says most.
            int match = answer.Response.Match(status);
            if (match >= 0 && answer.Range.Contains(type)
                && (best is null || (match, answer.Range.Specificity).CompareTo((best.Response.Match(status), best.Range.Specificity)) > 0))
            {
                best = answer;
            }
        }

        return best?.Schema?.IsValid(body);
    }

    private sealed record Answer(ApiResponse Response, MediaTypeRange Range, CompiledSchema? Schema);
}
