using System.Collections.Concurrent;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>A published schema of documents, with its text for the sentences that it has for some faults.</summary>
/// <param name="texts">By the URI under which they are registered.</param>
internal sealed class DocumentSchema(CompiledSchema schema, IReadOnlyDictionary<string, byte[]> texts)
{
    public const string Base = "lint:///schemas/";

    private readonly ConcurrentDictionary<string, DocumentNode> _roots = new(StringComparer.Ordinal);

    public CompiledSchema Schema { get; } = schema;

    /// <summary>
    /// The sentence that the schema has for an error, in `errorMessage` beside the keyword: one for the whole object, or one for each
    /// keyword. Null where it has none.
    /// </summary>
    public string? MessageOf(SchemaError error)
    {
        int hash = error.SchemaLocation.IndexOf('#', StringComparison.Ordinal);
        string uri = error.SchemaLocation[..hash], pointer = error.SchemaLocation[(hash + 1)..];
        if (!texts.TryGetValue(uri, out byte[]? text) || pointer.LastIndexOf('/') is not (>= 0 and var last))
            return null;
        DocumentNode root = _roots.GetOrAdd(uri, static (name, bytes) => DocumentReader.Read(name, bytes).Root, text);
        return JsonPointer.Evaluate(root, pointer[..last])?["errorMessage"] switch
        {
            { Kind: NodeKind.String } sentence => sentence.Text,
            { IsObject: true } byKeyword => byKeyword[error.Keyword]?.AsString,
            _ => null,
        };
    }
}
