using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Where a schema is written.</summary>
/// <param name="DocumentUri">The absolute URI under which the bundle knows the file (<see cref="SourceDocument.Uri"/>).</param>
/// <param name="Pointer">JSON pointer (RFC 6901, not percent-encoded) inside that file; references on the way are already followed.</param>
/// <param name="Node">The schema as written there.</param>
public sealed record SchemaReference(string DocumentUri, string Pointer, DocumentNode Node);
