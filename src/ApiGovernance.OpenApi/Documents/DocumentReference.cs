namespace ApiGovernance.OpenApi.Documents;

/// <summary>A <c>$ref</c> as it is written in a file.</summary>
/// <param name="BaseUri">The file's URI, or the <c>$id</c> of the schema around it.</param>
/// <param name="Pointer">The object that has the <c>$ref</c>.</param>
/// <param name="Value">The string node with the reference.</param>
internal sealed record DocumentReference(string BaseUri, string Pointer, DocumentNode Value);

/// <summary>What one file offers to references and asks of others.</summary>
internal sealed class DocumentIndex
{
    public List<DocumentReference> References { get; } = [];

    /// <summary>Schemas with an absolute <c>$id</c>, by that URI.</summary>
    public Dictionary<string, ResolvedNode> Identifiers { get; } = new(StringComparer.Ordinal);

    /// <summary>Schemas with <c>$anchor</c> or <c>$dynamicAnchor</c>, by base URI, <c>#</c> and name.</summary>
    public Dictionary<string, ResolvedNode> Anchors { get; } = new(StringComparer.Ordinal);
}
