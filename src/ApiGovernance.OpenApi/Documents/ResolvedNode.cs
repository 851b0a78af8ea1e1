namespace ApiGovernance.OpenApi.Documents;

/// <summary>A node and where it really stands: its pointer is valid in the document that it names, all references followed.</summary>
/// <param name="DocumentUri">The <see cref="SourceDocument.Uri"/> of the file.</param>
/// <param name="Pointer">JSON pointer (RFC 6901, not percent-encoded) inside that file.</param>
public sealed record ResolvedNode(string DocumentUri, string Pointer, DocumentNode Node)
{
    /// <summary>The value of a member, or null when this is no object or has no such member.</summary>
    public ResolvedNode? Member(string name) =>
        Node[name] is { } value ? new ResolvedNode(DocumentUri, JsonPointer.Append(Pointer, name), value) : null;

    /// <summary>The members of an object; nothing for other kinds.</summary>
    public IEnumerable<(DocumentMember Member, ResolvedNode Value)> Members() =>
        Node.Members.Select(m => (m, new ResolvedNode(DocumentUri, JsonPointer.Append(Pointer, m.Name), m.Value)));

    /// <summary>The items of an array; nothing for other kinds.</summary>
    public IEnumerable<ResolvedNode> Items() =>
        Node.Items.Select((item, i) => new ResolvedNode(DocumentUri, JsonPointer.Append(Pointer, i), item));
}
